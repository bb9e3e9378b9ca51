"""The index: how a brand answers, in the numbers of docs/explanation/numbers.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from parvis.brands.calendar import opening_hours
from parvis.brands.hours import OpeningHours
from parvis.brands.models import Brand
from parvis.channels.models import Account
from parvis.insight.queries.counted import Counted, Period
from parvis.insight.queries.open_time import OpenTime
from parvis.insight.queries.survival import Wait, kaplan_meier, mean_of_answered, wilson_interval
from parvis.insight.queries.turns import Heard, heard
from parvis.insight.queries.waiting import Waiting, waiting

DEFINITIONS = 1
"""The version of the definitions; figures of different versions are never compared."""
WINDOWS = (4, 24, 72)
"""Hours within which an answer is looked for."""
SHORTEST = timedelta(hours=WINDOWS[0])
DAYS_SHOWN_ONE_BY_ONE = 31

Json = Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class Within:
    """Turns answered `within` a window, of those whose window has `elapsed`."""

    within: int
    elapsed: int

    @property
    def share(self) -> float | None:
        return _share(self.within, self.elapsed)

    @property
    def missed(self) -> int:
        return self.elapsed - self.within

    @property
    def interval(self) -> tuple[float, float] | None:
        return wilson_interval(self.within, self.elapsed)


@dataclass(frozen=True, kw_only=True)
class AnswerRate(Within):
    """Beside it the turns still inside the window: `open` without an answer, `early` with one."""

    hours: int
    open: int
    early: int


@dataclass(frozen=True)
class PersonsAnswered:
    """`answered` of `addressed`: persons who addressed the brand."""

    answered: int
    addressed: int

    @property
    def share(self) -> float | None:
        return _share(self.answered, self.addressed)

    @property
    def unanswered(self) -> int:
        return self.addressed - self.answered


@dataclass(frozen=True)
class Times:
    """How long an answer takes. None: not reached (too many still wait), or nobody asked."""

    median: timedelta | None
    p90: timedelta | None
    mean_of_answered: timedelta | None


@dataclass(frozen=True)
class ResponseTime:
    """Over `turns`, of which `answered`; on the clock and in opening hours."""

    turns: int
    answered: int
    on_the_clock: Times
    in_opening_hours: Times

    @property
    def unanswered(self) -> int:
        return self.turns - self.answered


@dataclass(frozen=True)
class PromiseKept:
    """`kept` of `due`: turns whose promise has fallen due. `minutes` of opening hours."""

    minutes: int
    kept: int
    due: int

    @property
    def share(self) -> float | None:
        return _share(self.kept, self.due)

    @property
    def broken(self) -> int:
        return self.due - self.kept


@dataclass(frozen=True)
class Figures:
    """All that is counted over a period."""

    period: Period
    rates: Sequence[AnswerRate]
    persons: PersonsAnswered
    response: ResponseTime
    promise: PromiseKept

    @property
    def turns(self) -> int:
        return self.response.turns

    @property
    def is_empty(self) -> bool:
        return self.persons.addressed == 0


@dataclass(frozen=True, kw_only=True)
class Stretch(Within):
    """The turns asked on the brand's own days from `first` to `last`, by the shortest window."""

    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class Channel(Within):
    """The turns asked on one account of the brand, by the shortest window."""

    account: Account


@dataclass(frozen=True)
class Index:
    """`before` are the figures of the period before, as they stood at its end."""

    brand: Brand
    now: Figures
    before: Figures
    waiting: Waiting
    channels: Sequence[Channel]
    stretches: Sequence[Stretch]


def index(brand: Brand, period: Period) -> Index:
    """The index of a brand over a period, beside the period before. A fixed number of queries."""
    hours = opening_hours(brand, years=_years(period))
    said = heard(brand, since=period.before.since, at=period.at)
    counted = Counted(brand, period, heard=said, hours=hours)
    before = Counted(brand, period.before, heard=said, hours=hours)
    return Index(
        brand=brand,
        now=_figures(brand, counted, hours),
        before=_figures(brand, before, hours),
        waiting=waiting(brand, at=period.at),
        channels=_channels(brand, counted),
        stretches=_stretches(brand, counted),
    )


def counted_messages(brand: Brand, period: Period) -> Counted:
    """What the index of this period counts, message by message."""
    hours = opening_hours(brand, years=_years(period))
    said = heard(brand, since=period.since, at=period.at)
    return Counted(brand, period, heard=said, hours=hours)


def as_json(index: Index) -> Json:
    """The index as it goes over the wire: seconds for lengths of time, None where nothing is."""
    waits = index.waiting
    return {
        "definitions": DEFINITIONS,
        "brand": index.brand.slug,
        **_figures_as_json(index.now),
        "waiting": {
            "open_cases": waits.open_cases,
            "waiting": waits.waiting,
            "late": waits.late,
            "longest_seconds": _seconds(waits.longest),
        },
        "channels": [
            {
                "account": channel.account.name,
                "connector": channel.account.connector,
                "within": channel.within,
                "elapsed": channel.elapsed,
                "share": channel.share,
            }
            for channel in index.channels
        ],
        "before": _figures_as_json(index.before),
    }


