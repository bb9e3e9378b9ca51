"""The turns of the course, as marks on every chart of the brand's numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.brands.models import Brand
from parvis.insight.marks import Mark
from parvis.strategy.models import Course, CourseChange
from parvis.strategy.queries.own_channels import channels_called
from parvis.strategy.told.course import change_in_words

SAID = 2


def course_marks(brand: Brand, first: date, last: date) -> Sequence[Mark]:
    """One for each day on which the course was set or changed; in three queries, one of a
    brand that has set none."""
    course = Course.objects.filter(brand=brand).first()
    if course is None:
        return []
    href = f"{reverse('strategy:course')}?brand={brand.slug}"
    words: dict[date, list[str]] = defaultdict(list)
    set_on = course.set_at.astimezone(brand.zone).date()
    if first <= set_on <= last:
        words[set_on].append(_("The course was set"))
    begins = datetime.combine(first, time(), brand.zone)
    ends = datetime.combine(last + timedelta(days=1), time(), brand.zone)
    changes = CourseChange.objects.filter(
        brand=brand, changed_at__gte=begins, changed_at__lt=ends
    ).order_by("changed_at", "id")
    called = channels_called(brand)
    for change in changes:
        day = change.changed_at.astimezone(brand.zone).date()
        words[day].append(change_in_words(change, called))
    return [Mark(day, _in_short(said), href) for day, said in words.items()]


def _in_short(said: Sequence[str]) -> str:
    more = len(said) - SAID
    few = " · ".join(said[:SAID])
    if more <= 0:
        return few
    return f"{few} · " + ngettext("%(n)s more", "%(n)s more", more) % {"n": more}
