"""The promises of a case, from what was said in it and done with it. Pure.

Each message tells the clocks one thing: it *asks*, it only *says*, or it *answers*. The first that
asks is promised an answer; whoever asks again while that promise runs has no other one. A human
answer keeps it. When the case is resolved, a promise of which the team knew is released; what was
asked by then and known only later has a promise of its own, from when it was asked.

A resolution is promised likewise and reached when the case is resolved. Its clock rests while the
matter is with the customer: from an answer to their next words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from parvis.inbox.models import Promise, Terms


class Tells(StrEnum):
    ASKS = "asks"
    SAYS = "says"
    ANSWERS = "answers"


@dataclass(frozen=True)
class Closing:
    """That the case was resolved when it held a message which the team knew.

    `undone_at`: the team took it back then. `answer_leaving`: an answer was on its way.
    """

    at: datetime
    answer_leaving: bool = False
    undone_at: datetime | None = None


@dataclass(frozen=True)
class Said:
    """A message of a case. `at` is when it was said, or when its words began to ask."""

    message_id: int
    at: datetime
    tells: Tells
    closings: Sequence[Closing] = ()

    @property
    def let_go_at(self) -> datetime | None:
        """When the case was resolved without an answer to it."""
        return min(
            (
                closing.at
                for closing in self.closings
                if closing.at >= self.at and not closing.answer_leaving and not closing.undone_at
            ),
            default=None,
        )

    @property
    def solved_at(self) -> datetime | None:
        """When the case was resolved, and stayed so until somebody came back."""
        return min(
            (
                closing.at
                for closing in self.closings
                if closing.at >= self.at and not closing.undone_at
            ),
            default=None,
        )


@dataclass(frozen=True)
class Expected:
    """A promise as it must be. `pauses` are only a resolution's; an open one has no end."""

    kind: Promise.Kind
    asked_id: int
    terms: Terms = field(compare=False)
    started_at: datetime
    due_at: datetime
    answered_at: datetime | None = None
    released_at: datetime | None = None
    wall_seconds: int | None = None
    open_seconds: int | None = None
    pauses: tuple[tuple[datetime, datetime | None], ...] = ()

    @property
    def is_running(self) -> bool:
        return self.answered_at is None and self.released_at is None

    @property
    def is_paused(self) -> bool:
        return bool(self.is_running and self.pauses and self.pauses[-1][1] is None)


def promises_of(
    said: Sequence[Said],
    *,
    answer_terms: Callable[[Said], Terms],
    resolution_terms: Mapping[int, Terms],
) -> list[Expected]:
    """What is promised for these messages of one case, in whatever order they came.

    `answer_terms` names the terms of a question; `resolution_terms`, by message id, those of
    resolutions that are promised already: for another one, its question's terms hold.
    """
    told = sorted(said, key=lambda one: (one.at, one.tells == Tells.ANSWERS, one.message_id))
    answers = [
        _answer(span, first=number == 0, terms=answer_terms(span.asked))
        for number, span in enumerate(_spans(told, lambda one: one.let_go_at, answers=True))
    ]
    promised = {answer.asked_id: answer.terms for answer in answers}
    resolutions = []
    for span in _spans(told, lambda one: one.solved_at, answers=False):
        asked = span.asked
        terms = (
            resolution_terms.get(asked.message_id)
            or promised.get(asked.message_id)
            or answer_terms(asked)
        )
        if terms.resolution_minutes:
            resolutions.append(_resolution(span, told, terms, terms.resolution_minutes))
    return answers + resolutions


@dataclass
class _Span:
    """A question, and when what it was promised ended, by an answer or without one."""

    asked: Said
    answered_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def end(self) -> datetime | None:
        return self.answered_at or self.ended_at


@dataclass
class _Asking:
    """The question that runs, and those that were put while it ran."""

    ends_at: Callable[[Said], datetime | None]
    spans: list[_Span] = field(default_factory=list)
    running: _Span | None = None
    more: list[Said] = field(default_factory=list)

    def ask(self, one: Said) -> None:
        if self.running:
            self.more.append(one)
        else:
            self._run(one)

    def answer(self, at: datetime) -> None:
        if self.running:
            self.running.answered_at = at
        self.running, self.more = None, []

    def end_what_ends(self, *, before: datetime | None, inclusive: bool = True) -> None:
        """What has ended by then; of what was asked meanwhile, the first that goes on runs."""
        while self.running and (end := self.ends_at(self.running.asked)):
            if before is not None and (end > before or (end == before and not inclusive)):
                return
            self.running.ended_at = end
            going_on = [one for one in self.more if not self._ended(one, by=end)]
            self.running, self.more = None, going_on[1:]
            if going_on:
                self._run(going_on[0])

    def _ended(self, one: Said, *, by: datetime) -> bool:
        end = self.ends_at(one)
        return end is not None and end <= by

    def _run(self, one: Said) -> None:
        self.running = _Span(one)
        self.spans.append(self.running)


