"""What Parvis has counted of a brand by itself, as facts that replace what was declared.

Over the last four weeks, channel by channel and of the brand as a whole. A share or a time is
told from `LEAST` cases on, a count once the channel has been heard for the whole four weeks;
until then what was declared stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from parvis.brands.models import Brand
from parvis.insight.forms import FOUR_WEEKS, address_of
from parvis.insight.queries.counted import Period
from parvis.kit.spoken import number as in_digits
from parvis.strategy.diagnosis.channels import prefix_of
from parvis.strategy.diagnosis.inventory import QUIET
from parvis.strategy.diagnosis.result import Basis, Fact
from parvis.strategy.queries.counted_by_account import Counted, counted_by_account
from parvis.strategy.queries.measured_of_brand import LEAST, kept_by_strategy, measured_of_brand
from parvis.strategy.queries.own_channels import channels_by_account
from parvis.strategy.queries.rows_at import rows_at

A_MONTH = 365 / 12 / FOUR_WEEKS
"""What makes a usual month of four weeks."""


@dataclass(frozen=True)
class Measuring:
    """What is the same for all facts of one channel, or of the brand: no prefix."""

    counted: Counted
    day: date
    address: str
    prefix: str = ""
    accounts: tuple[int, ...] = ()

    def fact(self, key: str, value: bool | float, evidence: str, *, number: str) -> Fact:
        """`number` names the rows that it opens (`insight.queries.rows`)."""
        return Fact(
            key=self.prefix + key,
            value=value,
            basis=Basis.MEASURED,
            evidence=evidence,
            on=self.day,
            rows=rows_at(number, self.address, self.accounts),
        )


def measured_facts(brand: Brand, at: datetime) -> Mapping[str, Fact]:
    """By their keys (`diagnosis/data/facts.toml`), in the language of the moment.

    In a fixed number of queries, however many channels there are.
    It tells what has been worked out: `insight.actions.catch_up` goes before it.
    """
    channels = channels_by_account(brand)
    if not channels:
        return {fact.key: fact for fact in kept_by_strategy(brand, at)}
    period = Period.of_days(FOUR_WEEKS, at=at)
    counted = counted_by_account(brand, period, silent_after=QUIET)
    day, address = at.astimezone(brand.zone).date(), address_of(brand, period)
    facts = [
        fact
        for key, accounts in _grouped(channels).items()
        for fact in _of_channel(
            Measuring(
                _together(counted, accounts), day, address, prefix=prefix_of(key), accounts=accounts
            )
        )
    ]
    whole = Measuring(_together(counted, channels), day, address)
    every = [*facts, *_of_brand(whole), *measured_of_brand(brand, period)]
    every += kept_by_strategy(brand, at)
    return {fact.key: fact for fact in every}


def _grouped(channels: Mapping[int, str]) -> Mapping[str, tuple[int, ...]]:
    """The accounts of each channel."""
    found: dict[str, list[int]] = defaultdict(list)
    for account, key in channels.items():
        found[key].append(account)
    return {key: tuple(accounts) for key, accounts in found.items()}


def _together(counted: Mapping[int, Counted], accounts: Iterable[int]) -> Counted:
    return Counted.together([counted[pk] for pk in accounts if pk in counted])


def _of_channel(of: Measuring) -> Iterator[Fact]:
    yield of.fact("we_are_there", True, _("An account is connected."), number="turns")
    yield from _asked_and_answered(of)
    yield from _posted(of)
    if of.counted.is_heard_for_long:
        silent = not of.counted.lately_heard_of
        yield of.fact(
            "silent",
            silent,
            _("Nothing posted and nothing answered for 90 days.")
            if silent
            else _("Posted or answered within the last 90 days."),
            number="replies",
        )


def _of_brand(of: Measuring) -> Iterator[Fact]:
    yield from _asked_and_answered(of)
    yield from _promotions_per_reply(of, key="posts_per_reply")


def _asked_and_answered(of: Measuring) -> Iterator[Fact]:
    counted = of.counted
    if counted.is_heard_throughout:
        evidence = _("requests of four weeks: %(turns)s") % {"turns": in_digits(counted.turns)}
        yield of.fact("asked", counted.turns * A_MONTH, evidence, number="turns")
    if counted.elapsed >= LEAST:
        evidence = _("%(within)s of %(elapsed)s requests answered within 72 hours") % {
            "within": in_digits(counted.within),
            "elapsed": in_digits(counted.elapsed),
        }
        yield of.fact("answered", counted.within / counted.elapsed, evidence, number="within-72")
    if counted.answered >= LEAST:
        evidence = _("the mean of %(answered)s answers") % {"answered": in_digits(counted.answered)}
        hours = counted.waited / counted.answered / timedelta(hours=1)
        yield of.fact("hours_to_answer", hours, evidence, number="answered")


def _posted(of: Measuring) -> Iterator[Fact]:
    counted = of.counted
    if counted.is_heard_throughout:
        evidence = _("posts that advertise, of four weeks: %(posts)s") % {
            "posts": in_digits(counted.advertisements)
        }
        posts = counted.advertisements * A_MONTH
        yield of.fact("promotions", posts, evidence, number="advertisements")
        evidence = _("replies of four weeks: %(replies)s") % {"replies": in_digits(counted.replies)}
        yield of.fact("replies", counted.replies * A_MONTH, evidence, number="replies")
    yield from _promotions_per_reply(of, key="promotions_per_reply")


def _promotions_per_reply(of: Measuring, *, key: str) -> Iterator[Fact]:
    """To nobody at all counts as to one, as in the form (`diagnosis.known`)."""
    counted = of.counted
    if counted.advertisements + counted.replies >= LEAST:
        evidence = _("posts that advertise: %(posts)s, replies: %(replies)s") % {
            "posts": in_digits(counted.advertisements),
            "replies": in_digits(counted.replies),
        }
        ratio = counted.advertisements / max(counted.replies, 1)
        yield of.fact(key, ratio, evidence, number="advertisements")
