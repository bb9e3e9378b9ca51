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
from parvis.inbox.models import Case, Correction, Judgement, Promise, Resolution
from parvis.triage import CALLS_FOR_ANSWER_FROM


class NotCorrectable(Exception):
    """Of this message nobody can say whether it calls for an answer."""


class NotJudged(NotCorrectable):
    """Triage has said nothing of it."""


class AuthorGone(NotCorrectable):
    """Who said it was erased: nobody is left to be answered."""


class MessageDeleted(NotCorrectable):
    """It was deleted on its network: nothing is left to be read, or answered."""


@transaction.atomic
def make_case_of(message: Message, *, by: User, at: datetime) -> Case:
    """A quiet message calls for an answer after all: its case, with a promise that runs since the
    words were said. Raises `NotCorrectable`."""
    wait_for_turn(message.account.brand)
    judgement = _judgement(message)
    hold_undeleted(message)
    if judgement.calls_for_answer:
        return _case_of(message) or _take_in(message, at=at).case
    if said := _said_against(judgement):
        undo_correction(said, by=by, at=at)
        case = _case_of(message)
        return case if case and case.is_open else _take_in(message, at=at).case
    correction = _correct(judgement, calls_for_answer=True, by=by, at=at)
    case = _open_by(correction, message, at=at)
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
    nothing changes. Raises `NotCorrectable`."""
    message = correction.judgement.message
    wait_for_turn(message.account.brand)
    judgement = _judgement(message)
    if not correction.calls_for_answer:
        hold_undeleted(message)
    living = judgement.corrections.filter(pk=correction.pk, undone_at=None)
    if not living.update(undone_at=at):
        return
    replaced = judgement.corrections.filter(
        calls_for_answer=not correction.calls_for_answer, undone_at=correction.corrected_at
    )
    replaced.update(undone_at=None)
    judgement.calls_for_answer = not correction.calls_for_answer
    judgement.save(update_fields=["calls_for_answer"])
    judgement.spot_checks.filter(
        undone_at=None, calls_for_answer=correction.calls_for_answer
    ).update(undone_at=at)
    case = _case_of(message)
    if case is None:
        return
    held = hold(case)
    log_step("case.correction_undone", held, by=by.actor, at=at, message=message.pk)
    if _resolved_by(correction, held).filter(reopened_at=None).exists():
        reopen_case(held, by=by.actor, at=at)
    settle_case(case, held, at=at)
    if before := _held_until_then(correction, held):
        _resolve_as(before, held, by=by, at=at)
    elif correction.calls_for_answer and not held.promises.filter(is_moot=False).exists():
        resolve_case(held, by=by.actor, at=at)


@transaction.atomic
def restore_correction(correction: Correction, *, by: User, at: datetime) -> bool:
    """The reverse of `undo_correction`: what was said holds again, as the word of the one who said
    it, and so does the check that it followed from. False, and nothing changes, where somebody has
    said otherwise since. Raises `NotCorrectable`."""
    message = correction.judgement.message
    wait_for_turn(message.account.brand)
    judgement = _judgement(message)
    said = judgement.corrections.get(pk=correction.pk)
    if said.undone_at is None:
        return True
    if judgement.corrections.filter(corrected_at__gte=said.undone_at).exists():
        return False
    if said.calls_for_answer:
        hold_undeleted(message)
    # whose place it took before: undone again, that one has it back
    judgement.corrections.filter(undone_at=None).update(undone_at=said.corrected_at)
    said.undone_at = None
    said.save(update_fields=["undone_at"])
    _check_again(said)
    if judgement.calls_for_answer == said.calls_for_answer:
        return True
    judgement.calls_for_answer = said.calls_for_answer
    judgement.save(update_fields=["calls_for_answer"])
    if case := _open_by(said, message, at=at) if said.calls_for_answer else _case_of(message):
        held = hold(case)
        log_step("case.correction_restored", held, by=by.actor, at=at, message=message.pk)
        if not said.calls_for_answer:
            settle_case(case, held, at=at)
            _rest_again(said, held, by=by, at=at)
    return True


def hold_undeleted(message: Message) -> None:
    """Until the end of the transaction nobody deletes it. Raises `MessageDeleted`."""
    held = Message.objects.select_for_update(no_key=True).filter(pk=message.pk)
    if held.values_list("deleted_at", flat=True).get() is not None:
        raise MessageDeleted


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


def _open_by(correction: Correction, message: Message, *, at: datetime) -> Case:
    """The case in which the message waits for its answer from now on."""
    one = _take_in(message, at=at)
    if one.reopened_by:
        correction.took_back = one.case.resolutions.latest("resolved_at")
        correction.save(update_fields=["took_back"])
    return one.case


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
    if before is None or before.case_id != held.pk:
        return None
    return None if _went_on(before, held, since=correction.corrected_at) else before


def _went_on(before: Resolution, held: Case, *, since: datetime) -> bool:
    later = held.resolutions.filter(resolved_at__gt=before.resolved_at)
    said = held.places.filter(message__received_at__gt=since)
    return not held.is_open or later.exists() or said.exists() or _owed(held).exists()


def _rest_again(correction: Correction, held: Case, *, by: User, at: datetime) -> None:
    """Nobody waits in it by what was said: it is resolved as it was then, where that was so."""
    before = _resolved_by(correction, held).exclude(reopened_at=None).first()
    if before and not _went_on(before, held, since=correction.corrected_at):
        _resolve_as(before, held, by=by, at=at)
    elif not _owed(held).exists():
        resolve_case(held, by=by.actor, at=at)


def _resolve_as(before: Resolution, held: Case, *, by: User, at: datetime) -> None:
    """By whom and when it was resolved before, as if it had not been opened."""
    before.reopened_at, before.reopened_by_name, before.was_undone = None, "", False
    before.save(update_fields=["reopened_at", "reopened_by_name", "was_undone"])
    end_snooze(held, by=by.actor, at=at)
    change(held, held, state=Case.State.RESOLVED, due_at=None, snoozed_until=None)
    settle_case(held, held, at=at)
    log_step("case.resolved", held, by=by.actor, at=at)


def _resolved_by(correction: Correction, case: Case) -> QuerySet[Resolution, Resolution]:
    return Resolution.objects.filter(
        case=case, resolved_at=correction.corrected_at, by_name=correction.by_name
    )


def _check_again(correction: Correction) -> None:
    """It was said of a message that was drawn by lot: it counts among those again, unless somebody
    has looked at it since."""
    checks = correction.judgement.spot_checks
    if not checks.filter(undone_at=None).exists():
        followed_from = checks.filter(checked_at=correction.corrected_at).order_by("pk")[:1]
        checks.filter(pk__in=followed_from.values("pk")).update(undone_at=None)
