"""What a file of the form would change: the rows are replaced, read, and put back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parvis.brands.models import Brand
from parvis.strategy.actions.bringing import replace_form
from parvis.strategy.diagnosis.form import Form
from parvis.strategy.diagnosis.words import Language
from parvis.strategy.queries.brought import Brought, compare, standing_of


@transaction.atomic
def preview_form(brand: Brand, form: Form, *, at: datetime, language: Language) -> Brought:
    """The rows as they are against the rows as they would be; another file waits meanwhile.
    Raises `FormUnusable` as `bring_form` would."""
    Brand.objects.select_for_update(no_key=True).get(pk=brand.pk)
    before = standing_of(brand, at=at, language=language)
    with transaction.atomic():
        replace_form(brand, form)
        after = standing_of(brand, at=at, language=language)
        transaction.set_rollback(True)
    return compare(brand, before, after)
