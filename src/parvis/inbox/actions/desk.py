"""The desk on which a batch of messages is sorted into cases, before it is written down."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from django.db.models import Value
from django.db.models.functions import Greatest

from parvis.brands.models import Brand
from parvis.inbox.actions.arrived import Arrived
from parvis.inbox.actions.promises import answered, first_or_next
from parvis.inbox.actions.terms import terms_of
from parvis.inbox.actions.threads import ThreadsSoFar
from parvis.inbox.models import Case, CaseMessage, Promise, Resolution
from parvis.kit.activity import Step, record_all
from parvis.kit.actors import PARVIS
from parvis.kit.copying import copy_rows, copy_values
from parvis.kit.rewriting import rewrite_rows
from parvis.triage import Verdict

JOIN_WITHIN = timedelta(days=7)
REOPEN_WITHIN = timedelta(days=14)
TITLE_MAX = 120


class Desk:
    """All that a batch may touch is loaded at the start; `write` stores what has changed."""

    def __init__(self, brand: Brand, messages: list[Arrived]) -> None:
        self.threads = ThreadsSoFar(messages)
        self._brand = brand
        years = {message.created_at.year for message in messages}
        self._terms = terms_of(brand)
        self._hours = self._terms.hours(years)
        self._by_person: dict[int, list[Case]] = defaultdict(list)
        self._by_thread: dict[tuple[int, int], Case] = {}
        self._latest_in_thread: dict[int, Case] = {}
        self._running: dict[int, Promise] = {}
        self._kept: dict[int, list[Promise]] = defaultdict(list)
        self._promised: set[int] = set()
        self._load(messages)
        self._new_cases: list[Case] = []
        self._touched: dict[int, Case] = {}
        self._places: list[tuple[Arrived, Case]] = []
        self._new_promises: list[Promise] = []
        self._ended_promises: list[Promise] = []
        self._reopened: list[Case] = []
        self._log: list[tuple[str, Case, datetime]] = []

    def _load(self, messages: list[Arrived]) -> None:
        persons = {
            person_id
            for message in messages
            for person_id in (message.author_person_id, message.recipient_person_id)
            if person_id
        }
        threads = {message.thread_id for message in messages}
        placed = CaseMessage.objects.filter(message__thread__one_of=threads)
        threads_of: dict[int, set[int]] = defaultdict(set)
        for case_id, thread_id in placed.values_list("case_id", "message__thread_id").distinct():
            threads_of[case_id].add(thread_id)
        lively = Case.objects.filter(
            person__one_of=persons, brand=self._brand, state=Case.State.OPEN
        )
        wanted = {*lively.values_list("pk", flat=True), *threads_of}
        # Locked: what somebody of the team does to one of them meanwhile must not be written over.
        locked = Case.objects.select_for_update(no_key=True).filter(pk__one_of=wanted)
        by_id = {case.pk: case for case in locked.order_by("opened_at", "id")}
        for case in by_id.values():
            self._by_person[case.person_id].append(case)
            for thread_id in threads_of[case.pk]:
                self._file(thread_id, case)
        for promise in Promise.objects.filter(case__one_of=by_id):
            self._note(promise, by_id[promise.case_id])

    def _file(self, thread_id: int, case: Case) -> None:
        self._by_thread[thread_id, case.person_id] = case
        self._latest_in_thread[thread_id] = case

    def _note(self, promise: Promise, case: Case) -> None:
        self._promised.add(id(case))
        if promise.is_running:
            self._running[id(case)] = promise
        elif promise.answered_at:
            self._kept[id(case)].append(promise)

    def hear(self, message: Arrived, verdict: Verdict) -> None:
        """What a person said: into their case; into a new one if it calls for an answer."""
        person_id = message.author_person_id
        case = self._case_of(message, person_id)
        if not verdict.calls_for_answer:
            if case:
                self._place(message, case)
            return
        if person_id is None:
            return
        if case is None or self._is_new_episode(case, message):
            case = self._open(message, person_id)
        elif case.state == Case.State.RESOLVED and not self._is_settled(message):
            self._reopen(case, message)
        self._place(message, case)
        self._promise(case, message)

    def answer(self, message: Arrived) -> None:
        """What the brand said: it keeps the promise of the case that it answers."""
        case = self._case_of(message, message.recipient_person_id)
        if case is None:
            return
        self._place(message, case)
        promise = self._running.get(id(case))
        if promise and self._keeps(promise, message):
            answered(promise, at=message.created_at, hours=self._hours)
            del self._running[id(case)]
            self._note(promise, case)
            self._end(promise)
            case.due_at = None
            self._log.append(("case.answered", case, message.created_at))

    def _keeps(self, promise: Promise, message: Arrived) -> bool:
        """Words of a human to this person. What is said to nobody in a thread of several answers
        none of them: better a clock too many than a person forgotten."""
        return (
            not message.automatic
            and message.created_at >= promise.started_at
            and (message.recipient_id is not None or self.threads.has_one_person(message))
        )

    def _case_of(self, message: Arrived, person_id: int | None) -> Case | None:
        """The thread's case of this person; else the person's only lively open case."""
        if person_id is None:
            return self._latest_in_thread.get(message.thread_id)
        if case := self._by_thread.get((message.thread_id, person_id)):
            return case
        if not message.is_heard:
            return None
        lively = [
            case
            for case in self._by_person[person_id]
            if case.is_open and abs(message.created_at - case.last_activity_at) <= JOIN_WITHIN
        ]
        return lively[0] if len(lively) == 1 else None

    def _is_new_episode(self, case: Case, message: Arrived) -> bool:
        if self._brand.is_history(message.created_at):
            return False
        if case.state == Case.State.HISTORY:
            return True
        quiet = message.created_at - case.last_activity_at
        return case.state == Case.State.RESOLVED and quiet > REOPEN_WITHIN

    def _is_settled(self, message: Arrived) -> bool:
        """It arrived late: it is history, or it was answered before it arrived."""
        history = self._brand.is_history(message.created_at)
        return history or self.threads.answer_after(message) is not None

    def _open(self, message: Arrived, person_id: int) -> Case:
        history = self._brand.is_history(message.created_at)
        case = Case(
            brand=self._brand,
            person_id=person_id,
            account_id=message.account_id,
            title=_title(message),
            state=Case.State.HISTORY if history else Case.State.OPEN,
            opened_at=message.created_at,
            last_activity_at=message.created_at,
        )
        self._by_person[person_id].append(case)
        self._new_cases.append(case)
        self._log.append(("case.opened", case, message.created_at))
        return case

    def _reopen(self, case: Case, message: Arrived) -> None:
        case.state = Case.State.OPEN
        if promise := self._running.get(id(case)):
            case.due_at = promise.due_at
        self._reopened.append(case)
        self._touch(case)
        self._log.append(("case.reopened", case, message.created_at))

    def _place(self, message: Arrived, case: Case) -> None:
        self._places.append((message, case))
        if message.author_id and message.is_heard:
            self._file(message.thread_id, case)
        case.last_activity_at = max(case.last_activity_at, message.created_at)
        self._touch(case)
        self._log.append(("case.message", case, message.created_at))

    def _promise(self, case: Case, message: Arrived) -> None:
        if not case.is_open or self._is_chase(case, message):
            return
        if self._brand.is_history(message.created_at):
            return
        after = timedelta(minutes=self._brand.promise_minutes)
        first = id(case) not in self._promised
        promise = Promise(
            case=case,
            kind=first_or_next(first=first),
            asked_id=message.id,
            terms=self._terms,
            started_at=message.created_at,
            due_at=self._hours.due_at(message.created_at, after=after),
        )
        self._new_promises.append(promise)
        if answer := self.threads.answer_after(message):
            answered(promise, at=answer, hours=self._hours)
        else:
            case.due_at = promise.due_at
        self._note(promise, case)

    def _is_chase(self, case: Case, message: Arrived) -> bool:
        """Said while a promise ran, whether that one runs still or was kept since."""
        return id(case) in self._running or any(
            promise.answered_at and promise.started_at <= message.created_at <= promise.answered_at
            for promise in self._kept[id(case)]
        )

    def _touch(self, case: Case) -> None:
        if case.pk:
            self._touched[case.pk] = case

    def _end(self, promise: Promise) -> None:
        if promise.pk:
            self._ended_promises.append(promise)

    def write(self) -> None:
        """Store the batch: cases, places, promises, and one line each in the activity log."""
        copy_rows(self._new_cases)
        rewrite_rows(self._touched.values(), ["state", "due_at", "last_activity_at"])
        for case in self._reopened:
            Resolution.objects.filter(case=case, reopened_at=None).update(
                reopened_at=Greatest("resolved_at", Value(case.last_activity_at))
            )
        copy_values(
            CaseMessage,
            ["message_id", "case_id"],
            ((message.id, case.pk) for message, case in self._places),
        )
        # first: a case has one running promise, and the batch may both end one and make the next
        rewrite_rows(self._ended_promises, ["answered_at", "wall_seconds", "open_seconds"])
        for promise in self._new_promises:
            promise.case_id = promise.case.pk
        copy_rows(self._new_promises)
        self._write_log()

    def _write_log(self) -> None:
        steps = [Step(verb, ("case", case.pk), at) for verb, case, at in self._log]
        record_all(steps, by=PARVIS, brand_id=self._brand.pk)


def _title(message: Arrived) -> str:
    words = " ".join((message.title or message.text).split())
    return words if len(words) <= TITLE_MAX else words[: TITLE_MAX - 1].rstrip() + "…"