def _years(period: Period) -> range:
    # a promise may fall due in the next year; opening_hours knows about that one itself
    return range(period.before.since.year, period.at.year + 1)


def _figures(brand: Brand, counted: Counted, hours: OpeningHours) -> Figures:
    return Figures(
        period=counted.period,
        rates=[_rate(counted, hours=window) for window in WINDOWS],
        persons=PersonsAnswered(
            answered=len(counted.persons_answered), addressed=len(counted.persons)
        ),
        response=_response(counted, hours),
        promise=PromiseKept(
            minutes=brand.promise_minutes, kept=len(counted.kept), due=len(counted.promised)
        ),
    )


def _rate(counted: Counted, *, hours: int) -> AnswerRate:
    window = timedelta(hours=hours)
    return AnswerRate(
        hours=hours,
        within=len(counted.within(window)),
        elapsed=len(counted.elapsed(window)),
        open=len(counted.open(window)),
        early=len(counted.early(window)),
    )


def _response(counted: Counted, hours: OpeningHours) -> ResponseTime:
    period = counted.period
    open_time = OpenTime(hours, since=period.since, until=period.at)
    return ResponseTime(
        turns=len(counted.turns),
        answered=len(counted.answered),
        on_the_clock=_times(
            [Wait(turn.waited(at=period.at), bool(turn.answered_at)) for turn in counted.turns]
        ),
        in_opening_hours=_times(
            [_open_wait(turn, open_time, at=period.at) for turn in counted.turns]
        ),
    )


def _open_wait(turn: Heard, open_time: OpenTime, *, at: datetime) -> Wait:
    end = turn.answered_at or at
    return Wait(open_time.between(turn.asked_at, end), bool(turn.answered_at))


def _times(waits: Sequence[Wait]) -> Times:
    median, p90 = kaplan_meier(waits, 0.5, 0.9)
    return Times(median=median, p90=p90, mean_of_answered=mean_of_answered(waits))


def _channels(brand: Brand, counted: Counted) -> Sequence[Channel]:
    """The accounts on which anything was asked, the most asked first."""
    within = Counter(turn.account_id for turn in counted.within(SHORTEST))
    elapsed = Counter(turn.account_id for turn in counted.elapsed(SHORTEST))
    accounts = Account.objects.filter(brand=brand).in_bulk()
    return [
        Channel(account=accounts[account_id], within=within[account_id], elapsed=asked)
        for account_id, asked in elapsed.most_common()
    ]


def _stretches(brand: Brand, counted: Counted) -> Sequence[Stretch]:
    """Day by day; week by week when there are many. Days without turns are there, with none."""
    within = _by_day(brand, counted.within(SHORTEST))
    elapsed = _by_day(brand, counted.elapsed(SHORTEST))
    period = counted.period
    first, last = (moment.astimezone(brand.zone).date() for moment in (period.since, period.at))
    stretches = []
    while first <= last:
        end = min(_end_of_stretch(first, period), last)
        days = [first + timedelta(days=more) for more in range((end - first).days + 1)]
        stretches.append(
            Stretch(
                first=first,
                last=end,
                within=sum(within[day] for day in days),
                elapsed=sum(elapsed[day] for day in days),
            )
        )
        first = end + timedelta(days=1)
    return stretches


def _by_day(brand: Brand, turns: Sequence[Heard]) -> Counter[date]:
    return Counter(turn.asked_at.astimezone(brand.zone).date() for turn in turns)


def _end_of_stretch(first: date, period: Period) -> date:
    """The day itself, or the Sunday of its week."""
    return (
        first
        if period.days <= DAYS_SHOWN_ONE_BY_ONE
        else first + timedelta(days=6 - first.weekday())
    )


def _figures_as_json(figures: Figures) -> Json:
    response, persons, promise = figures.response, figures.persons, figures.promise
    return {
        "since": figures.period.since.isoformat(),
        "at": figures.period.at.isoformat(),
        "turns": figures.turns,
        "answer_rate": [
            {
                "hours": rate.hours,
                "within": rate.within,
                "elapsed": rate.elapsed,
                "share": rate.share,
                "open": rate.open,
                "early": rate.early,
            }
            for rate in figures.rates
        ],
        "persons": {
            "answered": persons.answered,
            "addressed": persons.addressed,
            "share": persons.share,
        },
        "response_time": {
            "turns": response.turns,
            "answered": response.answered,
            "on_the_clock": _times_as_json(response.on_the_clock),
            "in_opening_hours": _times_as_json(response.in_opening_hours),
        },
        "promise": {
            "minutes": promise.minutes,
            "kept": promise.kept,
            "due": promise.due,
            "share": promise.share,
        },
    }


def _times_as_json(times: Times) -> Json:
    return {
        "median_seconds": _seconds(times.median),
        "p90_seconds": _seconds(times.p90),
        "mean_of_answered_seconds": _seconds(times.mean_of_answered),
    }


def _seconds(length: timedelta | None) -> float | None:
    return None if length is None else length.total_seconds()


def _share(part: int, whole: int) -> float | None:
    """None when there is nothing to have a part of."""
    return part / whole if whole else None
