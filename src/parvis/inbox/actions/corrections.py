"""The team knows better than triage whether a message calls for an answer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from parvis.brands.models import User
from parvis.channels.models import Message
from parvis.inbox.actions.arrived import arrived
from parvis.inbox.actions.attention import end_snooze
from parvis.inbox.actions.case import reopen_case, resolve_case
from parvis.inbox.actions.desk import Desk
from parvis.inbox.actions.holding import change, hold, log_step, wait_for_turn
from parvis.inbox.actions.open_case import OpenCase
from parvis.inbox.actions.settling import settle_case
from parvis.inbox.models import Case, Correction, Judgement, Promise, Resolution, SpotCheck
from parvis.triage import CALLS_FOR_ANSWER_FROM


class NotCorrectable(Exception):
    """Of this message nobody can say whether it calls for an answer."""


class NotJudged(NotCorrectable):
    """Triage has said nothing of it."""


class AuthorGone(NotCorrectable):
    """Who said it was erased: nobody is left to be answered."""


@transaction.atomic
def make_case_of(message: Message, *, by: User, at: datetime) -> Case:
    """A quiet message calls for an answer after all: its case, with a promise that runs since the
    words were said. Raises `NotCorrectable`."""
    wait_for_turn(message.account.brand)
    judgement = _judgement(message)
    if judgement.calls_for_answer:
        return _case_of(message) or _take_in(message, at=at).case
    if said := _said_against(judgement):
        undo_correction(said, by=by, at=at)
        case = _case_of(message)
        return case if case and case.is_open else _take_in(message, at=at).case
    correction = _correct(judgement, calls_for_answer=True, by=by, at=at)
    one = _take_in(message, at=at)
    case = one.case
    if one.reopened_by:
        correction.took_back = case.resolutions.latest("resolved_at")
        correction.save(update_fields=["took_back"])
    log_step("case.made_of_message", case, by=by.actor, at=at, message=message.pk)
    return case


@transaction.atomic
def needs_no_answer(message: Message, *, by: User, at: datetime) -> Correction | None:
    """The reverse: nothing is promised for it any more, and a case in which nobody waits then is
    resolved. Said twice, it is said once. The correction by which it is so; None where triage says
    so itself. Raises `NotCorrectable`."""
    wait_for_turn(message.account.brand)
    judgement = _judgement(message)
    if not judgement.calls_for_answer:
        return judgement.corrections.filter(undone_at=None).first()
    if said := _said_against(judgement):
        undo_correction(said, by=by, at=at)
        return None
    correction = _correct(judgement, calls_for_answer=False, by=by, at=at)
    if case := _case_of(message):
        held = hold(case)
        settle_case(case, held, at=at)
        log_step("case.needs_no_answer", held, by=by.actor, at=at, message=message.pk)
        if not _owed(held).exists():
            resolve_case(held, by=by.actor, at=at)
    return correction


@transaction.atomic
def undo_correction(correction: Correction, *, by: User, at: datetime) -> None:
    """What held before holds again, triage's word or the correction whose place this one took, and
    so do the clocks. A case that was made of the message alone
    is resolved; one that was resolved before is so again, unless it went on since. Undone before,
    nothing changes."""
    message = correction.judgement.message
    wait_for_turn(message.account.brand)
    judgement = _judgement(message)
    living = judgement.corrections.filter(pk=correction.pk, undone_at=None)
    if not living.update(undone_at=at):
        return
    replaced = judgement.corrections.filter(
        calls_for_answer=not correction.calls_for_answer, undone_at=correction.corrected_at
    )
    replaced.update(undone_at=None)
    judgement.calls_for_answer = not correction.calls_for_answer
    judgement.save(update_fields=["calls_for_answer"])
    SpotCheck.objects.filter(
        judgement=judgement, calls_for_answer=correction.calls_for_answer
    ).delete()
    case = _case_of(message)
    if case is None:
        return
    held = hold(case)
    log_step("case.correction_undone", held, by=by.actor, at=at, message=message.pk)
    if _was_resolved_by(correction, held):
        reopen_case(held, by=by.actor, at=at)
    settle_case(case, held, at=at)
    if before := _held_until_then(correction, held):
        _resolve_as(before, held, by=by, at=at)
    elif correction.calls_for_answer and not held.promises.filter(is_moot=False).exists():
        resolve_case(held, by=by.actor, at=at)


def _owed(case: Case) -> QuerySet[Promise, Promise]:
    """The answer that somebody waits for."""
    return case.promises.filter(kind__in=Promise.ANSWERS, answered_at=None, released_at=None)


def _judgement(message: Message) -> Judgement:
    judgement = Judgement.objects.select_for_update().filter(message=message).first()
    if judgement is None:
        raise NotJudged
    if message.author_id is None:
        raise AuthorGone
    return judgement


def _said_against(judgement: Judgement) -> Correction | None:
    """What the team said holds against triage's own word: without it, that holds again."""
    living = judgement.corrections.filter(undone_at=None)
    triage_calls = judgement.needs_answer >= CALLS_FOR_ANSWER_FROM
    return living.filter(calls_for_answer=not triage_calls).first()


def _correct(judgement: Judgement, *, calls_for_answer: bool, by: User, at: datetime) -> Correction:
    """Only what is not so already is corrected: undone, the opposite holds again."""
    judgement.corrections.filter(undone_at=None).update(undone_at=at)
    judgement.calls_for_answer = calls_for_answer
    judgement.save(update_fields=["calls_for_answer"])
    return Correction.objects.create(
        judgement=judgement,
        calls_for_answer=calls_for_answer,
        by=by,
        by_name=by.name,
        corrected_at=at,
    )


def _take_in(message: Message, *, at: datetime) -> OpenCase:
    heard = arrived([message.pk])
    desk = Desk(message.account.brand, heard)
    one = desk.hear_corrected(heard[0], at=at)
    desk.write()
    if one is None:
        raise AuthorGone
    return one


def _case_of(message: Message) -> Case | None:
    return Case.objects.filter(places__message=message).first()


def _held_until_then(correction: Correction, held: Case) -> Resolution | None:
    """The resolution of this case that the correction took back; none when anything was said or
    resolved since, or somebody waits."""
    before = correction.took_back
    if before is None or before.case_id != held.pk or not held.is_open:
        return None
    later = held.resolutions.filter(resolved_at__gt=before.resolved_at)
    said = held.places.filter(message__received_at__gt=correction.corrected_at)
    return None if later.exists() or said.exists() or _owed(held).exists() else before


def _resolve_as(before: Resolution, held: Case, *, by: User, at: datetime) -> None:
    """By whom and when it was resolved before, as if it had not been opened."""
    before.reopened_at = None
    before.save(update_fields=["reopened_at"])
    end_snooze(held, by=by.actor, at=at)
    change(held, held, state=Case.State.RESOLVED, due_at=None, snoozed_until=None)
    settle_case(held, held, at=at)
    log_step("case.resolved", held, by=by.actor, at=at)


def _was_resolved_by(correction: Correction, case: Case) -> bool:
    return Resolution.objects.filter(
        case=case,
        reopened_at=None,
        resolved_at=correction.corrected_at,
        by_name=correction.by_name,
    ).exists()
