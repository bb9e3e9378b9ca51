"""The desk on which a batch of messages is sorted into cases, before it is written down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from parvis.brands.models import Brand
from parvis.inbox.actions.arrived import Arrived
from parvis.inbox.actions.open_case import OpenCase
from parvis.inbox.actions.promises import answered, first_or_next
from parvis.inbox.actions.terms import terms_of
from parvis.inbox.actions.threads import ThreadsSoFar
from parvis.inbox.actions.which_case import CasesAtHand
from parvis.inbox.actions.writing import Sorted, write
from parvis.inbox.models import Case, Promise
from parvis.inbox.titles import title_of


class Desk:
    """All that a batch may touch is loaded at the start; `write` stores what has changed."""

    def __init__(self, brand: Brand, messages: Sequence[Arrived]) -> None:
        self.threads = ThreadsSoFar(messages)
        self.cases = CasesAtHand(brand, messages)
        self._brand = brand
        self._terms = terms_of(brand)
        self.cases.terms[self._terms.pk] = self._terms
        self._sorted = Sorted(brand, fresh={message.id for message in messages})

    def hear(self, message: Arrived, *, calls_for_answer: bool) -> None:
        """What a person said: into their case; into a new one if it calls for an answer."""
        if message.author_person_id is None:
            return
        if calls_for_answer:
            one = self._case_to_answer(message, message.author_person_id)
            self._place(message, one)
            self._promise(one, message)
        elif quiet := self.cases.of(message, message.author_person_id):
            self._place(message, quiet)

    def hear_edited(self, message: Arrived) -> None:
        """Words that call for an answer since they were edited: as if they were said then."""
        edited = message._replace(created_at=message.edited_at or message.created_at)
        if one := self.cases.where(message):
            self._ask_later(one, edited, at=edited.created_at)
        else:
            self.hear(edited, calls_for_answer=True)

    def hear_corrected(self, message: Arrived, *, at: datetime) -> OpenCase | None:
        """Words that call for an answer after all, as somebody found at that time. The clock runs
        since they were said. None: nobody is known to have said them."""
        one = self.cases.where(message)
        if one is None:
            if message.author_person_id is None:
                return None
            one = self._case_to_answer(message, message.author_person_id, by_hand=True)
            self._place(message, one)
        self._ask_later(one, message, at=at)
        return one

    def _ask_later(self, one: OpenCase, message: Arrived, *, at: datetime) -> None:
        if one.case.state == Case.State.RESOLVED:
            self._reopen(one, message)
        one.to_settle = one.is_touched = True
        self._sorted.known_later.append((message.id, one.after_what_was_decided(at)))

    def answer(self, message: Arrived) -> None:
        """What the brand said: it keeps the promise of the case that it answers."""
        one = self.cases.of(message, message.recipient_person_id)
        if one is None:
            return
        self._place(message, one)
        if one.to_settle or not self.threads.is_answer(message):
            return
        if promise := one.keep():
            years = range(promise.started_at.year, message.created_at.year + 1)
            hours = self.cases.terms[promise.terms_id].hours(years)
            answered(promise, at=message.created_at, hours=hours)
            self._log("case.answered", one, message.created_at)

    def answers_to_place(self) -> list[int]:
        """Answers that were there before their questions had a case; those of the batch come by
        themselves."""
        return sorted(self._sorted.answers_before - self._sorted.fresh)

    def write(self) -> None:
        write(self._sorted, self.cases.all())

    def _case_to_answer(
        self, message: Arrived, person_id: int, *, by_hand: bool = False
    ) -> OpenCase:
        """Their case, opened again if it was resolved, or a new one. What arrives late, from before
        the start or answered meanwhile, opens nothing again; somebody's hand does."""
        history = self._brand.is_history(message.created_at) and not by_hand
        answer = self.threads.answer_after(message)
        if answer:
            self._sorted.answers_before.add(answer)
        one = self.cases.of(message, person_id)
        if one is None or (not history and one.is_over(message.created_at)):
            return self._open(message, person_id, history=history)
        if one.case.state == Case.State.RESOLVED and not history and (by_hand or not answer):
            self._reopen(one, message)
        return one

    def _open(self, message: Arrived, person_id: int, *, history: bool) -> OpenCase:
        case = Case(
            brand_id=self._brand.pk,
            person_id=person_id,
            account_id=message.account_id,
            title=title_of(message.title, message.text),
            state=Case.State.HISTORY if history else Case.State.OPEN,
            opened_at=message.created_at,
            last_activity_at=message.created_at,
        )
        one = OpenCase(case, is_new=True)
        self.cases.add(one)
        self._log("case.opened", one, message.created_at)
        return one

    def _reopen(self, one: OpenCase, message: Arrived) -> None:
        one.reopen(message)
        self._log("case.reopened", one, message.created_at)

    def _wake(self, one: OpenCase, message: Arrived) -> None:
        one.case.snoozed_until = None
        one.woken_by, one.is_touched = message, True
        self._log("case.woken", one, message.created_at)

    def _place(self, message: Arrived, one: OpenCase) -> None:
        one.take(message)
        if self._terms.resolution_minutes:
            one.to_settle = True
        if one.case.snoozed_until and message.is_heard and not message.automatic:
            self._wake(one, message)
        self._sorted.places.append((message.id, one.case, one.known_at(message)))
        self.cases.put_into_thread(one, message.thread_id)
        self._log("case.message", one, message.created_at)

    def _promise(self, one: OpenCase, message: Arrived) -> None:
        """Who asks again while an answer is owed has the promise that runs."""
        if one.to_settle or one.running or self._brand.is_history(message.created_at):
            return
        if one.case.state == Case.State.HISTORY:
            return
        start, terms, first = message.created_at, self._terms, not one.was_promised
        minutes = terms.first_minutes if first else terms.next_minutes
        one.promise(
            Promise(
                kind=first_or_next(first=first),
                asked_id=message.id,
                terms_id=terms.pk,
                started_at=start,
                due_at=terms.hours([start.year]).due_at(start, after=timedelta(minutes=minutes)),
            )
        )

    def _log(self, verb: str, one: OpenCase, at: datetime) -> None:
        self._sorted.log.append((verb, one.case, at))
