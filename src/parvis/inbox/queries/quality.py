"""How good triage is at telling which messages of a brand need an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any, NamedTuple

from django.db import connection

from parvis.brands.models import Brand
from parvis.channels.models import Message
from parvis.inbox.models import Correction
from parvis.inbox.queries.checks import Checked, checked
from parvis.inbox.queries.truths import Asked, needs_by_source
from parvis.inbox.queries.verdicts import NEED, words_about
from parvis.triage import CALLS_FOR_ANSWER_FROM

OVER = timedelta(weeks=12)
MOST = 2_000
"""Of each way of knowing. Where one knows more, all ways are counted from the same moment on: else
a share would tell which of them was cut, not how good triage is."""
ERRORS_SHOWN = 20
STEPS = 5

# Known messages, each with the chance that triage gave, whether it needed an answer, and the
# moment after which all ways of knowing are complete.
KNOWN = """
WITH every AS MATERIALIZED ({sources}),
cut AS (SELECT max(oldest) AS at
        FROM (SELECT min(at) AS oldest FROM every GROUP BY word HAVING count(*) > %s) AS full_ones)
SELECT judgement.message_id, judgement.needs_answer, known.needs, cut.at
FROM (SELECT DISTINCT ON (message_id) message_id, needs, at FROM every
      ORDER BY message_id, word DESC) AS known
CROSS JOIN cut
JOIN inbox_judgement judgement ON judgement.message_id = known.message_id
WHERE cut.at IS NULL OR known.at > cut.at
ORDER BY judgement.said_at DESC, judgement.message_id DESC
"""


class Known(NamedTuple):
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
    """Counted over messages of which it is known whether they needed an answer; of those only that
    came to be known after `since`, where more is known than is counted."""

    since: datetime | None
    called_rightly: int
    called_wrongly: int
    missed: int
    quiet_rightly: int
    steps: Sequence[Step]
    mistakes: Sequence[Mistake]
    """A page of them, the latest first."""
    page: int
    checked: Checked

    @property
    def first(self) -> int:
        """Which of all mistakes is the first of this page, counted from 1."""
        return (self.page - 1) * ERRORS_SHOWN + 1

    @property
    def last(self) -> int:
        return min(self.page * ERRORS_SHOWN, self.wrong)

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
    def precision(self) -> float | None:
        """Of what it called, so much needed an answer."""
        return _share(self.called_rightly, self.called)


def quality(brand: Brand, *, at: datetime, page: int = 1, most: int = MOST) -> Quality:
    """Over the weeks before, `most` at most of each way of knowing; of its mistakes this page, or
    the last one where there are fewer. A fixed number of queries."""
    since, known = _known(brand, at=at, most=most)
    wrong = [one for one in known if not one.is_right]
    shown = min(max(page, 1), max(ceil(len(wrong) / ERRORS_SHOWN), 1))
    counted = Counter((one.called, one.needs) for one in known)
    return Quality(
        since=since,
        called_rightly=counted[True, True],
        called_wrongly=counted[True, False],
        missed=counted[False, True],
        quiet_rightly=counted[False, False],
        steps=_steps(known),
        mistakes=_mistakes(wrong[(shown - 1) * ERRORS_SHOWN : shown * ERRORS_SHOWN]),
        page=shown,
        checked=checked(brand, at=at),
    )


def _known(brand: Brand, *, at: datetime, most: int) -> tuple[datetime | None, list[Known]]:
    """The latest message first, and since when they came to be known if that is not the whole
    span. That a case was closed without a word proves nothing."""
    asked = Asked(brand, at - OVER, at, most + 1)  # one more tells that a way of knowing is cut
    parts: list[str] = []
    given: list[Any] = []
    for word, (source, found) in enumerate(needs_by_source(asked).items()):
        if source == "closed":
            continue
        sql, params = found.query.sql_with_params()
        columns = f"{source} (message_id, needs, at)"
        parts.append(f"SELECT *, {word} AS word FROM ({sql}) AS {columns}")  # noqa: S608 - Django's own
        given.extend(params)
    with connection.cursor() as cursor:
        cursor.execute(KNOWN.format(sources=" UNION ALL ".join(parts)), [*given, most])
        rows = cursor.fetchall()
    return rows[0][-1] if rows else None, [Known(*row[:-1]) for row in rows]


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _steps(known: Sequence[Known]) -> list[Step]:
    within: dict[int, list[Known]] = {number: [] for number in range(STEPS)}
    for one in known:
        within[min(int(one.chance * STEPS), STEPS - 1)].append(one)
    return [
        Step(
            low=number / STEPS,
            high=(number + 1) / STEPS,
            messages=len(here),
            needed=sum(one.needs for one in here),
            said=sum(one.chance for one in here) / len(here) if here else 0,
        )
        for number, here in within.items()
    ]


def _mistakes(wrong: Sequence[Known]) -> list[Mistake]:
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


def _mistake(message: Message, one: Known, correction: Correction | None) -> Mistake:
    return Mistake(
        message=message,
        chance=one.chance,
        needs=one.needs,
        words=words_about(message.judgement, NEED),
        case_id=message.place.case_id if hasattr(message, "place") else None,
        correction=correction,
    )
