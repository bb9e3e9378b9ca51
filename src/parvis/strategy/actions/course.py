"""Setting the course, and changing it with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from parvis.brands.models import Brand
from parvis.kit.activity import record
from parvis.kit.actors import Actor
from parvis.strategy.diagnosis.result import Verdict
from parvis.strategy.models import ChannelDecision, Course, CourseChange
from parvis.strategy.queries.course import Difference, course_of, differences, unexplained


class WhyMissing(Exception):
    """This changes the course, and nobody has said why. Nothing was written."""


@transaction.atomic
def set_course(brand: Brand, *, by: Actor, at: datetime) -> Course:
    """From now on each change of it asks why. A second time changes nothing."""
    course, is_new = Course.objects.get_or_create(
        brand=brand,
        defaults={"kept": course_of(brand), "set_at": at, "set_by_name": by.name},
    )
    if is_new:
        record("course.set", target=("brand", brand.pk), by=by, at=at, brand_id=brand.pk)
    return course


@contextmanager
def on_course(brand: Brand, *, why: str, by: Actor, at: datetime) -> Iterator[None]:
    """Whatever is written inside may change the course, if `why` says why. Raises `WhyMissing`,
    upon which all of it is undone."""
    with transaction.atomic():
        Brand.objects.select_for_update(no_key=True).get(pk=brand.pk)
        course = Course.objects.filter(brand=brand).first()
        before = course_of(brand) if course else {}
        yield
        if course:
            _explain(course, differences(before, course_of(brand)), why=why, by=by, at=at)


@transaction.atomic
def explain_changes(course: Course, *, why: str, by: Actor, at: datetime) -> None:
    """Why the course is otherwise than when somebody last spoke of it. Raises `WhyMissing`."""
    Brand.objects.select_for_update(no_key=True).get(pk=course.pk)
    locked = Course.objects.get(pk=course.pk)
    _explain(locked, unexplained(locked), why=why, by=by, at=at)


def decide_channel(
    brand: Brand,
    *,
    channel: str,
    verdict: Verdict,
    advised: Verdict,
    why: str,
    by: Actor,
    at: datetime,
) -> ChannelDecision:
    """What the team does on a channel, of which the diagnosis advised something. Raises
    `WhyMissing` when it is something else, or otherwise than decided before."""
    why = why.strip()
    if verdict is not advised and not why:
        raise WhyMissing
    with on_course(brand, why=why, by=by, at=at):
        holding = ChannelDecision.objects.filter(brand=brand, channel=channel, ended_at=None)
        holding.select_for_update().update(ended_at=at)
        decision = ChannelDecision.objects.create(
            brand=brand,
            channel=channel,
            verdict=verdict,
            advised=advised,
            why=why,
            decided_at=at,
            by_name=by.name,
        )
        record(
            "course.channel_decided",
            target=("channel_decision", decision.pk),
            by=by,
            at=at,
            brand_id=brand.pk,
            facts={"channel": channel, "verdict": verdict, "advised": advised},
        )
    return decision


def _explain(
    course: Course, changed: Sequence[Difference], *, why: str, by: Actor, at: datetime
) -> None:
    why = why.strip()
    if changed and not why:
        raise WhyMissing
    CourseChange.objects.bulk_create(
        CourseChange(
            brand_id=course.pk,
            what=one.what,
            subject=one.subject,
            was=one.was,
            now=one.now,
            why=why,
            changed_at=at,
            by_name=by.name,
        )
        for one in changed
    )
    course.kept = _kept(course, changed)
    course.save(update_fields=["kept"])
    if changed:
        record(
            "course.changed",
            target=("brand", course.pk),
            by=by,
            at=at,
            brand_id=course.pk,
            facts={"parts": [f"{one.what}:{one.subject}" for one in changed]},
        )


def _kept(course: Course, changed: Sequence[Difference]) -> dict[str, str]:
    """With what was spoken of now, and what needs no word: a first decision on a channel."""
    today = course_of(course.brand)
    spoken_of = {_name(one) for one in changed}
    waiting = {_name(one) for one in differences(course.kept, today)} - spoken_of
    return {name: course.kept[name] for name in waiting if name in course.kept} | {
        name: value for name, value in today.items() if name not in waiting
    }


def _name(one: Difference) -> str:
    return f"{one.what}:{one.subject}" if one.subject else str(one.what)
