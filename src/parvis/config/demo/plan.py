"""When everything of the demo's past happened: pure arithmetic on scripts, talks and a clock."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Literal

from parvis.brands.hours import OpeningHours
from parvis.config.demo.brand import Colleague
from parvis.config.demo.conversation import Conversation, person_of, scripted, told
from parvis.config.demo.people import Person
from parvis.config.demo.scripts import POSTS, SCRIPTS, Ago, Past, Post, Script
from parvis.config.demo.talks import Talk, all_talks
from parvis.config.demo.talks.talk import Turn
from parvis.config.demo.tempo import (
    HOUR,
    Calendar,
    by_day,
    how_many,
    is_on_shift,
    on_shift,
    opened_since,
    time_to_answer,
    time_to_chase,
    time_to_come_back,
)

A_DAY = 29.0
STORMY = 2
"""How often each of the storm's talks is told: it is one day, they must not be heard again."""
NEVER_ANSWERED = 0.035
SAME_PERSON_AFTER = timedelta(days=9)
WAIT_MINUTES = (
    *(15, 63, 88, 137, 197),
    *(212, 219, 226, 231, 237, 251),
)
"""For how much opening time talks have been waiting when the demo is opened; four hours are
promised."""

Doing = Literal["person", "agent", "note", "resolve"]


@dataclass(frozen=True, slots=True)
class Step:
    """The `n`-th turn of a conversation, or its end. `by` is who of the team does it."""

    conversation: Conversation
    n: int
    what: Doing
    at: datetime
    by: Colleague | None = None

    @property
    def text(self) -> str:
        return self.conversation.turns[self.n].text

    @property
    def key(self) -> str:
        return f"{self.conversation.key}-{self.n}"


@dataclass(frozen=True, slots=True)
class Posted:
    """The brand says something by itself."""

    post: Post
    at: datetime


@dataclass(frozen=True)
class Told:
    """What there is to tell."""

    scripts: Sequence[Script] = SCRIPTS
    posts: Sequence[Post] = POSTS
    talks: Sequence[Talk] = ()

    @classmethod
    def all(cls) -> Told:
        return cls(talks=all_talks())


