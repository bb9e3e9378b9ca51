"""The demo's present: people go on writing, and the team goes on answering some of them.

Everything is decided from the tables, so that who comes after an interruption goes on as if there
had been none. What a visitor of the demo works on is left alone.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from parvis.channels.models import Message, Outgoing
from parvis.config.demo.conversation import Conversation, conversation, told
from parvis.config.demo.founding import Town
from parvis.config.demo.living import LIVING, Arrival
from parvis.config.demo.people import PEOPLE_BY_KEY
from parvis.config.demo.plan import Step
from parvis.config.demo.recalling import how_it_goes_on, key_of
from parvis.config.demo.story import signed
from parvis.config.demo.talks import Talk, all_talks
from parvis.config.demo.talks.talk import Turn
from parvis.config.demo.tempo import on_shift
from parvis.config.demo.voices import Words, messages_of, say
from parvis.inbox.actions import resolve_case
from parvis.inbox.actions.past import Answer, answer_in_the_past
from parvis.inbox.models import Case, Draft, Presence
from parvis.kit.secrets import new_token

AIMED_AT = 32
"""So many cases wait on a good day: with more the team hurries, with fewer it takes its time."""
CALM, BUSY = (35.0, 110.0), (4.0, 12.0)
LOOKED_AT_FOR = timedelta(minutes=3)
LEFT_ALONE_FOR = timedelta(minutes=4)
RESOLVED_AFTER = timedelta(minutes=20)
GIVEN_UP_AFTER = timedelta(hours=5)
SAYS_A_WRITTEN_LINE = 0.08
FOR_THE_VISITOR = "live-"
BY_THE_DEMO = "-demo-"


@dataclass(frozen=True)
class Pace:
    """Seconds until somebody writes, and until somebody of the team does something."""

    people: float
    team: float


def pace(*, waiting: int, chance: random.Random) -> Pace:
    """The team works faster the more is waiting."""
    calm = chance.uniform(*CALM)
    if waiting <= AIMED_AT - 6:
        return Pace(people=calm, team=calm * 3)
    if waiting >= AIMED_AT + 6:
        return Pace(people=calm, team=chance.uniform(*BUSY))
    return Pace(people=calm, team=calm)


def how_many_wait(town: Town) -> int:
    return Case.objects.filter(brand=town.brand, state=Case.State.OPEN).count()


@transaction.atomic
def somebody_writes(
    town: Town, *, at: datetime, chance: random.Random, arrival: Arrival | None = None
) -> Conversation:
    """A new conversation begins: one of the talks, or a line written for somebody."""
    written = arrival or (chance.choice(LIVING) if chance.random() < SAYS_A_WRITTEN_LINE else None)
    begun = _alone(written) if written else _talk_again(chance)
    say(town, [Words(begun, 0, at)])
    return begun


def _talk_again(chance: random.Random) -> Conversation:
    talks = [talk for talk in all_talks() if _fits(talk)]
    return told(chance.choice(talks), f"live{new_token(6)}")


def _fits(talk: Talk) -> bool:
    return not talk.has_its_day and not talk.under


def _alone(arrival: Arrival) -> Conversation:
    """One message, whose answer is left to the visitor."""
    return Conversation(
        key=f"{FOR_THE_VISITOR}{new_token(9)}",
        channel=arrival.channel,
        person=PEOPLE_BY_KEY[arrival.person],
        language=arrival.language,
        topic="",
        subject=arrival.subject,
        under="",
        turns=(Turn("person", arrival.text),),
    )


@transaction.atomic
def team_does_something(town: Town, *, at: datetime, chance: random.Random) -> str:
    """The next thing that the team does: an answer or a closing; says which, or nothing."""
    return (
        _answer_next(town, at=at, chance=chance)
        or _close_what_is_done(town, at=at)
        or _close_what_needs_nothing(town, at=at, chance=chance)
    )


def _answer_next(town: Town, *, at: datetime, chance: random.Random) -> str:
    """Among the cases that fall due first, one that is nobody's and whose talk goes on."""
    for case in _waiting(town, at=at):
        question = _last_question(case)
        found = how_it_goes_on(question) if question else None
        if question and found and not _is_taken(case):
            going_on, n = found
            _answer(town, question, going_on, n, at=at, chance=chance)
            return "answered"
    return ""


