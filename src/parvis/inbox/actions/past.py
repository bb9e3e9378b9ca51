"""What the team did in the past: history made on purpose (the demo), many cases at a time.

Each writes what the action for one case would have written, in a fixed number of statements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from django.db import transaction

from parvis.brands.models import Brand, User
from parvis.channels.actions.given import Given, send_given
from parvis.channels.models import Message
from parvis.inbox.actions.arrival import take_in
from parvis.inbox.actions.settling import settle_promises
from parvis.inbox.actions.tags import tag_of
from parvis.inbox.models import Assignment, Case, Correction, Judgement, Resolution, Tagging
from parvis.kit.activity import Step, record_all
from parvis.kit.actors import Actor
from parvis.kit.copying import copy_values
from parvis.kit.rewriting import rewrite_rows


@dataclass(frozen=True)
class Answer:
    """Words to the message `question_id`, which lies in a case; `by` whom and when."""

    question_id: int
    text: str
    client_key: str
    by: User
    at: datetime


@transaction.atomic
def answer_in_the_past(answers: Sequence[Answer]) -> None:
    """As `reply_to_case` and its sending, for many answers in a fixed number of statements.

    At most one to each case; only on the imaginary town's channels (channels.actions.given).
    Answers to messages that lie in no case are passed over.
    """
    cases = _cases([answer.question_id for answer in answers])
    questions = (
        Message.objects.select_related("account__brand", "thread", "author")
        .order_by("account_id")
        .in_bulk(list(cases))
    )
    given = [
        (answer, questions[answer.question_id])
        for answer in sorted(answers, key=attrgetter("at"))
        if answer.question_id in cases
    ]
    given.sort(key=lambda pair: pair[1].account_id)
    sent: list[int] = []
    for _, same in groupby(given, key=lambda pair: pair[1].account_id):
        batch = list(same)
        sent += send_given(
            batch[0][1].account,
            [_given(answer, question, cases[question.pk]) for answer, question in batch],
        )
    answered = [(answer, cases[answer.question_id]) for answer, _ in given]
    _take(answered)
    _record(answered)
    take_in(sent)


@dataclass(frozen=True)
class Closing:
    """That a case was resolved, `by` whom and when; `needless` is a message of it that triage took
    for more than it was, which they put right (0: none)."""

    case_id: int
    by: User
    at: datetime
    needless: int = 0


@transaction.atomic
def resolve_in_the_past(brand: Brand, closings: Sequence[Closing]) -> None:
    """As `resolve_case`, for many cases of the brand, each once. Those that are not open, or that
    an agent has put aside, are passed over."""
    awake = Case.objects.select_for_update(no_key=True).filter(
        brand=brand, state=Case.State.OPEN, snoozed_until=None
    )
    wanted = awake.filter(pk__in=[one.case_id for one in closings]).order_by("pk")
    cases = {case.pk: case for case in wanted}
    closed = [one for one in closings if one.case_id in cases]
    copy_values(
        Resolution,
        ["case_id", "by_name", "resolved_at", "answer_leaving", "reopened_by_name", "was_undone"],
        ((one.case_id, one.by.name, one.at, False, "", False) for one in closed),
    )
    for case in cases.values():
        case.state, case.due_at = Case.State.RESOLVED, None
    rewrite_rows(cases.values(), ["state", "due_at"])
    _correct(brand, [one for one in closed if one.needless])
    if closed:
        settle_promises(list(cases), brand=brand, at=max(one.at for one in closed))
    _record_each(
        brand,
        [(one.by.actor, Step("case.resolved", ("case", one.case_id), one.at)) for one in closed],
    )


def _correct(brand: Brand, closings: Sequence[Closing]) -> None:
    """As `needs_no_answer`, for words that triage took for a question."""
    taken = Judgement.objects.filter(
        message__in=[one.needless for one in closings], calls_for_answer=True
    )
    wrong = set(taken.values_list("message_id", flat=True))
    Judgement.objects.filter(message__in=wrong).update(calls_for_answer=False)
    corrected = [one for one in closings if one.needless in wrong]
    copy_values(
        Correction,
        ["judgement_id", "calls_for_answer", "by_id", "by_name", "corrected_at"],
        ((one.needless, False, one.by.pk, one.by.name, one.at) for one in corrected),
    )
    verb = "case.needs_no_answer"
    _record_each(
        brand,
        [
            (one.by.actor, Step(verb, ("case", one.case_id), one.at, {"message": one.needless}))
            for one in corrected
        ],
    )


def _record_each(brand: Brand, done: Sequence[tuple[Actor, Step]]) -> None:
    steps: dict[Actor, list[Step]] = defaultdict(list)
    for by, step in done:
        steps[by].append(step)
    for by, lines in steps.items():
        record_all(lines, by=by, brand_id=brand.pk)


@dataclass(frozen=True)
class Labelling:
    """That a case was given a tag, `by` whom and when."""

    case_id: int
    tag: str
    by: User
    at: datetime


@transaction.atomic
def tag_in_the_past(brand: Brand, labellings: Sequence[Labelling]) -> None:
    """As `tag_case`, for many cases of the brand that do not bear the tag yet."""
    tags = {name: tag_of(brand, name).pk for name in {one.tag for one in labellings}}
    copy_values(
        Tagging,
        ["case_id", "tag_id", "by_name", "tagged_at", "removed_by_name"],
        ((one.case_id, tags[one.tag], one.by.name, one.at, "") for one in labellings),
    )
    _record_each(
        brand,
        [
            (one.by.actor, Step("case.tagged", ("case", one.case_id), one.at, {"tag": one.tag}))
            for one in labellings
        ],
    )


def _cases(question_ids: Sequence[int]) -> Mapping[int, Case]:
    """The case of each message, locked."""
    locked = Case.objects.select_for_update(of=["self"], no_key=True).filter(
        places__message__one_of=question_ids
    )
    placed = locked.order_by("pk").values_list("places__message_id", "pk")
    by_message = {message_id: case_id for message_id, case_id in placed if message_id}
    by_id = Case.objects.in_bulk(list(by_message.values()))
    return {message_id: by_id[case_id] for message_id, case_id in by_message.items()}


def _given(answer: Answer, question: Message, case: Case) -> Given:
    return Given(
        question=question,
        text=answer.text,
        client_key=f"case-{case.pk}-{answer.client_key}",
        by=answer.by.actor,
        at=answer.at,
    )


def _take(answered: Sequence[tuple[Answer, Case]]) -> None:
    """Who answers a case that is nobody's has it from then on."""
    taken = [(answer, case) for answer, case in answered if case.assignee_id is None]
    for answer, case in taken:
        case.assignee = answer.by
    rewrite_rows((case for _, case in taken), ["assignee"])
    copy_values(
        Assignment,
        ["case_id", "to_id", "by_name", "assigned_at"],
        ((case.pk, answer.by.pk, answer.by.name, answer.at) for answer, case in taken),
    )
    assigned = [(answer, case, {"to": answer.by.name}) for answer, case in taken]
    _log("case.assigned", assigned)


def _record(answered: Sequence[tuple[Answer, Case]]) -> None:
    _log("case.replied", [(answer, case, {}) for answer, case in answered])


def _log(verb: str, lines: Sequence[tuple[Answer, Case, Mapping[str, str]]]) -> None:
    steps: dict[tuple[Actor, int], list[Step]] = defaultdict(list)
    for answer, case, facts in lines:
        step = Step(verb, ("case", case.pk), answer.at, facts)
        steps[answer.by.actor, case.brand_id].append(step)
    for (by, brand_id), done in steps.items():
        record_all(done, by=by, brand_id=brand_id)