class Planner:
    """Gives everything its time. The same `now` gives the same past."""

    def __init__(self, *, now: datetime, hours: OpeningHours) -> None:
        self._now = now
        self._hours = hours
        self._zone = hours.zone
        self._calendar = Calendar(now, hours.zone)
        self._chance = random.Random(f"past of {now.date()}")  # noqa: S311 - not a secret
        self._spoke: dict[str, list[datetime]] = {}
        self._tellings: dict[str, Iterator[int]] = {}

    def posts(self, posts: Iterable[Post]) -> list[Posted]:
        """The brand's posts until now, oldest first."""
        times = [Posted(post, post.begins.before(self._now, zone=self._zone)) for post in posts]
        return sorted(
            (posted for posted in times if posted.at <= self._now), key=lambda posted: posted.at
        )

    def past(self, told_: Told) -> list[Step]:
        """Every step until now, oldest first."""
        steps = [
            step
            for conversation, begins in self._conversations(told_)
            for step in self._steps(conversation, begins)
        ]
        return sorted(
            (step for step in steps if step.at <= self._now), key=lambda step: (step.at, step.key)
        )

    def waiting(self, told_: Told) -> list[Step]:
        """What waits for an answer now, oldest first."""
        begun = [
            (scripted(script), self._ago(script.begins))
            for script in told_.scripts
            if isinstance(script.begins, Ago)
        ]
        talks = [talk for talk in told_.talks if self._can_wait(talk)]
        chance = random.Random("waiting")  # noqa: S311 - not a secret
        chosen = chance.sample(talks, min(len(talks), len(WAIT_MINUTES)))
        begun += [
            (told(talk, "now"), self._ago(Ago(minutes)))
            for talk, minutes in zip(chosen, WAIT_MINUTES, strict=False)
        ]
        steps = [
            step for conversation, begins in begun for step in self._begun(conversation, begins)
        ]
        return sorted(
            (step for step in steps if step.at <= self._now), key=lambda step: (step.at, step.key)
        )

    @staticmethod
    def _can_wait(talk: Talk) -> bool:
        return talk.is_answered and not talk.marks and not talk.under

    def _begun(self, conversation: Conversation, begins: datetime) -> Iterator[Step]:
        """Of a talk only the first words; a script says itself how far it has come."""
        steps = self._steps(conversation, begins)
        if conversation.topic:
            yield next(steps)
        else:
            yield from (step for step in steps if step.what != "resolve")

    def _ago(self, ago: Ago) -> datetime:
        """So much opening time ago; but what is new was said by the clock, also before opening."""
        length = timedelta(minutes=ago.minutes)
        if length < HOUR:
            return self._now - length
        return opened_since(self._now, open_time=length, hours=self._hours)

    def _conversations(self, told_: Told) -> Iterator[tuple[Conversation, datetime]]:
        for script in told_.scripts:
            if isinstance(script.begins, Past):
                begins = script.begins.before(self._now, zone=self._zone)
                self._note(scripted(script), begins)
                yield scripted(script), begins
        posted = {posted.post.key: posted.at for posted in self.posts(told_.posts)}
        yield from self._comments(told_.talks, posted)
        yield from self._storm(told_.talks)
        yield from self._charged_twice(told_.talks)
        yield from self._everyday(told_.talks)

    def _comments(
        self, talks: Sequence[Talk], posted: Mapping[str, datetime]
    ) -> Iterator[tuple[Conversation, datetime]]:
        for talk in talks:
            if talk.under in posted:
                after = timedelta(minutes=self._chance.lognormvariate(4.6, 1))
                yield self._tell(talk, by_day(posted[talk.under] + after, zone=self._zone))

    def _storm(self, talks: Sequence[Talk]) -> Iterator[tuple[Conversation, datetime]]:
        stormy = [talk for talk in talks if "storm" in talk.marks]
        worst = self._calendar.worst_day
        for talk in stormy * STORMY:
            day = worst + timedelta(days=self._chance.choices((0, 1), weights=(5, 1))[0])
            yield self._tell(talk, self._calendar.at(day, self._chance))

    def _charged_twice(self, talks: Sequence[Talk]) -> Iterator[tuple[Conversation, datetime]]:
        for talk in talks:
            if "twice" in talk.marks:
                after = timedelta(minutes=self._chance.uniform(5, 130))
                yield self._tell(talk, self._calendar.charged_twice + after)

    def _everyday(self, talks: Sequence[Talk]) -> Iterator[tuple[Conversation, datetime]]:
        order = [talk for talk in talks if not talk.under and not talk.has_its_day]
        if not order:
            return
        self._chance.shuffle(order)
        wanted = [
            self._calendar.at(day, self._chance)
            for day in self._calendar.days
            for _ in range(how_many(day, a_day=A_DAY, chance=self._chance))
        ]
        for n, begins in enumerate(sorted(wanted)):
            talk = order[n % len(order)]
            if n < len(order) or not talk.is_told_once:
                yield self._tell(talk, begins)

    def _tell(self, talk: Talk, begins: datetime) -> tuple[Conversation, datetime]:
        """The next telling whose person has not spoken lately: nobody has two troubles at once."""
        tellings = self._tellings.setdefault(talk.key, count(1))
        telling = next(n for n in tellings if self._is_free(person_of(talk, str(n)), begins))
        conversation = told(talk, str(telling))
        self._note(conversation, begins)
        return conversation, begins

    def _is_free(self, person: Person, begins: datetime) -> bool:
        spoke = self._spoke.get(person.key, [])
        return all(abs(begins - moment) > SAME_PERSON_AFTER for moment in spoke)

    def _note(self, conversation: Conversation, begins: datetime) -> None:
        self._spoke.setdefault(conversation.person.key, []).append(begins)

    def _steps(self, conversation: Conversation, begins: datetime) -> Iterator[Step]:
        chance = random.Random(f"{conversation.key} {begins.date()}")  # noqa: S311
        turns = conversation.turns
        if conversation.topic and chance.random() < NEVER_ANSWERED:
            turns = turns[:1]
        at, by, before = begins.replace(microsecond=0), None, None
        for n, turn in enumerate(turns):
            if n:
                at = self._next(conversation, turn, before, at, chance)
            if turn.who != "person" and (by is None or not is_on_shift(by, at, zone=self._zone)):
                by = on_shift(at, language=conversation.language, zone=self._zone, chance=chance)
            yield Step(conversation, n, turn.who, at, by if turn.who != "person" else None)
            before = turn.who
        answered = any(turn.who == "agent" for turn in turns)
        ends = self._end(at, before, answered=answered, chance=chance)
        by = by or on_shift(ends, language=conversation.language, zone=self._zone, chance=chance)
        yield Step(conversation, len(turns), "resolve", ends, by)

    def _next(
        self,
        conversation: Conversation,
        turn: Turn,
        before: str | None,
        at: datetime,
        chance: random.Random,
    ) -> datetime:
        """When this turn is said, the one before having been said at `at`."""
        if turn.who == "person":
            if turn.after:
                return at + turn.after
            wait = time_to_come_back if before == "agent" else time_to_chase
            return by_day(at + wait(chance), zone=self._zone).replace(microsecond=0)
        if turn.after and not conversation.topic:
            return self._calendar.when_answered(at + turn.after, hours=self._hours)
        slow = self._calendar.is_slow(at)
        after = turn.after or time_to_answer(conversation.channel, slow=slow, chance=chance)
        if turn.who == "note" or before == "note":
            after /= 3
        due = self._hours.due_at(at, after=after)
        return self._calendar.when_answered(due, hours=self._hours).replace(microsecond=0)

    def _end(
        self, last: datetime, who: str | None, *, answered: bool, chance: random.Random
    ) -> datetime:
        """When somebody closes it: soon; later when the person may still come back."""
        if not answered:
            after = timedelta(hours=chance.uniform(20, 52))
        elif who == "agent" and chance.random() < 0.3:
            after = timedelta(hours=chance.uniform(9, 30))
        else:
            after = timedelta(minutes=chance.uniform(3, 40))
        return self._hours.due_at(last, after=after).replace(microsecond=0)
