"""Which of the cases at hand a message belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django.db.models import Max, OuterRef, Subquery

from parvis.brands.models import Brand
from parvis.channels.models import Message
from parvis.inbox.actions.arrived import Arrived
from parvis.inbox.actions.open_case import OpenCase
from parvis.inbox.models import Case, CaseMessage, Promise, Resolution, Terms

JOIN_WITHIN = timedelta(days=7)


class CasesAtHand:
    """The cases of the threads and of the persons of a batch, locked.

    A message goes to the case of its thread and its person. Of several, which a split or a new
    episode has made, to that of the message that it answers, else to the one with the newest
    message. Without any, to the person's only open case with activity in the last seven days.
    Never to another person's.
    """

    def __init__(self, brand: Brand, messages: Sequence[Arrived]) -> None:
        self._by_person: dict[int, list[OpenCase]] = defaultdict(list)
        self._in_thread: dict[int, list[OpenCase]] = defaultdict(list)
        newest = _newest_in_threads({message.thread_id for message in messages})
        self.by_id = _locked(brand, _persons(messages), {case_id for case_id, _, _ in newest})
        running = {one.running.terms_id for one in self.by_id.values() if one.running}
        self.terms = Terms.objects.in_bulk(running)
        for one in self.by_id.values():
            self._by_person[one.case.person_id].append(one)
        for case_id, thread_id, _ in newest:
            self._in_thread[thread_id].append(self.by_id[case_id])
        self._parents = self._cases_of_parents(messages)

    def add(self, one: OpenCase) -> None:
        self._by_person[one.case.person_id].append(one)

    def put_into_thread(self, one: OpenCase, thread_id: int) -> None:
        """It has the newest message of the thread."""
        cases = self._in_thread[thread_id]
        if one in cases:
            cases.remove(one)
        cases.append(one)

    def all(self) -> Iterable[OpenCase]:
        return {id(one): one for some in self._by_person.values() for one in some}.values()

    def where(self, message: Arrived) -> OpenCase | None:
        """The case in which the message lies already."""
        places = CaseMessage.objects.filter(message=message.id)
        case_id = places.values_list("case_id", flat=True).first()
        return self.by_id[case_id] if case_id else None

    def of(self, message: Arrived, person_id: int | None) -> OpenCase | None:
        in_thread = self._in_thread.get(message.thread_id, ())
        if person_id is None:  # said by the brand, to nobody in particular
            return in_thread[-1] if in_thread else None
        own = [one for one in in_thread if one.case.person_id == person_id]
        if own:
            return self._of_parent(message, own) or own[-1]
        return self._only_lively(message, person_id) if message.is_heard else None

    def _of_parent(self, message: Arrived, own: Sequence[OpenCase]) -> OpenCase | None:
        case_id = self._parents.get(message.id)
        return next(
            (one for one in own if one.case.pk == case_id and not one.is_over(message.created_at)),
            None,
        )

    def _only_lively(self, message: Arrived, person_id: int) -> OpenCase | None:
        lively = [
            one
            for one in self._by_person[person_id]
            if one.case.is_open
            and abs(message.created_at - one.case.last_activity_at) <= JOIN_WITHIN
        ]
        return lively[0] if len(lively) == 1 else None

    def _cases_of_parents(self, messages: Sequence[Arrived]) -> Mapping[int, int]:
        """Where the answered messages lie; asked only of threads with several cases of a person."""
        several = {
            thread_id
            for thread_id, cases in self._in_thread.items()
            if len({one.case.person_id for one in cases}) < len(cases)
        }
        doubtful = {message.id for message in messages if message.thread_id in several}
        if not doubtful:
            return {}
        parents = CaseMessage.objects.filter(
            message__account=OuterRef("account"),
            message__network=OuterRef("network"),
            message__ext_id=OuterRef("parent_ext"),
        )
        rows = Message.objects.filter(pk__one_of=doubtful).annotate(
            parent_in=Subquery(parents.values("case")[:1])
        )
        return dict(rows.exclude(parent_in=None).values_list("pk", "parent_in"))


def _persons(messages: Sequence[Arrived]) -> set[int]:
    return {
        person_id
        for message in messages
        for person_id in (message.author_person_id, message.recipient_person_id)
        if person_id
    }


def _newest_in_threads(thread_ids: set[int]) -> list[tuple[int, int, datetime]]:
    """Case, thread, and when the case's newest message was said there; the newest last."""
    placed = CaseMessage.objects.filter(message__thread__one_of=thread_ids)
    rows = placed.values("case_id", "message__thread_id").annotate(
        newest=Max("message__created_at")
    )
    return list(
        rows.order_by("newest", "case_id").values_list("case_id", "message__thread_id", "newest")
    )


def _locked(brand: Brand, person_ids: set[int], in_threads: set[int]) -> dict[int, OpenCase]:
    """Locked: what somebody of the team does to one of them meanwhile must not be written over."""
    lively = Case.objects.filter(person__one_of=person_ids, brand=brand, state=Case.State.OPEN)
    wanted = {*lively.values_list("pk", flat=True), *in_threads}
    if not wanted:
        return {}
    rows = Case.objects.select_for_update(no_key=True).filter(pk__one_of=wanted)
    by_id = {case.pk: OpenCase(case) for case in rows.order_by("opened_at", "id")}
    for promise in Promise.objects.filter(case__one_of=by_id, is_moot=False):
        by_id[promise.case_id].know(promise)
    resolved = Resolution.objects.filter(case__one_of=by_id)
    for case_id, at in resolved.values_list("case_id", "resolved_at"):
        by_id[case_id].know_resolved(at)
    return by_id
