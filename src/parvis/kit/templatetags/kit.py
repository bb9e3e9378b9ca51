"""What templates say with: icons, people, promises, fields, times and numbers.

Each component's own template begins with the list of what it takes.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django import template
from django.forms import BaseForm, BoundField
from django.forms.widgets import CheckboxInput
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from parvis.kit import marks, spoken
from parvis.kit.theme import CHOICES, chosen_theme

register = template.Library()

register.simple_tag(marks.icon)
register.simple_tag(marks.avatar)
register.simple_tag(marks.channel)
register.filter("remaining", spoken.remaining)
register.filter("ago", spoken.ago)
register.filter("day_and_time", spoken.day_and_time)
register.filter("clock_time", spoken.clock_time)
register.filter("number", spoken.number)
register.filter("share", spoken.share)
register.filter("in_ten", spoken.in_ten)
register.filter("colon", spoken.colon)


@register.filter(expects_localtime=True)
def day(on: date | None, form: str = "j F Y") -> str:
    return spoken.day(on, form) if on else ""


@register.filter
def duration(length: timedelta | float) -> str:
    """A timedelta, or seconds, as people say it."""
    return spoken.duration(length if isinstance(length, timedelta) else timedelta(seconds=length))


@register.simple_tag
def square(scene: str = "one") -> SafeString:
    """The square as a picture: `crowd` for a page, `one` or `two` for an empty place."""
    box = "0 0 1600 520" if scene == "crowd" else "0 0 640 260"
    return format_html(
        '<svg class="square" viewBox="{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        box,
        static("kit/build/square.svg"),
        scene,
    )


@register.simple_tag
def when(moment: datetime, now: datetime) -> SafeString:
    """A `<time>` in words, exact for machines and on hover."""
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        moment.isoformat(timespec="seconds"),
        spoken.day_and_time(moment, now),
        spoken.ago(moment, now),
    )


@register.simple_tag(takes_context=True)
def theme(context: Context) -> str:
    return chosen_theme(context.get("request"))


@register.inclusion_tag("kit/components/theme_form.html", takes_context=True)
def theme_form(context: Context) -> dict[str, object]:
    names = dict(zip(CHOICES, (_("System"), _("Light"), _("Dark")), strict=True))
    return {
        "chosen": chosen_theme(context.get("request")),
        "names": names.items(),
        "request": context.get("request"),
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag
def promise(
    state: str = "",
    *,
    due: datetime | None = None,
    now: datetime | None = None,
    since: datetime | None = None,
    look: str = "",
) -> SafeString:
    """A promise: `state` (or found from `due` and `now`), what is left, and a dial of it."""
    if not state:
        state = spoken.promise_state(due, now) if due and now else "quiet"
    left = _percent_left(due, now, since)
    return marks.promise(state, due=due, now=now, left=left, look=look)


@register.inclusion_tag("kit/components/field.html")
def field(bound: BoundField, *, optional: bool = True) -> dict[str, object]:
    """A form field with its label, help and errors tied together."""
    return {
        "field": bound,
        "single": isinstance(bound.field.widget, CheckboxInput),
        "optional": optional and not bound.field.required,
    }


@register.inclusion_tag("kit/components/form_errors.html")
def form_errors(form: BaseForm) -> dict[str, object]:
    """Above a form that was refused: what to correct, each with a link to its field."""
    return {"form": form, "wrong": [bound for bound in form if bound.errors]}


@register.inclusion_tag("kit/components/scale.html")
def scale(
    value: float,
    *,
    target: float | None = None,
    low: float | None = None,
    high: float | None = None,
) -> dict[str, object]:
    """A bar from zero; all numbers are parts of one. `low` and `high` draw the interval."""
    percents = {"value": value, "target": target, "low": low, "high": high}
    return {"kept": target is not None and value >= target} | {
        name: None if part is None else round(100 * part, 1) for name, part in percents.items()
    }


@register.simple_block_tag(takes_context=True)
def dialog(context: Context, content: str, *, id: str, title: str) -> str:  # noqa: A002
    """{% dialog id="assign" title=… %}…{% enddialog %}: opened by `data-opens="assign"`."""
    return _rendered(context, "dialog", content=content, id=id, title=title)


@register.simple_block_tag(takes_context=True)
def notice(context: Context, content: str, *, level: str = "info") -> str:
    """{% notice level="warning" %}<p>…</p>{% endnotice %}: info, success, warning or error."""
    return _rendered(context, "notice", content=content, level=level)


@register.simple_block_tag(takes_context=True)
def empty(context: Context, content: str, *, title: str, scene: str = "one") -> str:
    """{% empty title=… %}<p>what will be here</p> <div class="line">actions</div>{% endempty %}"""
    return _rendered(context, "empty", content=content, title=title, scene=scene)


def _percent_left(due: datetime | None, now: datetime | None, since: datetime | None) -> int:
    """How much of the time from `since` to `due` is left; without `since`, of four hours."""
    if not due or not now:
        return 0
    whole = due - since if since and since < due else timedelta(hours=4)
    return round(100 * min(max((due - now) / whole, 0.0), 1.0))


def _rendered(context: Context, component: str, **values: object) -> str:
    found = template.Engine.get_default().get_template(f"kit/components/{component}.html")
    return found.render(context.new({**values, "request": context.get("request")}))
