"""Aims that Parvis can measure by itself: which rows are counted, of which others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from parvis.brands.models import Brand
from parvis.insight.forms import FOUR_WEEKS
from parvis.insight.queries.counted import Period
from parvis.insight.queries.rows import ALL, Only, rows_of
from parvis.insight.queries.talk import TALK_ROWS
from parvis.strategy.models import Objective
from parvis.strategy.queries.own_channels import channels_by_account


@dataclass(frozen=True)
class Ratio:
    """`part` of `whole`, both names of rows of insight; told from `least` of the whole on."""

    part: str
    whole: str
    least: int


RATIOS: Mapping[str, Ratio] = {
    "advise_personalise": Ratio("kept", "due", least=30),
    "company_reputation": Ratio("praise", "praise-or-complaint", least=30),
    "present_offers": Ratio("offers-asked-about", "offers", least=10),
    "promotions_trials": Ratio("offers", "promotional", least=10),
}
"""By the aim's id, as its measure in `aims.toml` says. The others take a study, an import, or
somebody's count."""


@dataclass(frozen=True)
class Counted:
    """`part` of `whole` over the four weeks until `until`, on `accounts` (none: on all)."""

    part: int
    whole: int
    accounts: tuple[int, ...]
    until: datetime

    @property
    def value(self) -> float:
        return self.part / self.whole


def is_countable(objective: Objective) -> bool:
    """By the usual measure, and this is one that the log tells."""
    return not objective.measure and objective.aim in RATIOS


def count_aim(objective: Objective, *, at: datetime) -> Counted | None:
    """As it stood at `at`; None where there is too little to tell, or nothing is connected on the
    channels where the aim is pursued."""
    if not is_countable(objective):
        return None
    accounts = accounts_of(objective)
    if accounts is None:
        return None
    ratio = RATIOS[objective.aim]
    whole = _count(ratio.whole, objective.brand, accounts, at)
    if whole < ratio.least:
        return None
    return Counted(_count(ratio.part, objective.brand, accounts, at), whole, accounts, at)


def accounts_of(objective: Objective) -> tuple[int, ...] | None:
    """Those of the objective's channels; empty when it is pursued everywhere, None when none of
    its channels is connected."""
    if not objective.channels:
        return ()
    channels = channels_by_account(objective.brand)
    found = tuple(sorted(pk for pk, key in channels.items() if key in objective.channels))
    return found or None


def _count(number: str, brand: Brand, accounts: Sequence[int], at: datetime) -> int:
    only = Only(account_ids=tuple(accounts))
    return count_rows(number, brand, Period.of_days(FOUR_WEEKS, at=at), only=only)


def count_rows(number: str, brand: Brand, period: Period, *, only: Only = ALL) -> int:
    """Counted by the very rows that a link to this number opens."""
    if number in TALK_ROWS:
        return TALK_ROWS[number](brand, period, only).count()
    return rows_of(number, brand, period, only=only).count()
