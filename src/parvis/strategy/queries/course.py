"""The course of a brand: what it is, what was changed of it, and what differs unexplained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from parvis.brands.models import Brand
from parvis.strategy.models import ChannelDecision, Course, CourseChange, Objective, Sheet

STEADY_FOR = timedelta(days=182)
"""A course that is changed again within half a year is not one that people can rely on: changing
often is counter-productive (source 004)."""
CHOSEN = "chosen"


@dataclass(frozen=True)
class Difference:
    """A part of the course that was one thing and is another now; see `CourseChange`."""

    what: CourseChange.What
    subject: str
    was: str
    now: str


@dataclass(frozen=True)
class ChangeMade:
    """`after` is how long the course had been kept until then, `is_early` that this was short."""

    change: CourseChange
    after: timedelta

    @property
    def is_early(self) -> bool:
        return self.after < STEADY_FOR


def course_of(brand: Brand) -> Mapping[str, str]:
    """What the course consists of today, each part by its name: `aim:loyalty`, `target:loyalty`,
    `channel:mail`, `promise`. In three queries."""
    sheet = Sheet.objects.filter(brand=brand).first()
    promised = (sheet and sheet.promise_hours) or brand.promise_minutes / 60
    parts = {"promise": f"{promised:g}"}
    for objective in Objective.objects.filter(brand=brand):
        parts[f"aim:{objective.aim}"] = CHOSEN
        if objective.target is not None:
            parts[f"target:{objective.aim}"] = f"{objective.target:g}"
    for decision in decisions_of(brand).values():
        parts[f"channel:{decision.channel}"] = decision.verdict
    return parts


def decisions_of(brand: Brand) -> Mapping[str, ChannelDecision]:
    """Those that hold, by channel."""
    holding = ChannelDecision.objects.filter(brand=brand, ended_at=None)
    return {decision.channel: decision for decision in holding}


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> Sequence[Difference]:
    """What changes the course. The first word on a channel does not, and the target of an aim that
    comes or goes goes with it."""
    found = []
    for name in sorted({*before, *after}):
        was, now = before.get(name, ""), after.get(name, "")
        what, _colon, subject = name.partition(":")
        if was == now or (what == "channel" and not was):
            continue
        if what == "target" and (f"aim:{subject}" in before) != (f"aim:{subject}" in after):
            continue
        found.append(Difference(CourseChange.What(what), subject, was, now))
    return found


def unexplained(course: Course) -> Sequence[Difference]:
    """What was changed elsewhere, in the settings or by a file, without a word why."""
    return differences(course.kept, course_of(course.brand))


def changes_made(brand: Brand) -> Sequence[ChangeMade]:
    """The newest first; what was changed on one day was one change of course."""
    course = Course.objects.filter(brand=brand).first()
    if course is None:
        return []
    made: list[ChangeMade] = []
    turned_at, this_day = course.set_at, None
    before = turned_at
    for change in CourseChange.objects.filter(brand=brand).order_by("changed_at", "id"):
        day = _day(change.changed_at, brand)
        if day != this_day:
            before, this_day = turned_at, day
        made.append(ChangeMade(change, change.changed_at - before))
        turned_at = change.changed_at
    return made[::-1]


def last_turn(brand: Brand) -> datetime | None:
    """When the course was last changed, or else set; None while there is none."""
    change = CourseChange.objects.filter(brand=brand).order_by("-changed_at").first()
    course = Course.objects.filter(brand=brand).first()
    if course is None:
        return None
    return change.changed_at if change else course.set_at


def _day(moment: datetime, brand: Brand) -> date:
    return moment.astimezone(brand.zone).date()