def _waiting(town: Town, *, at: datetime) -> QuerySet[Case, Case]:
    """What falls due first, and is not being looked at."""
    return (
        Case.objects.filter(brand=town.brand, state=Case.State.OPEN, due_at__isnull=False)
        .filter(snoozed_until=None, last_activity_at__lt=at - LEFT_ALONE_FOR)
        .exclude(pk__in=_looked_at(at))
        .order_by("due_at", "pk")[: AIMED_AT * 2]
    )


def _is_taken(case: Case) -> bool:
    """A visitor has begun to answer it, or has taken it before the team said anything."""
    if Draft.objects.filter(case=case).exists():
        return True
    answers = Outgoing.objects.filter(answers__place__case=case, client_key__contains=BY_THE_DEMO)
    return case.assignee_id is not None and not answers.exists()


def _looked_at(at: datetime) -> list[int]:
    seen = Presence.objects.filter(seen_at__gt=at - LOOKED_AT_FOR)
    return list(seen.values_list("case_id", flat=True))


def _last_question(case: Case) -> Message | None:
    """The person's last words, if nobody of the brand has spoken since."""
    last = Message.objects.filter(place__case=case).order_by("-created_at", "-pk").first()
    return last if last and last.direction == Message.Direction.IN else None


def _answer(
    town: Town,
    question: Message,
    going_on: Conversation,
    n: int,
    *,
    at: datetime,
    chance: random.Random,
) -> None:
    by = on_shift(at, language=going_on.language, zone=town.brand.zone, chance=chance)
    answer_in_the_past(
        [
            Answer(
                question_id=question.pk,
                text=signed(Step(going_on, n, "agent", at, by)),
                client_key=f"demo-{going_on.key}-{n}",
                by=town.agent(by),
                at=at,
            )
        ]
    )


def _close_what_is_done(town: Town, *, at: datetime) -> str:
    """A case that was answered a while ago, and in which nobody waits."""
    answered = Case.objects.filter(
        brand=town.brand, state=Case.State.OPEN, due_at=None, snoozed_until=None
    ).exclude(assignee=None)
    done = answered.filter(last_activity_at__lt=at - RESOLVED_AFTER).exclude(pk__in=_looked_at(at))
    case = done.order_by("last_activity_at").select_related("assignee").first()
    if case is None or case.assignee is None:
        return ""
    resolve_case(case, by=case.assignee.actor, at=at)
    return "resolved"


def _close_what_needs_nothing(town: Town, *, at: datetime, chance: random.Random) -> str:
    """A thank you that was taken for more, an advertisement; or a line that was left to the visitor
    for hours. What a visitor asked is never closed."""
    for case in _waiting(town, at=at):
        question = _last_question(case)
        left_for = RESOLVED_AFTER if question and _is_at_its_end(question) else None
        if question and key_of(question).startswith(FOR_THE_VISITOR):
            left_for = GIVEN_UP_AFTER
        if question is None or left_for is None or at - question.created_at < left_for:
            continue
        if not _is_taken(case):
            by = on_shift(at, language="fr", zone=town.brand.zone, chance=chance)
            resolve_case(case, by=town.agent(by).actor, at=at)
            return "resolved"
    return ""


def _is_at_its_end(question: Message) -> bool:
    """Words of a known conversation to which no answer was written."""
    key = key_of(question).rpartition("-")[0]
    return conversation(key) is not None and how_it_goes_on(question) is None


@transaction.atomic
def somebody_comes_back(town: Town, *, at: datetime) -> bool:
    """One of those who were answered lately says what comes next in their talk."""
    answers = (
        Message.objects.filter(
            account__brand=town.brand,
            direction=Message.Direction.OUT,
            created_at__gt=at - RESOLVED_AFTER,
            created_at__lt=at - LEFT_ALONE_FOR / 2,
            outgoing__client_key__contains=BY_THE_DEMO,
        )
        .select_related("outgoing")
        .order_by("created_at")
    )
    for answer in answers:
        key, _, n = answer.outgoing.client_key.partition(BY_THE_DEMO)[2].rpartition("-")
        known = conversation(key)
        following = int(n) + 1
        if known is None or following >= len(known.turns):
            continue
        if known.turns[following].who != "person" or _was_said(town, known, following):
            continue
        say(town, [Words(known, following, at)])
        return True
    return False


def _was_said(town: Town, known: Conversation, n: int) -> bool:
    return bool(messages_of(town, [(known, n)]))
