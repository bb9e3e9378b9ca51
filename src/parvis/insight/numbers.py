"""The numbers that can be opened: how many each is, what it is called, and where its rows are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.insight.queries.figures import AnswerRate, Figures
from parvis.insight.queries.index import Index
from parvis.insight.queries.posts import PostsPerReply
from parvis.kit.spoken import number as in_digits


@dataclass(frozen=True)
class Link:
    """A number with its noun, leading to exactly the rows that it counts."""

    href: str
    words: str
    count: int


def links(index: Index, address: str) -> Mapping[str, Link]:
    """By the number's name with `_` for `-`, as templates need it. `address` names the period."""
    return {
        number.replace("-", "_"): Link(
            href=f"{reverse('insight:rows')}?number={number}&{address}",
            words=_counted(number, count),
            count=count,
        )
        for number, count in counts(index).items()
    }


@dataclass(frozen=True)
class Window:
    """The answer rate of one window, with its links."""

    rate: AnswerRate
    elapsed: Link
    within: Link
    missed: Link
    open: Link
    early: Link


def windows(index: Index, opened: Mapping[str, Link]) -> Sequence[Window]:
    """The windows of the index, the shortest first. `opened` are its `links`."""
    return [
        Window(rate, **{name: opened[f"{name}_{rate.hours}"] for name in WINDOW_NUMBERS})
        for rate in index.now.rates
    ]


WINDOW_NUMBERS = ("elapsed", "within", "missed", "open", "early")


def counts(index: Index) -> Mapping[str, int]:
    """Each number of queries.rows.NUMBERS, as the index has it."""
    now, waiting = index.now, index.waiting
    return {
        "turns": now.response.turns,
        "answered": now.response.answered,
        "unanswered": now.response.unanswered,
        "machine-only": now.response.machine_only,
        "persons": now.persons.addressed,
        "persons-answered": now.persons.answered,
        "persons-unanswered": now.persons.unanswered,
        "due": now.promise.due,
        "kept": now.promise.kept,
        "broken": now.promise.broken,
        "open-cases": waiting.open_cases,
        "waiting": waiting.waiting,
        "late": waiting.late,
        "longest": 0 if waiting.longest is None else 1,
        **_of_cases(now),
        **_of_posts(now.posts),
        **{name: count for rate in now.rates for name, count in _of_window(rate).items()},
    }


def _of_cases(now: Figures) -> Mapping[str, int]:
    resolutions = now.resolutions
    return {
        "begun-cases": now.contacts.cases,
        "contacts": now.contacts.contacts,
        "single-contacts": now.contacts.single,
        "opened-cases": resolutions.cases,
        "resolved-cases": resolutions.resolved,
        "unresolved-cases": resolutions.unresolved,
        "resolutions-due": resolutions.due,
        "resolutions-kept": resolutions.kept,
        "resolutions-broken": resolutions.broken,
        "reopened": resolutions.reopened,
        "new-episodes": resolutions.new_episodes,
    }


def _of_posts(posts: PostsPerReply) -> Mapping[str, int]:
    return {
        "advertisements": posts.advertisements,
        "offers": posts.offers,
        "other-posts": posts.others,
        "replies": posts.replies,
    }


def _of_window(rate: AnswerRate) -> Mapping[str, int]:
    return {f"{name}-{rate.hours}": getattr(rate, name) for name in WINDOW_NUMBERS}


def title_of(number: str) -> str:
    """What the rows of a number are."""
    name, hours = _name_and_hours(number)
    said = TITLES.get(name) or OWN_TITLES.get(number) or TALK_TITLES[number]
    return said() % {"hours": hours}


def _counted(number: str, count: int) -> str:
    name, _hours = _name_and_hours(number)
    return NOUNS[name](count) % {"count": in_digits(count)}


def _name_and_hours(number: str) -> tuple[str, str]:
    name, _dash, hours = number.rpartition("-")
    return (name, hours) if hours.isdigit() else (number, "")


TITLES: Mapping[str, Callable[[], str]] = {
    "turns": lambda: _("Requests"),
    "answered": lambda: _("Requests that were answered"),
    "unanswered": lambda: _("Requests without an answer"),
    "elapsed": lambda: _("Requests asked at least %(hours)s hours ago"),
    "within": lambda: _("Requests answered within %(hours)s hours"),
    "missed": lambda: _("Requests not answered within %(hours)s hours"),
    "open": lambda: _("Requests asked less than %(hours)s hours ago, not answered yet"),
    "early": lambda: _("Requests asked less than %(hours)s hours ago, already answered"),
    "persons": lambda: _("Customers who wrote"),
    "persons-answered": lambda: _("Customers who got an answer"),
    "persons-unanswered": lambda: _("Customers who got no answer"),
    "due": lambda: _("Requests whose promise has fallen due"),
    "kept": lambda: _("Promises kept"),
    "broken": lambda: _("Promises broken"),
    "open-cases": lambda: _("Open cases"),
    "waiting": lambda: _("Cases waiting for an answer"),
    "late": lambda: _("Cases past their promise"),
    "longest": lambda: _("The case that has waited longest"),
    "machine-only": lambda: _("Requests that only a machine has answered"),
    "begun-cases": lambda: _("Cases in which somebody asked for the first time"),
    "contacts": lambda: _("Contacts of these cases"),
    "single-contacts": lambda: _("Cases that took one contact"),
    "opened-cases": lambda: _("Cases opened"),
    "resolved-cases": lambda: _("Cases opened and resolved"),
    "unresolved-cases": lambda: _("Cases opened and not resolved"),
    "resolutions-due": lambda: _("Cases whose resolution was promised and has fallen due"),
    "resolutions-kept": lambda: _("Cases resolved as promised"),
    "resolutions-broken": lambda: _("Cases not resolved as promised"),
    "reopened": lambda: _("Cases that came back"),
    "new-episodes": lambda: _("Cases that came back after two weeks of silence"),
    "advertisements": lambda: _("Posts that advertise"),
    "offers": lambda: _("Exclusive offers to followers"),
    "other-posts": lambda: _("Other posts"),
    "replies": lambda: _("Replies to requests"),
}

