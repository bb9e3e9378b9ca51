"""Learning the matters that the team has accepted, and matching messages with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet

from parvis.inbox.actions.indexing import index_messages
from parvis.inbox.actions.matching import Words, match
from parvis.inbox.models import CaseMatter, Judgement, MatterExample, MatterModel
from parvis.inbox.queries.heard import newest_heard, read_heard
from parvis.inbox.queries.matters import KnownMatters, known_matters
from parvis.inbox.queries.tagged import cases_by_tag

if TYPE_CHECKING:
    from parvis.triage.matters import Matcher

MATCHED_AGAIN = 5_000
"""Of the newest messages, when the matters are others than before."""
OTHERS_AMONG = 2_000
"""Of the newest messages that call for an answer, to find what belongs to no matter."""
WRITTEN_AT_ONCE = 200
EXAMPLES_A_MATTER = 200


def learn_matters(brand_id: int, *, at: datetime) -> None:
    """Train on what is known of the accepted matters, and match the newest messages anew."""
    known = known_matters(brand_id)
    matcher = _learned(brand_id, known) if known.accepted else None
    if matcher is None:
        MatterModel.objects.filter(brand=brand_id).delete()
    else:
        MatterModel.objects.update_or_create(
            brand_id=brand_id,
            defaults={
                "numbers": matcher.numbers(),
                "about": matcher.about(),
                "learned_at": at,
            },
        )
    _match_again(brand_id)


def _learned(brand_id: int, known: KnownMatters) -> Matcher | None:
    from parvis.triage.judge import shipped
    from parvis.triage.matters import learn_matters as train

    examples = _examples(brand_id, known)
    others = _others(brand_id, known, examples)
    return train(examples, others, general=shipped().linear)


def _examples(brand_id: int, known: KnownMatters) -> Mapping[str, list[str]]:
    """Texts by the id of the accepted matter: what the team said of cases, in so many words or by
    a tag of its name, and the messages by which it was found, unless the team said otherwise of
    theirs."""
    texts: dict[str, list[str]] = defaultdict(list)
    said = CaseMatter.objects.filter(case__brand=brand_id, ended_at=None).order_by("-pk")
    most = 10 * EXAMPLES_A_MATTER
    of_cases: dict[int, int | None] = {
        **cases_by_tag(brand_id, known, most=most),
        **dict(said.values_list("case_id", "matter_id")[:most]),
    }
    rows = read_heard(_asking().filter(message__place__case__in=of_cases).order_by("-message_id"))
    places = dict(
        _asking()
        .filter(message__place__case__in=of_cases)
        .values_list("message_id", "message__place__case_id")
    )
    for row in rows:
        _keep(texts, known, of_cases[places[row.id]], row.text)
    found = MatterExample.objects.filter(matter__brand=brand_id).exclude(message__in=places)
    for matter_id, title, text in found.order_by("matter_id", "place").values_list(
        "matter_id", "message__title", "message__text"
    ):
        _keep(texts, known, matter_id, f"{title}\n{text}" if title else text)
    return texts


def _asking() -> QuerySet[Judgement, Judgement]:
    return Judgement.objects.filter(calls_for_answer=True, message__deleted_at=None)


def _keep(
    texts: dict[str, list[str]], known: KnownMatters, matter_id: int | None, text: str
) -> None:
    now = known.now(matter_id) if matter_id else None
    if now and len(texts[str(now)]) < EXAMPLES_A_MATTER:
        texts[str(now)].append(text)


def _others(brand_id: int, known: KnownMatters, examples: Mapping[str, Iterable[str]]) -> list[str]:
    """Messages that belong to no accepted matter, as far as anybody can tell."""
    taken = {text for texts in examples.values() for text in texts}
    rows = read_heard(newest_heard(brand_id).filter(calls_for_answer=True)[:OTHERS_AMONG])
    free = [row for row in rows if row.matter is None and row.subject not in known.subjects]
    return [row.text for row in free if row.text not in taken][: 2 * EXAMPLES_A_MATTER]


def _match_again(brand_id: int) -> None:
    """The newest messages, and the cases in which they lie; older ones keep what they have. A
    little at a time: as long as a transaction writes, nobody reads what came after it began."""
    rows = read_heard(newest_heard(brand_id)[:MATCHED_AGAIN])
    found = match(brand_id, [Words(row.text, row.subject) for row in rows])
    moved = [
        Judgement(message_id=row.id, matter_id=matter, matter_chance=chance)
        for row, (matter, chance) in zip(rows, found, strict=True)
        if matter != row.matter
    ]
    for start in range(0, len(moved), WRITTEN_AT_ONCE):
        _move(moved[start : start + WRITTEN_AT_ONCE])


@transaction.atomic
def _move(judgements: Sequence[Judgement]) -> None:
    Judgement.objects.bulk_update(judgements, ["matter", "matter_chance"])
    index_messages([row.pk for row in judgements])
