"""The index as one document for machines (docs/reference/index-json.md).

Lengths of time are in seconds, shares are parts of one with the numbers that they come from
beside them, and what cannot be said is null.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, timedelta

from parvis.insight.queries.contacts import Contacts
from parvis.insight.queries.figures import Figures, PromiseKept, ResponseTime
from parvis.insight.queries.index import DEFINITIONS, Index
from parvis.insight.queries.missed import Missed
from parvis.insight.queries.posts import PostsPerReply
from parvis.insight.queries.resolutions import Resolutions
from parvis.insight.queries.times import Times
from parvis.insight.queries.waiting import Waiting
from parvis.kit.intervals import Interval

Json = Mapping[str, object]


def as_json(index: Index) -> Json:
    """The index of one brand. It names nobody."""
    return {
        "definitions": DEFINITIONS,
        "brand": index.brand.slug,
        "time_zone": index.brand.time_zone,
        **figures_as_json(index.now),
        "waiting": _waiting(index.waiting),
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
        "before": figures_as_json(index.before),
        "triage": _triage(index.missed),
    }


def _triage(missed: Missed) -> Json:
    checked = missed.checked
    return {
        "checked": checked.messages,
        "missed": checked.missed,
        "miss_rate": _interval(checked.share if checked.messages else None),
        "answer_rate": [
            {"hours": rate.hours, "share": _interval(rate.share)} for rate in missed.rates
        ],
    }


def _interval(interval: Interval | None) -> Json | None:
    return None if interval is None else {"low": interval.low, "high": interval.high}


def figures_as_json(figures: Figures) -> Json:
    """All that is counted over one period."""
    return {
        "since": figures.period.since.astimezone(UTC).isoformat(),
        "at": figures.period.at.astimezone(UTC).isoformat(),
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
            "answered": figures.persons.answered,
            "addressed": figures.persons.addressed,
            "share": figures.persons.share,
        },
        "response_time": _response(figures.response),
        "promise": _promise(figures.promise),
        "resolution": _resolution(figures.resolutions),
        "contacts": _contacts(figures.contacts),
        "posts": _posts(figures.posts),
    }


def _response(response: ResponseTime) -> Json:
    return {
        "turns": response.turns,
        "answered": response.answered,
        "machine_only": response.machine_only,
        "on_the_clock": _times(response.on_the_clock, ended="answered"),
        "in_opening_hours": _times(response.in_opening_hours, ended="answered"),
    }


def _times(times: Times, *, ended: str) -> Json:
    return {
        "median_seconds": _seconds(times.median),
        "p90_seconds": _seconds(times.p90),
        f"mean_of_{ended}_seconds": _seconds(times.mean_of_answered),
    }


def _promise(promise: PromiseKept) -> Json:
    return {
        "minutes": promise.minutes,
        "kept": promise.kept,
        "due": promise.due,
        "share": promise.share,
    }


def _resolution(found: Resolutions) -> Json:
    return {
        "cases": found.cases,
        "resolved": found.resolved,
        **_times(found.times, ended="resolved"),
        "promise": {
            "minutes": found.minutes,
            "kept": found.kept,
            "due": found.due,
            "share": found.kept_share,
        },
        "reopened": found.reopened,
        "episodes": found.episodes,
    }


def _contacts(found: Contacts) -> Json:
    return {
        "cases": found.cases,
        "contacts": found.contacts,
        "single": found.single,
        "mean": found.mean,
        "median": found.median,
    }


def _posts(found: PostsPerReply) -> Json:
    return {
        "advertisements": found.advertisements,
        "offers": found.offers,
        "others": found.others,
        "replies": found.replies,
        "advertisements_per_reply": found.per_reply,
    }


def _waiting(waits: Waiting) -> Json:
    return {
        "open_cases": waits.open_cases,
        "waiting": waits.waiting,
        "late": waits.late,
        "longest_seconds": _seconds(waits.longest),
    }


def _seconds(length: timedelta | None) -> float | None:
    return None if length is None else length.total_seconds()
