"""The marks that a search asks for, as PostgreSQL is asked; and how many open cases bear each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.db import connection

from parvis.inbox.marks import TAKEN_FOR, TONES, of_language, of_matter, of_task
from parvis.inbox.models import Matter
from parvis.inbox.queries.asked_words import AskedMark
from parvis.inbox.queries.counts import Count
from parvis.inbox.queries.matters import KnownMatters, known_matters

NOTHING = "=nothing"
"""A mark that no case bears."""
COUNTED_AMONG = 1_000
"""The open cases that fall due first; of more nobody counts how many bear a mark."""

COUNT = """
SELECT count(*), {columns} FROM (
    SELECT id FROM inbox_case WHERE brand_id = ANY(%(brands)s) AND state = 'open'
    ORDER BY brand_id, coalesce(due_at, '9999-01-01+00'::timestamptz), id LIMIT %(among)s
) AS open JOIN inbox_casewords words ON words.case_id = open.id
"""


def marks_asked(brand_ids: Sequence[int], asked: Sequence[AskedMark]) -> list[str]:
    """Each as a tsquery, after "!" where it is left out. One query where matters are asked for,
    none otherwise."""
    of_matters = any(mark.of in {"matter", "value"} for mark in asked)
    known = known_matters(*brand_ids) if of_matters else None
    return [("!" if mark.excluded else "") + _any_of(list(_lexemes(mark, known))) for mark in asked]


def count_marks(
    brand_ids: Sequence[int], asked: Mapping[str, AskedMark]
) -> tuple[dict[str, Count], bool]:
    """How many open cases bear each, by the names given; and whether these are all open cases or
    only the first `COUNTED_AMONG`. In two queries."""
    wanted = marks_asked(brand_ids, list(asked.values()))
    columns = [f"count(*) FILTER (WHERE search @@ %(m{n})s::tsquery)" for n in range(len(wanted))]
    given = {f"m{n}": mark for n, mark in enumerate(wanted)}
    with connection.cursor() as cursor:
        cursor.execute(
            COUNT.format(columns=", ".join(columns) or "0"),
            {**given, "brands": list(brand_ids), "among": COUNTED_AMONG},
        )
        among, *counts = cursor.fetchone()
    named = {name: Count(count) for name, count in zip(asked, counts, strict=False)}
    return named, among < COUNTED_AMONG


def _lexemes(mark: AskedMark, known: KnownMatters | None) -> Iterator[str]:
    match mark.of:
        case "tone":
            yield TONES[mark.value]
        case "is":
            yield TAKEN_FOR[mark.value]
        case "lang":
            yield of_language(mark.value)
        case "matter" if known:
            for matter in known.accepted.values():
                if _is_called(matter, mark.value):
                    yield from map(of_matter, known.before(matter.pk))
        case "value" if known:
            yield of_task(mark.value)
            for matter_id, task in known.tasks.items():
                if task == mark.value:
                    yield from map(of_matter, known.before(matter_id))


def _is_called(matter: Matter, asked: str) -> bool:
    """By its number, as in `#12`, or by a part of its name."""
    return asked == f"#{matter.pk}" or asked.lower() in matter.name.lower()


def _any_of(lexemes: Sequence[str]) -> str:
    return "(" + " | ".join(f"'{lexeme}'" for lexeme in lexemes or [NOTHING]) + ")"
