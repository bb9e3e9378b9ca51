"""How good triage is at telling which messages of a brand need an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection

from parvis.brands.models import Brand
from parvis.channels.models import Message
from parvis.inbox.models import Correction
from parvis.inbox.queries.checks import Checked, checked
from parvis.inbox.queries.truths import Asked, needs_by_source
from parvis.inbox.queries.verdicts import words_about
from parvis.triage import CALLS_FOR_ANSWER_FROM

OVER = timedelta(weeks=12)
MOST = 5_000
"""Of each way of knowing, the latest: more would say nothing else."""
ERRORS_SHOWN = 20
STEPS = 5

# Known messages, each with the chance that triage gave, and whether it needed an answer.
KNOWN = """
SELECT judgement.message_id, judgement.needs_answer AS chance, known.needs
FROM (SELECT DISTINCT ON (message_id) message_id, needs FROM ({sources}) AS every
      ORDER BY message_id, word DESC) AS known
JOIN inbox_judgement judgement ON judgement.message_id = known.message_id
"""
COUNT = """
SELECT least(floor(chance * %s)::int, %s) AS step, chance >= %s AS called, needs,
       count(*), sum(chance)
FROM ({known}) AS known GROUP BY 1, 2, 3
"""
WRONG = """
SELECT message_id, chance, needs FROM ({known}) AS known
WHERE (chance >= %s) <> needs AND message_id < %s ORDER BY message_id DESC LIMIT %s
"""
_LAST = 2**63 - 1


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
    """A page of them, by when they arrived, the latest first."""
    older: int | None
    """The message `before` which the next page begins; None on the last."""
    checked: Checked

    @property
    def known(self) -> int:
        return self.called_rightly + self.called_wrongly + self.missed + self.quiet_rightly

    @property
    def wrong(self) -> int:
        return self.called_wrongly + self.missed

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


def quality(brand: Brand, *, at: datetime, before: int | None = None) -> Quality:
    """Over the weeks before; of its mistakes those with messages `before` this one. A fixed number
    of queries."""
    known, given = _known(Asked(brand, at - OVER, at, MOST))
    steps = (STEPS, STEPS - 1, CALLS_FOR_ANSWER_FROM)
    counted = [_Counted(*row) for row in _rows(COUNT.format(known=known), (*steps, *given))]
    wrong = [
        _Wrong(*row)
        for row in _rows(
            WRONG.format(known=known),
            (*given, CALLS_FOR_ANSWER_FROM, before or _LAST, ERRORS_SHOWN + 1),
        )
    ]
    shown = wrong[:ERRORS_SHOWN]
    return Quality(
        called_rightly=sum(one.messages for one in counted if one.called and one.needs),
        called_wrongly=sum(one.messages for one in counted if one.called and not one.needs),
        missed=sum(one.messages for one in counted if one.needs and not one.called),
        quiet_rightly=sum(one.messages for one in counted if not one.called and not one.needs),
        steps=[_step(counted, number) for number in range(STEPS)],
        mistakes=_mistakes(shown),
        older=shown[-1].message_id if len(wrong) > ERRORS_SHOWN else None,
        checked=checked(brand, at=at),
    )


class _Counted(NamedTuple):
    """So many known messages of a step that were, or were not, called and needed an answer;
    `chances` together."""

    step: int
    called: bool
    needs: bool
    messages: int
    chances: float


class _Wrong(NamedTuple):
    message_id: int
    chance: float
    needs: bool


def _known(asked: Asked) -> tuple[str, tuple[Any, ...]]:
    """What is known, as SQL with its parameters. That a case was closed without a word proves
    nothing."""
    parts: list[str] = []
    given: list[Any] = []
    for word, (source, rows) in enumerate(needs_by_source(asked).items()):
        if source == "closed":
            continue
        sql, params = rows.query.sql_with_params()
        columns = f"{source} (message_id, needs, at)"
        parts.append(f"SELECT *, {word} AS word FROM ({sql}) AS {columns}")  # noqa: S608 - Django's own
        given.extend(params)
    return KNOWN.format(sources=" UNION ALL ".join(parts)), tuple(given)


def _rows(sql: str, given: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _step(counted: Sequence[_Counted], number: int) -> Step:
    within = [one for one in counted if one.step == number]
    messages = sum(one.messages for one in within)
    return Step(
        low=number / STEPS,
        high=(number + 1) / STEPS,
        messages=messages,
        needed=sum(one.messages for one in within if one.needs),
        said=sum(one.chances for one in within) / messages if messages else 0,
    )


def _mistakes(wrong: Sequence[_Wrong]) -> list[Mistake]:
    """The latest first."""
    ids = [one.message_id for one in wrong]
    messages = Message.objects.select_related("account", "judgement", "place").in_bulk(ids)
    corrections = {
        row.judgement_id: row
        for row in Correction.objects.filter(judgement__in=ids, undone_at=None)
    }
    return [
        _mistake(messages[one.message_id], one, corrections.get(one.message_id)) for one in wrong
    ]


def _mistake(message: Message, one: _Wrong, correction: Correction | None) -> Mistake:
    return Mistake(
        message=message,
        chance=one.chance,
        needs=one.needs,
        words=words_about(message.judgement, "needs_answer"),
        case_id=message.place.case_id if hasattr(message, "place") else None,
        correction=correction,
    )
