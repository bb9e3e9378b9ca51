"""What the pages of the living strategy say with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django import template
from django.utils.translation import gettext as _

from parvis.kit.spoken import day as said_day
from parvis.strategy import catalogue
from parvis.strategy.diagnosis import facts
from parvis.strategy.diagnosis.form import Form
from parvis.strategy.diagnosis.result import Basis, Fact
from parvis.strategy.told import course as told_course

register = template.Library()

register.filter("change_words", told_course.change_in_words)
register.filter("kept_for", told_course.kept_for)
register.filter("channel_named", catalogue.channel_named)


@register.simple_tag
def known_since(fact: Fact, since: Mapping[str, date], form: Form) -> str:
    """Of a measured fact, since which week it is, and what was declared before it."""
    if fact.basis is not Basis.MEASURED:
        return ""
    words = []
    if fact.key in since:
        words.append(_("measured since %(day)s") % {"day": said_day(since[fact.key])})
    if declared := form.told.get(fact.key):
        unit = facts.fact_kinds()[fact.key].unit
        words.append(
            _("declared %(value)s on %(day)s")
            % {
                "value": catalogue.spoken(facts.spoken(declared.value, unit)),
                "day": said_day(declared.on or form.on),
            }
        )
    return "".join(f" · {one}" for one in words)