def _spans(
    told: Sequence[Said], ends_at: Callable[[Said], datetime | None], *, answers: bool
) -> list[_Span]:
    asking = _Asking(ends_at)
    for one in told:
        if one.tells is Tells.ASKS:
            asking.end_what_ends(before=one.at)
            asking.ask(one)
        elif one.tells is Tells.ANSWERS and answers:
            asking.end_what_ends(before=one.at, inclusive=False)
            asking.answer(one.at)
    asking.end_what_ends(before=None)
    return asking.spans


def _answer(span: _Span, *, first: bool, terms: Terms) -> Expected:
    start = span.asked.at
    minutes = terms.first_minutes if first else terms.next_minutes
    wall, opened = _waited(terms, [(start, span.end)]) if span.end else (None, None)
    return Expected(
        kind=Promise.Kind.FIRST_ANSWER if first else Promise.Kind.NEXT_ANSWER,
        asked_id=span.asked.message_id,
        terms=terms,
        started_at=start,
        due_at=terms.hours([start.year]).due_at(start, after=timedelta(minutes=minutes)),
        answered_at=span.answered_at,
        released_at=span.ended_at,
        wall_seconds=wall,
        open_seconds=opened,
    )


def _resolution(span: _Span, told: Sequence[Said], terms: Terms, minutes: int) -> Expected:
    start, end = span.asked.at, span.end
    pauses = _pauses(told, span.asked, end)
    running = _between(pauses, start, end)
    wall, opened = _waited(terms, running) if end else (None, None)
    return Expected(
        kind=Promise.Kind.RESOLUTION,
        asked_id=span.asked.message_id,
        terms=terms,
        started_at=start,
        due_at=_due_within(terms, running or [(start, end)], timedelta(minutes=minutes)),
        answered_at=end,
        wall_seconds=wall,
        open_seconds=opened,
        pauses=tuple(pauses),
    )


def _pauses(
    told: Sequence[Said], asked: Said, end: datetime | None
) -> list[tuple[datetime, datetime | None]]:
    """From each answer to the customer's next words; and while the case was resolved by mistake."""
    rests: list[tuple[datetime, datetime | None]] = [
        (closing.at, closing.undone_at)
        for closing in asked.closings
        if closing.undone_at and closing.at >= asked.at
    ]
    since: datetime | None = None
    for one in told:
        if one.at < asked.at:
            continue
        if one.tells is Tells.ANSWERS:
            since = since or one.at
        elif since:
            rests.append((since, one.at))
            since = None
    if since:
        rests.append((since, None))
    return _joined(rests, end)


def _joined(
    rests: Sequence[tuple[datetime, datetime | None]], end: datetime | None
) -> list[tuple[datetime, datetime | None]]:
    """In order, none over another, none beyond the end."""
    joined: list[tuple[datetime, datetime | None]] = []
    for start, stop in sorted(rests, key=lambda rest: rest[0]):
        if end and start >= end:
            continue
        until = min(filter(None, (stop, end)), default=None)
        if joined and (joined[-1][1] is None or start <= joined[-1][1]):
            before, reached = joined[-1]
            later = None if reached is None or until is None else max(reached, until)
            joined[-1] = (before, later)
        else:
            joined.append((start, until))
    return [(start, stop) for start, stop in joined if stop is None or start < stop]


def _between(
    pauses: Sequence[tuple[datetime, datetime | None]], start: datetime, end: datetime | None
) -> list[tuple[datetime, datetime | None]]:
    """The stretches in which the clock runs; the last one has no end while it runs on."""
    stretches: list[tuple[datetime, datetime | None]] = []
    since: datetime | None = start
    for rests, goes_on in pauses:
        if since is not None:
            stretches.append((since, rests))
        since = goes_on
    if since is not None and (end is None or since < end):
        stretches.append((since, end))
    return stretches


def _due_within(
    terms: Terms, running: Sequence[tuple[datetime, datetime | None]], after: timedelta
) -> datetime:
    """When so much opening time has passed in these stretches; the last one is thought to go on."""
    left = after
    for number, (start, stop) in enumerate(running):
        due = terms.hours([start.year]).due_at(start, after=left)
        if stop is None or due <= stop or number == len(running) - 1:
            return due
        left -= _open_between(terms, start, stop)
    raise ValueError("a clock runs at least once")


def _waited(terms: Terms, stretches: Sequence[tuple[datetime, datetime | None]]) -> tuple[int, int]:
    """Seconds on the wall, and seconds in which the brand was open."""
    wall = opened = timedelta()
    for start, stop in stretches:
        if stop is not None:
            wall += max(stop - start, timedelta())
            opened += _open_between(terms, start, stop)
    return int(wall.total_seconds()), int(opened.total_seconds())


def _open_between(terms: Terms, start: datetime, stop: datetime) -> timedelta:
    return terms.hours(range(start.year, stop.year + 1)).open_between(start, stop)
