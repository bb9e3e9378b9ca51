"""Telling the team's browsers that a promise is about to break.

A warning is written first, once for a promise, the moment at which it is due and a browser, and
pushed then. Who is killed in between pushes it a minute later: the browser shows two notes of one
topic as one.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.brands.models import User
from parvis.brands.queries import who_may_answer
from parvis.inbox.models import AlertWarning, Browser, Case, Pause, Promise, PromiseWarning, PushKey
from parvis.kit.activity import record
from parvis.kit.http import HttpDoor
from parvis.kit.push import Device, Note, Pushed, new_key, public_key, push

WARN_BEFORE = timedelta(minutes=20)
FORGET_AFTER = timedelta(days=7)
TABLE, ROW, FIELD = "inbox_pushkey", 1, "sealed"


@transaction.atomic
def add_browser(user: User, device: Device, *, name: str, at: datetime) -> Browser:
    """From now on this browser is warned. One that somebody else used before is now theirs, and
    is told nothing more that was meant for the other."""
    PromiseWarning.objects.filter(browser__endpoint=device.endpoint, pushed_at=None).exclude(
        browser__user=user
    ).delete()
    browser, is_new = Browser.objects.update_or_create(
        endpoint=device.endpoint,
        defaults={"user": user, "p256dh": device.p256dh, "auth": device.auth, "name": name},
        create_defaults={
            "user": user,
            "p256dh": device.p256dh,
            "auth": device.auth,
            "name": name,
            "added_at": at,
        },
    )
    if is_new:
        record("browser.added", target=("user", user.pk), by=user.actor, at=at, brand_id=None)
    return browser


@transaction.atomic
def remove_browser(browser: Browser, *, by: User, at: datetime) -> None:
    record("browser.removed", target=("user", browser.user_id), by=by.actor, at=at, brand_id=None)
    browser.delete()


def application_key(*, at: datetime) -> str:
    """The public half of this installation's key, made on first use."""
    return public_key(_private_key(at=at))


def warn_of_promises(door: HttpDoor, *, at: datetime) -> int:
    """Push what is due to be warned of; returns how many browsers took their note."""
    _write_warnings(at=at)
    waiting = _waiting(at=at).order_by("pk").values_list("pk", flat=True)
    return sum(_warn(door, number, at=at) for number in list(waiting))


def try_browser(door: HttpDoor, browser: Browser, *, at: datetime) -> Pushed:
    """A note to see whether notes arrive."""
    note = Note(
        {
            "title": _("Parvis can reach you here"),
            "body": _("You will be told 20 minutes before a promise breaks."),
            "url": reverse("inbox:queue"),
        },
        topic="trial",
        until=at + timedelta(minutes=5),
    )
    return push_note(door, browser, note, at=at)


def forget_warnings(*, at: datetime) -> None:
    """Warnings have done their work a week later."""
    PromiseWarning.objects.filter(made_at__lt=at - FORGET_AFTER).delete()
    AlertWarning.objects.filter(made_at__lt=at - FORGET_AFTER).delete()


def _write_warnings(*, at: datetime) -> None:
    rows = [
        PromiseWarning(promise=promise, browser=browser, due_at=promise.due_at, made_at=at)
        for promise in _breaking(at=at).select_related("case__brand")
        for browser in _browsers_for(promise)
    ]
    PromiseWarning.objects.bulk_create(rows, ignore_conflicts=True)


def _breaking(*, at: datetime) -> QuerySet[Promise, Promise]:
    """Those that run and are about to break; not while the matter rests with the customer."""
    return Promise.objects.filter(
        answered_at=None,
        released_at=None,
        due_at__gt=at,
        due_at__lte=at + WARN_BEFORE,
        case__state=Case.State.OPEN,
    ).exclude(pauses__in=Pause.objects.filter(ended_at=None))


def _waiting(*, at: datetime) -> QuerySet[PromiseWarning, PromiseWarning]:
    """Those to push whose promise still breaks when they say so."""
    return PromiseWarning.objects.filter(
        pushed_at=None, due_at=F("promise__due_at"), promise__in=_breaking(at=at)
    )


def _browsers_for(promise: Promise) -> QuerySet[Browser, Browser]:
    """Those of who has the case and of its followers; of the whole team when nobody has it."""
    case = promise.case
    team = Browser.objects.filter(user__in=who_may_answer(case.brand))
    if case.assignee_id is None:
        return team
    followers = Q(user__follows__case=case, user__follows__ended_at=None)
    return team.filter(Q(user=case.assignee_id) | followers).distinct()


def _warn(door: HttpDoor, number: int, *, at: datetime) -> bool:
    """Read anew just before it is pushed: the notes before it took their time, and perhaps the
    customer has had an answer, or the case has gone to a colleague."""
    rows = _waiting(at=at).select_related(
        "browser__user", "promise__case__person", "promise__case__brand"
    )
    warning = rows.filter(pk=number).first()
    if warning is None:
        return False
    if not _browsers_for(warning.promise).filter(pk=warning.browser_id).exists():
        return False
    reader, brand = warning.browser.user, warning.promise.case.brand
    with translation.override(reader.language or brand.language):
        note = _note(warning.promise, at=at)
    pushed = push_note(door, warning.browser, note, at=at)
    if pushed is Pushed.DELIVERED:
        PromiseWarning.objects.filter(pk=warning.pk).update(pushed_at=at)
    return pushed is Pushed.DELIVERED


def _note(promise: Promise, *, at: datetime) -> Note:
    case = promise.case
    minutes = max(1, round((promise.due_at - at) / timedelta(minutes=1)))
    return Note(
        {
            "title": ngettext(
                "A promise breaks in %(minutes)s minute",
                "A promise breaks in %(minutes)s minutes",
                minutes,
            )
            % {"minutes": minutes},
            "body": f"{case.person}: {case.title}",
            "url": reverse("inbox:case", args=[case.pk]),
            "tag": f"promise-{promise.pk}",
        },
        topic=f"promise-{promise.pk}",
        until=promise.due_at,
    )


def push_note(door: HttpDoor, browser: Browser, note: Note, *, at: datetime) -> Pushed:
    """Push a note to a browser, which is taken off the list when it is gone."""
    device = Device(browser.endpoint, browser.p256dh, browser.auth)
    pushed = push(door, device, note, key=_private_key(at=at), contact=_contact(), at=at)
    if pushed is Pushed.GONE:
        remove_browser(browser, by=browser.user, at=at)
    return pushed


def _contact() -> str:
    url: str = settings.PUBLIC_URL
    host = url.partition("://")[2].partition("/")[0].partition(":")[0]
    return url if url.startswith("https://") else f"mailto:postmaster@{host}"


def _private_key(*, at: datetime) -> str:
    key = settings.MASTER_KEY
    made = new_key()
    row, _is_new = PushKey.objects.get_or_create(
        pk=ROW,
        defaults={
            "sealed": key.seal(made, table=TABLE, row=ROW, field=FIELD),
            "key_id": key.key_id,
            "made_at": at,
        },
    )
    plain: str = key.open(bytes(row.sealed), table=TABLE, row=ROW, field=FIELD)
    return plain
