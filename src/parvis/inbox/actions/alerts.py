"""Alerts: raised when negative messages rise beyond what a brand's past lets expect, and over when
things are as usual again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.brands.models import Brand, User
from parvis.brands.queries import who_may_answer
from parvis.inbox.actions.warnings import push_note
from parvis.inbox.models import Alert, AlertWarning, Browser
from parvis.inbox.queries.matters import KnownMatters, known_matters
from parvis.inbox.queries.negatives import negatives_by_hour, said_before
from parvis.kit.activity import record
from parvis.kit.actors import PARVIS, Actor
from parvis.kit.http import HttpDoor
from parvis.kit.push import Note, Pushed

if TYPE_CHECKING:
    from parvis.triage.rises import Rise

QUIET_AFTER_ONE = timedelta(days=1)
"""For so long the last day's count, which holds the rise that is over, raises no new alert."""
TOLD_WITHIN = timedelta(hours=2)


def watch_for_rises(*, at: datetime) -> None:
    """For each brand: raise what is new, and end what is over."""
    for brand in Brand.objects.order_by("pk"):
        watch_brand(brand, at=at)


@transaction.atomic
def watch_brand(brand: Brand, *, at: datetime) -> list[Alert]:
    """Returns the alerts that were raised.

    What rises on one matter is told of that matter; of the brand as a whole, what rises besides.
    What has grown far beyond what somebody saw is raised anew, in the place of what they saw.
    """
    from parvis.triage import rises

    living = {
        alert.matter_id: alert
        for alert in Alert.objects.select_for_update().filter(brand=brand, state__in=Alert.LIVING)
    }
    known = known_matters(brand.pk)
    negatives = negatives_by_hour(
        brand.pk, known=known, at=at, hours=rises.HOURS, least=rises.LEAST
    )
    if negatives is None:
        for alert in living.values():
            _end(alert, at=at)
        return []
    counts = dict(negatives.by_matter)
    for matter_id, alert in living.items():
        if rises.is_normal(counts.get(matter_id, [0] * rises.HOURS), weeks=negatives.weeks):
            _end(alert, at=at)
    matters = [matter for matter in counts if matter is not None]
    watched = Watched(brand, known, living, negatives.weeks, at)
    raised = _raise(watched, matters, counts)
    told = {pk for pk in (*living, *(alert.matter_id for alert in raised)) if pk}
    return raised + _raise(watched, [None], {None: _besides(counts, told)}, told=told)


@transaction.atomic
def see_alert(alert: Alert, *, by: User, at: datetime) -> None:
    """Somebody looks after it: it calls nobody any more. Seen twice, it was seen once."""
    held = Alert.objects.select_for_update().get(pk=alert.pk)
    if held.state == Alert.State.OPEN:
        held.state = Alert.State.SEEN
        held.seen_by, held.seen_by_name, held.seen_at = by, by.name, at
        held.seen_hours, held.seen_count = held.hours, held.count
        held.seen_expected = held.expected
        held.save()
        _log("alert.seen", held, by=by.actor, at=at)


@transaction.atomic
def call_again(alert: Alert, *, by: User, at: datetime) -> None:
    """Takes back that it was seen."""
    held = Alert.objects.select_for_update().get(pk=alert.pk)
    if held.state == Alert.State.SEEN:
        held.state = Alert.State.OPEN
        held.seen_by, held.seen_by_name, held.seen_at = None, "", None
        held.seen_hours = held.seen_count = held.seen_expected = None
        held.save()
        _log("alert.called_again", held, by=by.actor, at=at)


def tell_of_alerts(door: HttpDoor, *, at: datetime) -> int:
    """Push new alerts to the browsers of the team; returns how many took their note."""
    fresh = Alert.objects.filter(state=Alert.State.OPEN, noticed_at__gt=at - TOLD_WITHIN)
    for alert in fresh.select_related("brand"):
        AlertWarning.objects.bulk_create(
            [
                AlertWarning(alert=alert, browser=browser, made_at=at)
                for browser in Browser.objects.filter(user__in=who_may_answer(alert.brand))
            ],
            ignore_conflicts=True,
        )
    waiting = AlertWarning.objects.filter(pushed_at=None, alert__in=fresh).select_related(
        "alert__brand", "alert__matter", "alert__grown_from", "browser__user"
    )
    return sum(_tell(door, warning, at=at) for warning in waiting)


@dataclass(frozen=True)
class Watched:
    """A brand that is looked at, its alerts that live, and how many weeks of its past are known."""

    brand: Brand
    known: KnownMatters
    living: Mapping[int | None, Alert]
    weeks: int
    at: datetime


