"""What numbers and words of the diagnosis may be; the database holds to it, too."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from django.db import models
from django.db.models import Q

MOST = 1e12
"""More than any count, hour or amount of a brand; it keeps infinity and what is no number out."""


def share_within(field: str, *, name: str) -> models.CheckConstraint:
    """A share lies between 0 and 1, or was not said."""
    return _within(field, most=1, name=name)


def amount_within(field: str, *, name: str) -> models.CheckConstraint:
    """A count, a duration or an amount is not below zero, or was not said."""
    return _within(field, most=MOST, name=name)


def one_of(field: str, kinds: type[StrEnum], *, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": [kind.value for kind in kinds]}), name=name
    )


def one_of_or_unsaid(field: str, kinds: type[StrEnum], *, name: str) -> models.CheckConstraint:
    """An empty text means that it was not said."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": ["", *(kind.value for kind in kinds)]}), name=name
    )


def said(field: str, *, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=~Q(**{field: ""}), name=name)


def shares(fields: Iterable[str], *, of: str) -> list[models.CheckConstraint]:
    return [share_within(field, name=f"{of}_{field}_is_a_share") for field in fields]


def amounts(fields: Iterable[str], *, of: str) -> list[models.CheckConstraint]:
    return [amount_within(field, name=f"{of}_{field}_is_an_amount") for field in fields]


def numbers(fields: Iterable[str], *, of: str) -> list[models.CheckConstraint]:
    """Of either sign: a measure may fall below zero."""
    return [
        _within(field, least=-MOST, most=MOST, name=f"{of}_{field}_is_a_number") for field in fields
    ]


def _within(field: str, *, least: float = 0, most: float, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__isnull": True})
        | Q(**{f"{field}__gte": least, f"{field}__lte": most}),
        name=name,
    )
