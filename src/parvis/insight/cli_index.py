"""`parvis index`: the numbers of the page, as a table or as JSON (docs/reference/index-json.md)."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from parvis.brands.models import Brand
from parvis.insight.actions import read_everything
from parvis.insight.queries.counted import Period
from parvis.insight.queries.document import as_json
from parvis.insight.queries.figures import Figures
from parvis.insight.queries.index import DEFINITIONS, Index, index
from parvis.insight.queries.room import room_to_sort
from parvis.kit.clock import now

USUAL_DAYS = 30
MOST_DAYS = 366
EXIT_USAGE = 2


class UnusableOptionsError(Exception):
    """What was asked for cannot be told; the message says why and what to do."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--brand", metavar="SLUG", help="this brand alone; otherwise all")
    parser.add_argument(
        "--days", type=int, metavar="N", help=f"the last N days ({USUAL_DAYS} unless told)"
    )
    parser.add_argument(
        "--from",
        dest="first",
        type=date.fromisoformat,
        metavar="DAY",
        help="from this day on, as 2026-03-01, in the brand's time zone",
    )
    parser.add_argument(
        "--to",
        dest="last",
        type=date.fromisoformat,
        metavar="DAY",
        help="up to and including this day; today unless told",
    )


def run(options: argparse.Namespace) -> int:
    """Print the index of each brand; returns the exit code."""
    at = now()
    try:
        asked = [(brand, _period(options, brand.zone, at=at)) for brand in _brands(options.brand)]
    except UnusableOptionsError as error:
        print(f"parvis index: {error}", file=sys.stderr)
        return EXIT_USAGE
    _catch_up()
    with room_to_sort():
        found = [index(brand, period) for brand, period in asked]
        print(_as_json(found, at=at) if options.json else _as_table(found))
    return 0


def _brands(slug: str | None) -> Sequence[Brand]:
    brands = list(Brand.objects.all())
    if slug is None:
        return brands
    named = [brand for brand in brands if brand.slug == slug]
    if not named:
        there = ", ".join(brand.slug for brand in brands) or "none yet"
        raise UnusableOptionsError(f"No brand is called {slug!r}. There are: {there}.")
    return named


def _period(options: argparse.Namespace, zone: ZoneInfo, *, at: datetime) -> Period:
    """In whole days of the brand's own clock with --from; else the days that end now."""
    if options.first is None:
        if options.last is not None:
            raise UnusableOptionsError("--to needs --from: say from which day on.")
        days = USUAL_DAYS if options.days is None else options.days
        if not 1 <= days <= MOST_DAYS:
            raise UnusableOptionsError(f"--days takes 1 to {MOST_DAYS}.")
        return Period.of_days(days, at=at)
    if options.days is not None:
        raise UnusableOptionsError("Give --days or --from, not both.")
    since = datetime.combine(options.first, time(), zone)
    if since >= at:
        raise UnusableOptionsError("--from lies in the future.")
    last = options.last or at.astimezone(zone).date()
    if last < options.first:
        raise UnusableOptionsError("--to is earlier than --from.")
    if last - options.first > timedelta(days=MOST_DAYS):
        raise UnusableOptionsError(f"From {options.first} to {last} is more than {MOST_DAYS} days.")
    until = datetime.combine(last + timedelta(days=1), time(), zone)
    return Period(since, min(until, at))


def _catch_up() -> None:
    """With a line on a terminal when that takes more than one batch."""
    shown = sys.stderr.isatty()
    for progress in read_everything():
        if shown and not progress.is_complete:
            print(f"\rreading messages: {progress.share:.0%}", end="", file=sys.stderr, flush=True)
    if shown:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _as_json(found: Sequence[Index], *, at: datetime) -> str:
    brands = [as_json(one) for one in found]
    return json.dumps({"definitions": DEFINITIONS, "at": at.isoformat(), "brands": brands})


def _as_table(found: Sequence[Index]) -> str:
    return "\n\n".join(map(_as_text, found)) or "There is no brand yet."


def _as_text(found: Index) -> str:
    period, waiting = found.now.period, found.waiting
    since, at = (moment.astimezone(found.brand.zone) for moment in (period.since, period.at))
    head = f"{found.brand.name}, {since:%Y-%m-%d %H:%M} to {at:%Y-%m-%d %H:%M}"
    of_open = f"of {waiting.open_cases} open cases; {waiting.late} past the promise"
    rows = [*_rows(found.now), ("waiting at the end", str(waiting.waiting), of_open)]
    names, values = max(len(row[0]) for row in rows), max(len(row[1]) for row in rows)
    lines = [f"{name:<{names}}  {value:>{values}}  {of}".rstrip() for name, value, of in rows]
    return "\n".join([head, *lines])


def _rows(now: Figures) -> Iterator[tuple[str, str, str]]:
    """Name, value, and what it is counted from."""
    for rate in now.rates:
        yield (
            f"answered within {rate.hours} h",
            _share(rate.share),
            f"{rate.within} of {rate.elapsed} requests; {rate.open} open, {rate.early} early",
        )
    persons = now.persons
    yield "persons answered", _share(persons.share), f"{persons.answered} of {persons.addressed}"
    for name, times in (
        ("on the clock", now.response.on_the_clock),
        ("in opening hours", now.response.in_opening_hours),
    ):
        yield (
            f"half answered within, {name}",
            _length(times.median),
            f"9 in 10: {_length(times.p90)}; mean: {_length(times.mean_of_answered)}",
        )
    promise = now.promise
    yield "promises kept", _share(promise.share), f"{promise.kept} of {promise.due}"
    resolutions = now.resolutions
    yield (
        "half resolved within",
        _length(resolutions.times.median),
        f"{resolutions.resolved} of {resolutions.cases} cases; {resolutions.reopened} came back",
    )
    contacts, posts = now.contacts, now.posts
    yield (
        "contacts per case",
        _number(contacts.mean),
        f"{contacts.contacts} over {contacts.cases} cases; {contacts.single} took one",
    )
    yield (
        "advertisements per reply",
        _number(posts.per_reply),
        f"{posts.advertisements} for {posts.replies} replies; {posts.offers} exclusive offers",
    )


def _share(share: float | None) -> str:
    return "-" if share is None else f"{share:.1%}"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _length(length: timedelta | None) -> str:
    if length is None:
        return "-"
    hours, seconds = divmod(int(length.total_seconds()), 3600)
    return f"{hours} h {seconds // 60:02} min"
