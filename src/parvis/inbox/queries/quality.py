"""How good triage is at telling which messages of a brand need an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from parvis.brands.models import Brand
from parvis.channels.models import Message
from parvis.inbox.models import Correction, Judgement
from parvis.inbox.queries.checks import Checked, checked
from parvis.inbox.queries.truths import Truth, truths
from parvis.triage import CALLS_FOR_ANSWER_FROM

OVER = timedelta(weeks=12)
MOST = 5_000
ERRORS_SHOWN = 20
STEPS = 5


@dataclass(frozen=True, slots=True)
class Known:
    """A message of which the truth is known: the chance that triage gave, and what was so."""

    message_id: int
    chance: float
    needs: bool

    @property
    def called(self) -> bool:
        return self.chance >= CALLS_FOR_ANSWER_FROM

    @property
    def is_right(self) -> bool:
        return self.called == self.needs


@dataclass(frozen=True, slots=True)
class Step:
    """The messages to which triage gave a chance from `low` to `high`."""

    low: float
    high: float
    messages: int
    needed: int
    said: float
    """The mean of the chances that it gave."""

    @property
    def share(self) -> float:
        return self.needed / self.messages if self.messages else 0


@dataclass(frozen=True, slots=True)
class Mistake:
    """`words` are those that decided; `correction` is what takes back the team's word, if that is
    how the truth is known."""

    message: Message
    chance: float
    needs: bool
    words: Sequence[str]
    case_id: int | None
    correction: Correction | None


@dataclass(frozen=True)
class Quality:
    """Counted over messages of which it is known whether they needed an answer."""

    called_rightly: int
    called_wrongly: int
    missed: int
    quiet_rightly: int
    steps: Sequence[Step]
    mistakes: Sequence[Mistake]
    checked: Checked

    @property
    def known(self) -> int:
        return self.called_rightly + self.called_wrongly + self.missed + self.quiet_rightly

    @property
    def right(self) -> int:
        return self.called_rightly + self.quiet_rightly

    @property
    def called(self) -> int:
        return self.called_rightly + self.called_wrongly

    @property
    def needing(self) -> int:
        return self.called_rightly + self.missed

    @property
    def accuracy(self) -> float | None:
        return _share(self.right, self.known)

    @property
    def precision(self) -> float | None:
        """Of what it called, so much needed an answer."""
        return _share(self.called_rightly, self.called)

    @property
    def recall(self) -> float | None:
        """Of what needed an answer, it called so much. None as long as nobody has looked at quiet
        messages: all that is known was called then."""
        knows_of_quiet = self.missed + self.quiet_rightly > 0
        return _share(self.called_rightly, self.needing) if knows_of_quiet else None


def quality(brand: Brand, *, at: datetime) -> Quality:
    """Over the weeks before. A fixed number of queries."""
    known = {
        truth.message_id: truth
        for truth in truths(brand, since=at - OVER, until=at, most=MOST)
        if truth.about == "needs_answer" and truth.source != "closed"
    }
    cases = _cases(known)
    wrong = sorted((one for one in cases if not one.is_right), key=lambda one: -one.message_id)
    return Quality(
        called_rightly=sum(one.called and one.needs for one in cases),
        called_wrongly=sum(one.called and not one.needs for one in cases),
        missed=sum(one.needs and not one.called for one in cases),
        quiet_rightly=sum(not one.called and not one.needs for one in cases),
        steps=[_step(cases, number) for number in range(STEPS)],
        mistakes=_mistakes(wrong[:ERRORS_SHOWN]),
        checked=checked(brand, at=at),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _cases(known: Mapping[int, Truth]) -> list[Known]:
    rows = Judgement.objects.filter(pk__one_of=known).values_list("pk", "needs_answer")
    return [Known(pk, chance, known[pk].said == "yes") for pk, chance in rows]


def _step(cases: Sequence[Known], number: int) -> Step:
    within = [one for one in cases if min(int(one.chance * STEPS), STEPS - 1) == number]
    return Step(
        low=number / STEPS,
        high=(number + 1) / STEPS,
        messages=len(within),
        needed=sum(one.needs for one in within),
        said=sum(one.chance for one in within) / len(within) if within else 0,
    )


def _mistakes(wrong: Sequence[Known]) -> list[Mistake]:
    """The latest first."""
    ids = [one.message_id for one in wrong]
    messages = Message.objects.select_related("account", "judgement", "place").in_bulk(ids)
    corrections = {
        row.judgement_id: row
        for row in Correction.objects.filter(judgement__in=ids, undone_at=None)
    }
    found = [
        _mistake(messages[one.message_id], one, corrections.get(one.message_id)) for one in wrong
    ]
    return sorted(found, key=lambda mistake: mistake.message.created_at, reverse=True)


def _mistake(message: Message, one: Known, correction: Correction | None) -> Mistake:
    quoted = [
        reason["text"]
        for reason in message.judgement.reasons
        if reason["about"] == "needs_answer" and reason["kind"] == "words"
    ]
    return Mistake(
        message=message,
        chance=one.chance,
        needs=one.needs,
        words=list(dict.fromkeys(quoted)),
        case_id=message.place.case_id if hasattr(message, "place") else None,
        correction=correction,
    )
