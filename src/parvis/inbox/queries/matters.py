"""The matters of a brand, as they stand after all that was decided of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, JSONField, OuterRef, Subquery
from django.db.models.expressions import RawSQL

from parvis.brands.models import Brand
from parvis.inbox.models import Case, Matter, MatterExample, MatterTask, Task
from parvis.inbox.task_values import Figures

EXAMPLES_SHOWN = 3
LOOKED_AT = 12
"""Of the messages by which a matter was found, to show different ones."""


@dataclass(frozen=True)
class KnownMatters:
    """`accepted` are those that messages may belong to, by id; `moved` says of a merged one where
    it went, `subjects` of what triage calls a general matter which of these it is, and `tasks`
    what each takes, as a lead said or else its numbers."""

    accepted: Mapping[int, Matter]
    moved: Mapping[int, int]
    subjects: Mapping[str, int]
    tasks: Mapping[int, str]

    def now(self, matter_id: int) -> int | None:
        """The accepted matter that this one is by now; None when it is none any more."""
        return _now(matter_id, self.accepted, self.moved)

    def before(self, matter_id: int) -> Sequence[int]:
        """This one, and all those that were merged into it."""
        return [matter_id, *(old for old in self.moved if self.now(old) == matter_id)]


def known_matters(*brand_ids: int) -> KnownMatters:
    """In one query, which is short: a brand has some dozens of matters."""
    rows = Matter.objects.filter(
        brand__in=brand_ids, state__in=[Matter.State.ACCEPTED, Matter.State.MERGED]
    ).order_by("name")
    said = MatterTask.objects.filter(matter=OuterRef("pk"), ended_at=None)
    rows = rows.annotate(said_task=Subquery(said.values("task")[:1]))
    accepted = {row.pk: row for row in rows if row.state == Matter.State.ACCEPTED}
    moved = {row.pk: row.merged_into_id for row in rows if row.merged_into_id}
    subjects = {
        row.subject: now for row in rows if row.subject and (now := _now(row.pk, accepted, moved))
    }
    tasks = {pk: getattr(row, "said_task", None) or row.task for pk, row in accepted.items()}
    return KnownMatters(accepted, moved, subjects, tasks)


def _now(matter_id: int, accepted: Mapping[int, Matter], moved: Mapping[int, int]) -> int | None:
    while matter_id in moved:
        matter_id = moved[matter_id]
    return matter_id if matter_id in accepted else None


@dataclass(frozen=True)
class ProposedMatter:
    """`count` of the messages by which it was found, and some of their words."""

    matter: Matter
    count: int
    examples: Sequence[str]


@dataclass(frozen=True)
class AcceptedMatter:
    """`said_by`: who said what it takes, empty where its numbers did."""

    matter: Matter
    task: str
    said_by: str

    @property
    def figures(self) -> Figures | None:
        return Figures(**self.matter.figures) if self.matter.figures else None


@dataclass(frozen=True)
class MattersPage:
    proposed: Sequence[ProposedMatter]
    accepted: Sequence[AcceptedMatter]


def matters_of(brand: Brand) -> MattersPage:
    """In four queries."""
    rows = list(
        Matter.objects.filter(brand=brand, state__in=Matter.LIVING)
        .annotate(found=Count("examples"))
        .order_by("-found", "name")
    )
    first = MatterExample.objects.filter(
        matter__in=[row.pk for row in rows if row.state == Matter.State.PROPOSED],
        place__lt=LOOKED_AT,
    )
    shown: dict[int, dict[str, None]] = {}
    for matter_id, text in first.order_by("matter", "place").values_list("matter", "message__text"):
        shown.setdefault(matter_id, {})[text] = None
    said = said_tasks([row.pk for row in rows])
    return MattersPage(
        proposed=[
            ProposedMatter(
                row, getattr(row, "found", 0), list(shown.get(row.pk, ()))[:EXAMPLES_SHOWN]
            )
            for row in rows
            if row.state == Matter.State.PROPOSED
        ],
        accepted=sorted(
            (
                AcceptedMatter(row, *said.get(row.pk, (row.task, "")))
                for row in rows
                if row.state == Matter.State.ACCEPTED
            ),
            key=lambda one: (-one.matter.figures.get("messages", 0), one.matter.name),
        ),
    )


def said_tasks(matter_ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    """What leads said a matter takes, and who; by its id, where one did."""
    rows = MatterTask.objects.filter(matter__in=matter_ids, ended_at=None)
    return {row.matter_id: (row.task, row.by_name) for row in rows}


@dataclass(frozen=True)
class CaseAbout:
    """What a case is about: the name of its matter, and what it takes; empty where not known.
    `said_by` is who of the team said the matter."""

    matter: str = ""
    task: str = ""
    said_by: str = ""

    @property
    def task_name(self) -> str:
        return str(Task(self.task).label) if self.task else ""


# Beside the case, so that its page asks for it in the query that finds it.
TOLD = """(
SELECT jsonb_build_object(
    'matter', coalesce(matter.name, ''),
    'task', coalesce(said.task, nullif(matter.task, ''), told.by_words, ''),
    'said_by', coalesce(own.by_name, ''))
FROM (SELECT 1) AS asked
LEFT JOIN inbox_casematter own ON own.case_id = inbox_case.id AND own.ended_at IS NULL
LEFT JOIN LATERAL (
    SELECT j.matter_id, CASE
        WHEN p_simple + p_middle + p_difficult = 0 THEN NULL
        WHEN p_difficult >= greatest(p_middle, p_simple) THEN 'difficult'
        WHEN p_middle >= p_simple THEN 'middle' ELSE 'simple' END AS by_words
    FROM inbox_casemessage place JOIN inbox_judgement j ON j.message_id = place.message_id
    WHERE place.case_id = inbox_case.id
    ORDER BY calls_for_answer DESC, matter_chance DESC, said_at LIMIT 1
) AS told ON true
LEFT JOIN LATERAL (
    WITH RECURSIVE taken_in AS (
        SELECT m.* FROM inbox_matter m
        WHERE m.id = CASE WHEN own.id IS NULL THEN told.matter_id ELSE own.matter_id END
        UNION ALL
        SELECT taker.* FROM taken_in JOIN inbox_matter taker ON taker.id = taken_in.merged_into_id
    )
    SELECT * FROM taken_in WHERE state = 'accepted'
) AS matter ON true
LEFT JOIN inbox_mattertask said ON said.matter_id = matter.id AND said.ended_at IS NULL
)"""


def told_of_case() -> RawSQL:
    """To annotate cases with, as `told`."""
    return RawSQL(TOLD, (), output_field=JSONField())  # noqa: S611 - no word of it is anybody's


def about_case(case: Case) -> CaseAbout:
    """Of a case that was found with `told`."""
    return CaseAbout(**(getattr(case, "told", None) or {}))
