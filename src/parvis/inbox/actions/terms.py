"""Keeping the terms by which a brand promises."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from parvis.brands.models import Brand
from parvis.inbox.models import Terms
from parvis.inbox.queries.terms import terms_now


def terms_of(brand: Brand) -> Terms:
    """The brand's terms of this moment, stored."""
    terms = terms_now(brand)
    if terms.pk is None:
        try:
            with transaction.atomic():
                terms.save(force_insert=True)
        except IntegrityError:  # somebody has promised by them at the same time
            return terms_now(brand)
    return terms
