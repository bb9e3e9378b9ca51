"""What a usual month holds on a channel, counted from an export of its messages.

A message counts as everywhere in Parvis: it is by a human, opens a turn and calls for an
answer, as triage judges.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from parvis.channels.protocol import Direction, IncomingMessage, Visibility
from parvis.strategy.counted import Counted, filled
from parvis.strategy.diagnosis.contradictions import contradictions
from parvis.strategy.diagnosis.form import Channel, Export, Form
from parvis.strategy.diagnosis.paths import KeyPath
from parvis.strategy.diagnosis.reading import Fault, ReadForm, UnusableForm, with_key
from parvis.strategy.exports import NO_MESSAGE, UnusableExport, messages_in
from parvis.triage.asking_back import asks_back
from parvis.triage.judge import Judge, shipped
from parvis.triage.verdict import Text

MONTH = timedelta(days=365.25 / 12)
STILL_OPEN = timedelta(hours=72)
"""A message of the last three days may yet be answered: unanswered, it says nothing."""
NEW_TURN = timedelta(hours=24)
ADVERTISES_FROM = 0.5
JUDGED_AT_ONCE = 1000


def with_counts(read: ReadForm, *, folder: Path) -> Form:
    """The form with what its channels' exports tell; those lie beside it in `folder`.

    Raises `UnusableForm`, also where a count contradicts what was typed.
    """
    form, channels = read.form, list(read.form.channels)
    faults = []
    for n, channel in enumerate(form.channels):
        at: KeyPath = ("channels", n, "counted_from")
        try:
            if channel.counted_from:
                channels[n] = _counted(channel, channel.counted_from, form.brand, folder)
        except UnusableExport as error:
            faults.append(Fault(read.line_of(at), at, error.says))
    form = replace(form, channels=tuple(channels))
    faults += [
        Fault(read.line_of(found.path), found.path, with_key(found))
        for found in contradictions(form)
    ]
    if faults:
        raise UnusableForm(faults, language=form.language)
    return form


def _counted(channel: Channel, export: Export, brand: str, folder: Path) -> Channel:
    names = {brand, channel.name, export.account}
    return filled(channel, count_export(export, folder=folder, names=names))


def count_export(export: Export, *, folder: Path, names: Collection[str]) -> Counted:
    """What a usual month of an export in `folder` holds. Raises `UnusableExport`."""
    found = count(messages_in(export, folder=folder), judge=shipped(), names=names)
    if found is None:
        raise UnusableExport(NO_MESSAGE.filled(file=export.file))
    return found


def count(
    messages: Iterable[IncomingMessage], *, judge: Judge, names: Collection[str] = ()
) -> Counted | None:
    """Of messages in the order of time; None of none. `names` are those by which people call the
    brand in public."""
    counting = _Counting(judge, names)
    for message in messages:
        counting.hear(message)
    return counting.counted()


@dataclass(slots=True)
class _Turn:
    """Something said to the brand, until it is answered. `calls` is judged in batches."""

    at: datetime
    calls: bool = False
    answered_at: datetime | None = None


@dataclass(slots=True)
class _Thread:
    """`turns` holds the latest of each person; `by_brand` is what the brand said last, if nobody
    has spoken since."""

    spoken_at: datetime
    turns: dict[str, _Turn] = field(default_factory=dict)
    by_brand: str | None = None


class _Counting:
    """What has been heard so far."""

    def __init__(self, judge: Judge, names: Collection[str]) -> None:
        self._first: datetime | None = None
        self._last: datetime | None = None
        self._judge = judge
        self._names = [name.lower() for name in names if name]
        self._messages = 0
        self._promotions = 0
        self._turns: list[_Turn] = []
        self._threads: dict[str, _Thread] = {}
        self._thread_of: dict[str, str] = {}
        self._author_of: dict[str, str] = {}
        self._unjudged: list[tuple[_Turn | None, Text]] = []

    def hear(self, message: IncomingMessage) -> None:
        self._messages += 1
        self._first = min(self._first or message.created_at, message.created_at)
        self._last = max(self._last or message.created_at, message.created_at)
        key = self._key_of_thread(message)
        if message.automatic or message.direction is Direction.OBSERVED:
            return
        if message.direction is Direction.IN:
            self._ask(message, key)
        else:
            self._say(message, key)
        if len(self._unjudged) >= JUDGED_AT_ONCE:
            self._judge_all()

    def _key_of_thread(self, message: IncomingMessage) -> str:
        """Where the network names no thread, that of what it answers, else one of its own."""
        named = message.thread_ext or message.root_ext
        if named:
            return named
        key = self._thread_of.get(message.parent_ext, message.parent_ext) or message.ext_id
        self._thread_of[message.ext_id] = key
        return key

    def _ask(self, message: IncomingMessage, key: str) -> None:
        who = message.author.ext_id if message.author else ""
        self._author_of[message.ext_id] = who
        thread = self._threads.setdefault(key, _Thread(message.created_at))
        before, turn = thread.by_brand, thread.turns.get(who)
        rested = message.created_at - thread.spoken_at >= NEW_TURN
        if turn is None or turn.answered_at or rested:
            turn = thread.turns[who] = _Turn(message.created_at)
            self._turns.append(turn)
            self._unjudged.append((turn, self._as_text(message, said_before=before)))
        thread.spoken_at, thread.by_brand = message.created_at, None

    def _say(self, message: IncomingMessage, key: str) -> None:
        thread = self._threads.get(key)
        if thread is None:
            self._threads[key] = _Thread(message.created_at)
            self._unjudged.append((None, self._as_text(message, said_before=None)))
            return
        turn = self._answered_turn(message, thread)
        if turn:
            turn.answered_at = turn.answered_at or message.created_at
        thread.spoken_at, thread.by_brand = message.created_at, message.text

    def _answered_turn(self, message: IncomingMessage, thread: _Thread) -> _Turn | None:
        """In a thread of several, a reply to nobody in particular answers nobody."""
        to = self._author_of.get(message.parent_ext)
        if to is not None:
            return thread.turns.get(to)
        return next(iter(thread.turns.values())) if len(thread.turns) == 1 else None

    def _judge_all(self) -> None:
        texts = [text for _, text in self._unjudged]
        verdicts = self._judge.judge(texts, explained=False)
        for (turn, _), verdict in zip(self._unjudged, verdicts, strict=True):
            if turn:
                turn.calls = verdict.calls_for_answer
            else:
                self._promotions += verdict.promotional >= ADVERTISES_FROM
        self._unjudged.clear()

    def _as_text(self, message: IncomingMessage, *, said_before: str | None) -> Text:
        private = message.visibility is Visibility.PRIVATE
        words = message.text.lower()
        return Text(
            text=message.text,
            visibility="private" if private else "public",
            surface=message.surface,
            addressed=private
            or said_before is not None
            or any(name in words for name in self._names),
            after_answer=said_before is not None,
            automatic=False,
            title=message.title,
            was_asked=said_before is not None and asks_back(said_before),
        )

    def counted(self) -> Counted | None:
        if self._first is None or self._last is None:
            return None
        self._judge_all()
        asked = [turn for turn in self._turns if turn.calls]
        told = [turn for turn in asked if turn.answered_at or self._last - turn.at >= STILL_OPEN]
        waits = [turn.answered_at - turn.at for turn in told if turn.answered_at]
        months = max(1.0, (self._last - self._first) / MONTH)
        hours = sum(waits, timedelta()) / timedelta(hours=1)
        return Counted(
            asked=_rounded(len(asked) / months),
            answered=round(len(waits) / len(told), 3) if told else None,
            hours_to_answer=round(hours / len(waits), 2) if waits else None,
            promotions=_rounded(self._promotions / months),
            replies=_rounded(len(waits) / months),
            messages=self._messages,
            first=self._first.date(),
            last=self._last.date(),
        )


def _rounded(a_month: float) -> float:
    """What came once in some years is little, but not nothing."""
    return round(a_month, 1) or round(a_month, 4)
