"""The course and its changes in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.strategy.catalogue import aim_named, channel_named, in_unit, unit_of_aim
from parvis.strategy.diagnosis.facts import Unit
from parvis.strategy.models import CourseChange
from parvis.strategy.models.course import VERDICTS
from parvis.strategy.queries.course import Difference


def change_in_words(change: CourseChange | Difference, called: Mapping[str, str]) -> str:
    """ "Keep customers: target 40% → 50%". `called` names the brand's channels by their key."""
    match change.what:
        case CourseChange.What.AIM:
            words = _("Aim chosen: %(aim)s") if change.now else _("Aim dropped: %(aim)s")
            return words % {"aim": aim_named(change.subject)}
        case CourseChange.What.TARGET:
            return _("%(aim)s: target %(was)s → %(now)s") % {
                "aim": aim_named(change.subject),
                "was": _target(change.subject, change.was),
                "now": _target(change.subject, change.now),
            }
        case CourseChange.What.CHANNEL:
            names = {verdict: str(name) for verdict, name in VERDICTS}
            return _("%(channel)s: %(was)s → %(now)s") % {
                "channel": called.get(change.subject) or channel_named(change.subject),
                "was": names.get(change.was, "–"),
                "now": names.get(change.now, "–"),
            }
    return _("A first answer within %(was)s h → %(now)s h") % {
        "was": _plain(float(change.was)),
        "now": _plain(float(change.now)),
    }


def kept_for(time: timedelta) -> str:
    """In days, weeks or months, as one says it of a course."""
    days = max(time.days, 0)
    if days < 14:
        return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
    if days < 90:
        return ngettext("%(n)s week", "%(n)s weeks", days // 7) % {"n": days // 7}
    return ngettext("%(n)s month", "%(n)s months", days // 30) % {"n": days // 30}


def _target(aim: str, value: str) -> str:
    return in_unit(float(value), unit_of_aim(aim)) if value else "–"


def _plain(value: float) -> str:
    return in_unit(value, Unit.NUMBER)
