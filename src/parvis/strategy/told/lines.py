"""A line of the form in words: its name, and in short what was said of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.kit.spoken import day as said_day
from parvis.kit.spoken import duration, share
from parvis.strategy.catalogue import aim_named, channel_named, in_unit, unit_of_aim
from parvis.strategy.diagnosis.form import Kind
from parvis.strategy.models import (
    Capture,
    Channel,
    Habit,
    Objective,
    Place,
    Rival,
    Segment,
    Subject,
    Voice,
)


@dataclass(frozen=True)
class Line:
    """`care` marks what wants attention: silent, an orphan …"""

    name: str
    said: str
    care: str = ""


def tell_place(place: Place) -> Line:
    sign = place.last_sign
    seen = _("last sign of life %(day)s") % {"day": said_day(sign)} if sign else ""
    network = channel_named(place.channel) if place.channel else ""
    care = place.get_state_display() if place.state in {"silent", "abandoned"} else ""
    if place.kind == Kind.ACCOUNT and not network:
        care = _("on which network?")
    state = place.get_state_display() if place.state and not care else ""
    said = [
        place.get_kind_display(),
        network,
        place.owner,
        state,
        seen,
        place.get_look_failed_display(),
        _found_on(place),
    ]
    return Line(place.name, _listed(said), care)


def _found_on(place: Place) -> str:
    found = len(place.proposals.all())
    if not found:
        return ""
    return ngettext("%(n)s thing found on its page", "%(n)s things found on its page", found) % {
        "n": found
    }


def tell_channel(channel: Channel) -> Line:
    said = []
    if channel.asked is not None:
        asked = round(channel.asked)
        said.append(
            ngettext("%(n)s message a month", "%(n)s messages a month", asked)
            % {"n": number_format(asked, force_grouping=True)}
        )
    if channel.answered is not None:
        said.append(_("%(share)s answered") % {"share": share(channel.answered)})
    if channel.hours_to_answer is not None:
        waited = duration(timedelta(hours=channel.hours_to_answer))
        said.append(_("after %(time)s") % {"time": waited})
    if channel.promotions and channel.replies is not None:
        said.append(
            ngettext(
                "%(promotions)s promotion for %(replies)s answers",
                "%(promotions)s promotions for %(replies)s answers",
                round(channel.promotions),
            )
            % {"promotions": _number(channel.promotions), "replies": _number(channel.replies)}
        )
    return Line(channel.name or channel_named(channel.key), _listed(said))


def tell_voice(voice: Voice) -> Line:
    willing = {True: _("willing"), False: _("not willing"), None: ""}[voice.willing]
    return Line(voice.name, _listed([voice.role, willing]))


def tell_subject(subject: Subject) -> Line:
    right = {
        "yes": _("ours to speak of"),
        "partly": _("partly ours to speak of"),
        "no": _("not ours to speak of"),
        "": "",
    }[subject.legitimate]
    return Line(subject.name, _listed([right, ", ".join(subject.spoken_by)]))


def tell_segment(segment: Segment) -> Line:
    size = ""
    if segment.size is not None:
        size = ngettext("%(n)s person", "%(n)s people", segment.size) % {
            "n": number_format(segment.size, force_grouping=True)
        }
        size += f" ({segment.source})" if segment.source else ""
    on = ", ".join(channel_named(habit.channel) for habit in segment.habits.all())
    care = "" if on else _("on which channels?")
    return Line(segment.name, _listed([segment.get_public_display(), size, on]), care)


def tell_habit(habit: Habit) -> Line:
    said = []
    if habit.present is not None:
        said.append(_("%(share)s are there") % {"share": share(habit.present)})
    if habit.expects is not None:
        said.append(_("%(share)s expect you") % {"share": share(habit.expects)})
    spoken_to = ""
    if habit.public:
        spoken_to = _("spoken to as: %(public)s") % {"public": habit.get_public_display().lower()}
    care = _("no reason given") if habit.public and not habit.why else ""
    return Line(channel_named(habit.channel), _listed([spoken_to, *said, habit.source]), care)


def tell_objective(objective: Objective) -> Line:
    said = []
    if objective.target is not None:
        unit = "" if objective.measure else unit_of_aim(objective.aim)
        said.append(_("target %(target)s") % {"target": in_unit(objective.target, unit)})
    if objective.due:
        said.append(_("by %(day)s") % {"day": said_day(objective.due)})
    channels = ", ".join(channel_named(key) for key in objective.channels)
    care = "" if objective.policy else _("orphan")
    return Line(aim_named(objective.aim), _listed([*said, objective.owner, channels]), care)


def tell_rival(rival: Rival) -> Line:
    seen = max((capture.on for capture in rival.captures.all()), default=None)
    said = [
        ", ".join(channel_named(key) for key in rival.channels),
        rival.hours,
        _("seen on %(day)s") % {"day": said_day(seen)} if seen else "",
    ]
    return Line(rival.name, _listed(said), "" if seen else _("no dated proof"))


def tell_capture(capture: Capture) -> Line:
    return Line(said_day(capture.on), _listed([capture.note, capture.address]))


def _listed(parts: Iterable[str]) -> str:
    return " · ".join(dict.fromkeys(part for part in parts if part))


def _number(value: float) -> str:
    return number_format(value, None if value % 1 else 0, force_grouping=True)