OWN_TITLES: Mapping[str, Callable[[], str]] = {
    "persons-networks": lambda: _("Customers who wrote on a social network"),
    "persons-mail": lambda: _("Customers who wrote by e-mail"),
    "persons-site": lambda: _("Customers who wrote on the web site"),
    "persons-phone": lambda: _("Customers who telephoned"),
    "turns-networks": lambda: _("Requests on social networks"),
    "turns-mail": lambda: _("Requests by e-mail"),
    "turns-site": lambda: _("Requests on the web site"),
    "turns-phone": lambda: _("Requests by telephone"),
    "persons-in-public": lambda: _("Customers who wrote in public"),
    "persons-before": lambda: _("Customers who had written before this time"),
    "persons-gone-quiet": lambda: _("Customers who had written before, and not since"),
    "turns-year": lambda: _("Requests of the last year"),
    "turns-year-before": lambda: _("Requests of the year before"),
    "persons-year-before": lambda: _("Customers who wrote the year before"),
    "persons-as-much": lambda: _("Customers who write as much as the year before"),
    "persons-more": lambda: _("Customers who write more than the year before"),
    "persons-let-down": lambda: _("Customers to whom a promise was broken"),
    "persons-well-served": lambda: _("Customers to whom a promise was kept"),
    "persons-criticising": lambda: _("Customers who complained in public after a broken promise"),
    "persons-praising": lambda: _("Customers who were pleased in public after a kept promise"),
}
"""Of the rows behind the brand's own figures on the page "And you?" (insight.queries.own)."""

TALK_TITLES: Mapping[str, Callable[[], str]] = {
    "praise": lambda: _("Public messages that praise"),
    "praise-or-complaint": lambda: _("Public messages that praise or complain"),
    "offers-asked-about": lambda: _("Exclusive offers that somebody asked about"),
    "promotional": lambda: _("Advertisements and exclusive offers"),
    "answered-out-of-office": lambda: _("Requests answered in the evening or at the weekend"),
    "answered-with-a-link": lambda: _("Requests answered with a link to your own answers"),
}
"""Of insight.queries.talk."""


def _requests(count: int) -> str:
    return ngettext("%(count)s request", "%(count)s requests", count)


def _answered(count: int) -> str:
    return ngettext("%(count)s answered", "%(count)s answered", count)


def _still_open(count: int) -> str:
    return ngettext("%(count)s still open", "%(count)s still open", count)


def _cases(count: int) -> str:
    return ngettext("%(count)s case", "%(count)s cases", count)


NOUNS: Mapping[str, Callable[[int], str]] = {
    "turns": _requests,
    "elapsed": _requests,
    "answered": _answered,
    "within": _answered,
    "unanswered": lambda n: ngettext("%(count)s unanswered", "%(count)s unanswered", n),
    "missed": lambda n: ngettext("%(count)s missed", "%(count)s missed", n),
    "open": _still_open,
    "early": lambda n: ngettext("%(count)s answered lately", "%(count)s answered lately", n),
    "persons": lambda n: ngettext("%(count)s customer", "%(count)s customers", n),
    "persons-answered": _answered,
    "persons-unanswered": lambda n: ngettext(
        "%(count)s without an answer", "%(count)s without an answer", n
    ),
    "due": lambda n: ngettext("%(count)s fallen due", "%(count)s fallen due", n),
    "kept": lambda n: ngettext("%(count)s kept", "%(count)s kept", n),
    "broken": lambda n: ngettext("%(count)s broken", "%(count)s broken", n),
    "open-cases": lambda n: ngettext("%(count)s open case", "%(count)s open cases", n),
    "waiting": lambda n: ngettext("%(count)s waiting", "%(count)s waiting", n),
    "late": lambda n: ngettext("%(count)s past the promise", "%(count)s past the promise", n),
    "longest": _cases,
    "machine-only": lambda n: ngettext(
        "%(count)s answered by a machine only", "%(count)s answered by a machine only", n
    ),
    "begun-cases": _cases,
    "contacts": lambda n: ngettext("%(count)s contact", "%(count)s contacts", n),
    "single-contacts": lambda n: ngettext(
        "%(count)s with one contact", "%(count)s with one contact", n
    ),
    "opened-cases": _cases,
    "resolved-cases": lambda n: ngettext("%(count)s resolved", "%(count)s resolved", n),
    "unresolved-cases": lambda n: ngettext("%(count)s not resolved", "%(count)s not resolved", n),
    "resolutions-due": lambda n: ngettext("%(count)s fallen due", "%(count)s fallen due", n),
    "resolutions-kept": lambda n: ngettext("%(count)s kept", "%(count)s kept", n),
    "resolutions-broken": lambda n: ngettext("%(count)s broken", "%(count)s broken", n),
    "reopened": lambda n: ngettext("%(count)s came back", "%(count)s came back", n),
    "new-episodes": lambda n: ngettext(
        "%(count)s after two weeks of silence", "%(count)s after two weeks of silence", n
    ),
    "advertisements": lambda n: ngettext("%(count)s advertisement", "%(count)s advertisements", n),
    "offers": lambda n: ngettext("%(count)s exclusive offer", "%(count)s exclusive offers", n),
    "other-posts": lambda n: ngettext("%(count)s other post", "%(count)s other posts", n),
    "replies": lambda n: ngettext("%(count)s reply", "%(count)s replies", n),
}
