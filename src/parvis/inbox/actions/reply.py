"""Answering: through the outbox, where it was asked, and never past a colleague's answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import models, transaction

from parvis.brands.models import User
from parvis.channels.actions import queue_reply
from parvis.channels.models import Message, Outgoing
from parvis.inbox.actions.case import assign_case, reopen_case
from parvis.inbox.actions.holding import hold, hold_taker, log_step
from parvis.inbox.actions.settling import settle_case
from parvis.inbox.models import Case, Draft, MovedMessage, Resolution
from parvis.inbox.queries.moves import taker_of
from parvis.inbox.queries.owing import owing_answer
from parvis.kit.actors import PARVIS
from parvis.kit.models import Activity

FAILED = (Outgoing.State.REFUSED, Outgoing.State.UNCERTAIN)


class NothingToAnswer(Exception):
    """The case has no message of a person, or not the one that was to be answered."""


class AnswerOwed(Exception):
    """Whoever asked in the case still waits for an answer of their own."""


class Overtaken(Exception):
    """Somebody answered since the page was opened; the reply is held."""

    def __init__(self, outgoing: Outgoing) -> None:
        super().__init__(f"{outgoing.author_name} has answered in the meantime")
        self.outgoing = outgoing


@transaction.atomic
def reply_to_case(
    case: Case,
    *,
    text: str,
    client_key: str,
    by: User,
    at: datetime,
    seen: int | None = None,
    question_id: int | None = None,
) -> Outgoing:
    """Queue an answer to a message of the case: where that one was said, the answer goes.

    `question_id` is the message that the writer had in view; without it, the person's last one. It
    is answered in the case in which it lies by now. The writer's draft goes with the sending.
    `client_key` names the click: the same one again is the same answer. `seen` is the id of the
    last outgoing answer that the writer saw (0: none); when there is a newer one by a colleague,
    raises `Overtaken`. Raises `NothingToAnswer`.
    """
    key = f"case-{case.pk}-{client_key}"
    case = _hold_where_it_lies(case, question_id)
    question = last_question(case) if question_id is None else question_of(case, question_id)
    if question is None:
        raise NothingToAnswer
    if sent_before := Outgoing.objects.filter(account=question.account, client_key=key).first():
        return sent_before
    if seen is not None:
        _refuse_when_overtaken(case, seen=seen, by=by, client_key=key)
    outgoing = queue_reply(answers=question, text=text, client_key=key, by=by.actor, at=at)
    if case.assignee_id is None:
        assign_case(case, to=by, by=by.actor, at=at)
    Draft.objects.filter(case=case, author=by).delete()
    log_step("case.replied", case, by=by.actor, at=at)
    return outgoing


@transaction.atomic
def tell_in_case(case: Case, *, text: str, client_key: str, by: User, at: datetime) -> Outgoing:
    """Queue words that nobody wrote for this case alone, in answer to the person's last message:
    they take no case, and end nobody's draft. `client_key` as in `reply_to_case`.

    Raises `AnswerOwed` where a question waits, which such words would seem to answer, and
    `NothingToAnswer`.
    """
    held = hold_taker(case)
    question = last_question(held)
    if question is None:
        raise NothingToAnswer
    key = f"case-{case.pk}-{client_key}"
    if sent_before := Outgoing.objects.filter(account=question.account, client_key=key).first():
        return sent_before
    if owing_answer(Case.objects.filter(pk=held.pk)).exists():
        raise AnswerOwed
    outgoing = queue_reply(answers=question, text=text, client_key=key, by=by.actor, at=at)
    log_step("case.told", held, by=by.actor, at=at)
    return outgoing


def _hold_where_it_lies(page: Case, question_id: int | None) -> Case:
    """The case of the page; or that in which the question lies since the page was opened."""
    while True:
        held = hold(_where_it_lies(page, question_id))
        if _where_it_lies(page, question_id) == held:
            return held


def _where_it_lies(page: Case, question_id: int | None) -> Case:
    moves = MovedMessage.objects.filter(
        models.Q(move__source=page) | models.Q(move__target=page), message=question_id
    )
    if question_id is not None and moves.exists():
        return Case.objects.get(places__message=question_id)
    return taker_of(Case.objects.get(pk=page.pk))


def put_back(outgoing_ids: Sequence[int], *, at: datetime) -> None:
    """These answers did not leave, or came back, or nobody knows: a case that was resolved upon one
    of them is open again, and who has got no other answer goes on waiting for it. Whoever resolved
    it after the failure knew, and is not contradicted."""
    failed = Outgoing.objects.filter(
        pk__in=outgoing_ids, state__in=FAILED, answers__place__isnull=False
    )
    for outgoing in failed.select_related("answers__place__case"):
        if outgoing.answers is None:
            continue
        case: Case = outgoing.answers.place.case
        resolved = Resolution.objects.filter(case=case, reopened_at=None).first()
        if resolved and resolved.resolved_at <= _failed_at(outgoing):
            reopen_case(case, by=PARVIS, at=at)
        elif outgoing.message_id:
            _wait_again(case, at=at)


@transaction.atomic
def _wait_again(case: Case, *, at: datetime) -> None:
    """What came back has kept no promise."""
    held = hold(case)
    settle_case(case, held, at=at)
    log_step("case.answer_returned", held, by=PARVIS, at=at)


def _failed_at(outgoing: Outgoing) -> datetime:
    steps = Activity.objects.filter(
        target_kind="outgoing",
        target_id=outgoing.pk,
        verb__in=[f"reply.{state}" for state in FAILED],
    )
    newest: datetime = steps.order_by("-id").values_list("at", flat=True)[0]
    return newest


def last_question(case: Case) -> Message | None:
    """The message that a reply answers: the person's last one."""
    return _questions(case).order_by("-created_at", "-id").first()


def question_of(case: Case, message_id: int) -> Message | None:
    """This message of the person, if it is one of the case."""
    return _questions(case).filter(pk=message_id).first()


def _questions(case: Case) -> models.QuerySet[Message]:
    return Message.objects.filter(place__case=case, direction=Message.Direction.IN).select_related(
        "account__brand", "thread", "author"
    )


def last_answer_id(case: Case) -> int:
    """What a page puts into its form, to be held against at the sending: 0 for none."""
    newest = _answers(case).order_by("-id").values_list("id", flat=True).first()
    return newest or 0


def _refuse_when_overtaken(case: Case, *, seen: int, by: User, client_key: str) -> None:
    newer = (
        _answers(case)
        .filter(id__gt=seen)
        .exclude(author_kind="user", author_id=by.pk)
        .exclude(client_key=client_key)
        .first()
    )
    if newer:
        raise Overtaken(newer)


def _answers(case: Case) -> models.QuerySet[Outgoing]:
    return Outgoing.objects.filter(answers__place__case=case)
