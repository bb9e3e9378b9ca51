"""What was said in cases and done with them, as the clocks read it (inbox.clocks)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from parvis.channels.models import Message, Outgoing
from parvis.inbox.clocks import Closing, Said, Tells
from parvis.inbox.models import Case, CaseMessage, MovedMessage, Promise, Resolution

OURS = frozenset({Message.Direction.OUT, Message.Direction.ECHO})


class Line(NamedTuple):
    """A message where it lies, with what decides what it tells the clocks."""

    case_id: int
    message_id: int
    known_at: datetime
    said_at: datetime
    direction: str
    automatic: bool
    is_addressed: bool
    calls_for_answer: bool | None
    asks_since: datetime | None
    sending: str | None
    is_history: bool


@dataclass(frozen=True)
class Stay:
    """A message lay in a case until then; none: it lies there now."""

    case_id: int
    until: datetime | None


def histories(
    case_ids: Collection[int], *, promised: Collection[int]
) -> Mapping[int, Sequence[Said]]:
    """By case, all that its clocks read; in a fixed number of queries, whatever the cases.

    `promised` are the ids of messages to which something was promised before: they asked, though
    the brand may call their time history by now.
    """
    lines = _lines(case_ids)
    stays = _stays(case_ids)
    closings = _closings({*case_ids, *(stay.case_id for some in stays.values() for stay in some)})
    to_one = said_to_one_person(
        {line.message_id for line in lines if line.direction in OURS and not line.is_addressed}
    )
    found: dict[int, list[Said]] = {case_id: [] for case_id in case_ids}
    for line in lines:
        tells = _tells(line, asked=line.message_id in promised, to_one=line.message_id in to_one)
        if tells is None:
            continue
        found[line.case_id].append(
            Said(
                message_id=line.message_id,
                at=(line.asks_since or line.said_at) if tells is Tells.ASKS else line.said_at,
                tells=tells,
                closings=tuple(_known_to(line, stays, closings)),
            )
        )
    return found


def _lines(case_ids: Collection[int]) -> list[Line]:
    rows = CaseMessage.objects.filter(case__one_of=case_ids).annotate(
        known=Coalesce("known_at", "message__received_at"),
        addressed=Q(message__recipient__isnull=False),
        history=Q(message__created_at__lt=F("case__brand__starts_at"))
        | Q(case__state=Case.State.HISTORY),
    )
    fields = rows.values_list(
        *("case_id", "message_id", "known", "message__created_at", "message__direction"),
        *("message__automatic", "addressed", "message__judgement__calls_for_answer"),
        *("message__judgement__asks_since", "message__outgoing__state", "history"),
    )
    return [Line._make(row) for row in fields]


def _tells(line: Line, *, asked: bool, to_one: bool) -> Tells | None:
    if line.direction == Message.Direction.IN:
        if line.automatic and not line.calls_for_answer:
            return None
        if line.calls_for_answer and (asked or not line.is_history):
            return Tells.ASKS
        return Tells.SAYS
    is_ours = line.direction in OURS and line.sending != Outgoing.State.REFUSED
    is_answer = is_ours and not line.automatic and (line.is_addressed or to_one)
    return Tells.ANSWERS if is_answer else None


def _stays(case_ids: Collection[int]) -> Mapping[int, Sequence[Stay]]:
    """Where messages that were moved have lain, in order; the others have lain where they are."""
    rows = MovedMessage.objects.filter(message__place__case__one_of=case_ids)
    steps: dict[int, list[tuple[datetime, int]]] = defaultdict(list)
    for message_id, source, target, moved_at, undone_at in rows.values_list(
        *("message_id", "move__source_id", "move__target_id", "move__moved_at", "move__undone_at")
    ):
        steps[message_id].append((moved_at, source))
        if undone_at:
            steps[message_id].append((undone_at, target))
    now_in = dict(
        CaseMessage.objects.filter(message__one_of=steps).values_list("message_id", "case_id")
    )
    return {
        message_id: [
            *(Stay(case_id, until) for until, case_id in sorted(left)),
            Stay(now_in[message_id], None),
        ]
        for message_id, left in steps.items()
    }


def _closings(case_ids: Collection[int]) -> Mapping[int, Sequence[Closing]]:
    found: dict[int, list[Closing]] = defaultdict(list)
    rows = Resolution.objects.filter(case__one_of=case_ids).order_by("resolved_at", "id")
    for case_id, at, leaving, reopened_at, was_undone in rows.values_list(
        *("case_id", "resolved_at", "answer_leaving", "reopened_at", "was_undone")
    ):
        found[case_id].append(Closing(at, leaving, reopened_at if was_undone else None))
    return found


def _known_to(
    line: Line,
    stays: Mapping[int, Sequence[Stay]],
    closings: Mapping[int, Sequence[Closing]],
) -> list[Closing]:
    """When the case in which the message lay was resolved by somebody who could know of it."""
    found = []
    since = line.known_at
    for stay in stays.get(line.message_id, [Stay(line.case_id, None)]):
        found += [
            _as_it_stood(closing, stay.until)
            for closing in closings.get(stay.case_id, ())
            if since <= closing.at and (stay.until is None or closing.at < stay.until)
        ]
        since = max(since, stay.until or since)
    return found


def _as_it_stood(closing: Closing, until: datetime | None) -> Closing:
    """What was taken back after the message had left the case brings its clock back no more."""
    if until is None or closing.undone_at is None or closing.undone_at < until:
        return closing
    return replace(closing, undone_at=None)


def promises_asked_in(case_ids: Collection[int]) -> Mapping[int, Sequence[Promise]]:
    """By case, the promises of which the question lies in it now."""
    place = CaseMessage.objects.filter(message=OuterRef("asked")).values("case")
    rows = (
        Promise.objects.filter(asked__place__case__one_of=case_ids)
        .annotate(lies_in=Subquery(place))
        .select_related("terms")
        .prefetch_related("pauses")
        .order_by("started_at", "id")
    )
    found: dict[int, list[Promise]] = defaultdict(list)
    for promise in rows:
        found[promise.lies_in].append(promise)
    return found


def said_to_one_person(message_ids: Collection[int]) -> frozenset[int]:
    """Of answers that name nobody, those in whose thread one person alone had spoken by then.

    What is said to nobody in a thread of several answers none of them: better a clock too many
    than a person forgotten. Who speaks up later takes no answer back.
    """
    if not message_ids:
        return frozenset()
    heard_before = Message.objects.filter(
        thread=OuterRef("thread"),
        direction=Message.Direction.IN,
        created_at__lte=OuterRef("created_at"),
        received_at__lte=OuterRef("received_at"),
    )
    persons = (
        heard_before.order_by()
        .values("thread")
        .annotate(persons=Count(Coalesce("author_id", 0), distinct=True))
        .values("persons")
    )
    rows = Message.objects.filter(pk__one_of=message_ids).annotate(persons=Subquery(persons))
    return frozenset(rows.filter(persons=1).values_list("pk", flat=True))


def returned_among(message_ids: Collection[int]) -> frozenset[int]:
    """Of what the brand said, that which its network returned: it has reached nobody."""
    if not message_ids:
        return frozenset()
    rows = Outgoing.objects.filter(message__one_of=message_ids, state=Outgoing.State.REFUSED)
    return frozenset(rows.filter(message__isnull=False).values_list("message_id", flat=True))
