"""What is tried out, what waits for its outcome, and what was learned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from parvis.brands.models import Brand
from parvis.strategy.models import Experiment


@dataclass(frozen=True)
class Experiments:
    """`unjudged` are over and nobody has said what came of them: first of all, those."""

    unjudged: Sequence[Experiment]
    running: Sequence[Experiment]
    coming: Sequence[Experiment]
    concluded: Sequence[Experiment]


def experiments_of(brand: Brand, *, today: date) -> Experiments:
    """In one query."""
    rows = list(Experiment.objects.filter(brand=brand))
    open_ones = [row for row in rows if row.concluded_at is None]
    return Experiments(
        unjudged=[row for row in open_ones if row.ends < today],
        running=[row for row in open_ones if row.begins <= today <= row.ends],
        coming=[row for row in open_ones if row.begins > today],
        concluded=[row for row in rows if row.concluded_at is not None],
    )


def tried_between(brand: Brand, first: date, last: date) -> Sequence[Experiment]:
    """Those that ran on any of these days."""
    return list(Experiment.objects.filter(Q(begins__lte=last) & Q(ends__gte=first), brand=brand))


def days_left(experiment: Experiment, *, today: date) -> int:
    """Its last day included; none once it is over."""
    return max((experiment.ends - today + timedelta(days=1)).days, 0)