def _raise(
    watched: Watched,
    matters: Sequence[int | None],
    counts: Mapping[int | None, Sequence[int]],
    *,
    told: Collection[int] = (),
) -> list[Alert]:
    """`told`: matters that have alerts of their own, of which the brand's tells nothing."""
    from parvis.triage import rises

    raised = []
    found = rises.rises([counts[matter] for matter in matters], weeks=watched.weeks)
    for matter_id, rise in zip(matters, found, strict=False):
        if not rise.is_alarming:
            continue
        alert = watched.living.get(matter_id)
        if alert is None:
            if rise.hours == max(rises.THRESHOLDS) and _was_lately(watched, matter_id):
                continue
            raised.append(_raise_one(watched, matter_id, rise))
        elif more := _beyond_what_was_seen(alert, counts[matter_id], watched, told=told):
            _end(alert, at=watched.at, verb="alert.grew")
            raised.append(_raise_one(watched, matter_id, more, grown_from=alert))
        elif alert.state != Alert.State.OVER and rise.chance < alert.chance:
            Alert.objects.filter(pk=alert.pk).update(
                hours=rise.hours, count=rise.count, expected=rise.expected, chance=rise.chance
            )
    return raised


def _raise_one(
    watched: Watched, matter_id: int | None, rise: Rise, *, grown_from: Alert | None = None
) -> Alert:
    alert = Alert.objects.create(
        brand=watched.brand,
        matter_id=matter_id,
        since=watched.at - timedelta(hours=rise.hours),
        noticed_at=watched.at,
        hours=rise.hours,
        count=rise.count,
        expected=rise.expected,
        chance=rise.chance,
        grown_from=grown_from,
    )
    _log("alert.raised", alert, by=PARVIS, at=watched.at)
    return alert


def _beyond_what_was_seen(
    alert: Alert, counts: Sequence[int], watched: Watched, *, told: Collection[int]
) -> Rise | None:
    from parvis.triage import rises

    saw = alert.seen
    if alert.state != Alert.State.SEEN or alert.seen_at is None or saw is None:
        return None
    since = (watched.at - alert.seen_at) / timedelta(hours=1)
    if since < min(rises.GROWN):
        return None
    said = said_before(
        watched.brand.pk,
        at=alert.seen_at,
        within=timedelta(minutes=max(rises.PACES)),
        known=watched.known,
        matter=alert.matter_id,
        besides=told,
    )
    ago = [(alert.seen_at - moment) / timedelta(minutes=1) for moment in said]
    return rises.grown(
        counts,
        seen=rises.Seen(saw.hours, saw.count, saw.expected),
        pace=rises.pace(ago, usual=saw.expected / saw.hours),
        since=since,
        weeks=watched.weeks,
    )


def _was_lately(watched: Watched, matter_id: int | None) -> bool:
    ended = Alert.objects.filter(
        brand=watched.brand, matter=matter_id, over_at__gt=watched.at - QUIET_AFTER_ONE
    )
    return ended.exists()


def _besides(counts: Mapping[int | None, Sequence[int]], told: Collection[int]) -> list[int]:
    rest = list(counts[None])
    for matter in told:
        for hour, count in enumerate(counts.get(matter, ())):
            rest[hour] -= count
    return rest


def _end(alert: Alert, *, at: datetime, verb: str = "alert.over") -> None:
    alert.state, alert.over_at = Alert.State.OVER, at
    alert.save(update_fields=["state", "over_at"])
    _log(verb, alert, by=PARVIS, at=at)


def _tell(door: HttpDoor, warning: AlertWarning, *, at: datetime) -> bool:
    alert, reader = warning.alert, warning.browser.user
    with translation.override(reader.language or alert.brand.language):
        note = _note(alert, at=at)
    told = push_note(door, warning.browser, note, at=at) is Pushed.DELIVERED
    if told:
        AlertWarning.objects.filter(pk=warning.pk).update(pushed_at=at)
    return told


def _note(alert: Alert, *, at: datetime) -> Note:
    return Note(
        {
            "title": _title(alert) % {"about": (alert.matter or alert.brand).name},
            "body": ngettext(
                "%(count)s negative messages in the last hour, where %(usual)s are usual",
                "%(count)s negative messages in the last %(hours)s hours, where %(usual)s are"
                " usual",
                alert.hours,
            )
            % {
                "count": alert.count,
                "hours": alert.hours,
                "usual": alert.usual,
            },
            "url": reverse("inbox:alert", args=[alert.pk]),
            "tag": f"alert-{alert.pk}",
        },
        topic=f"alert-{alert.pk}",
        until=at + TOLD_WITHIN,
    )


def _title(alert: Alert) -> str:
    if alert.grown_from:
        return _("Far more negative messages than were seen: %(about)s")
    return _("More negative messages than usual: %(about)s")


def _log(verb: str, alert: Alert, *, by: Actor, at: datetime) -> None:
    record(
        verb,
        target=("alert", alert.pk),
        by=by,
        at=at,
        brand_id=alert.brand_id,
        facts={"matter": alert.matter_id, "count": alert.count},
    )
