"""The numbers in words, as the pages say them first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.insight.queries.contacts import Contacts
from parvis.insight.queries.figures import (
    AnswerRate,
    PersonsAnswered,
    PromiseKept,
    ResponseTime,
)
from parvis.insight.queries.index import Index, Stretch
from parvis.insight.queries.posts import PostsPerReply
from parvis.insight.queries.resolutions import Resolutions
from parvis.insight.queries.waiting import Waiting
from parvis.kit.spoken import duration, number

EXACT_UP_TO = 20


@dataclass(frozen=True)
class Change:
    """Against the period before. `better` is None when nothing moved or cannot be compared."""

    words: str
    better: bool | None = None


def in_few(part: int, whole: int) -> tuple[int, int]:
    """A share as people say it: 8 in 10; 97 in 100 near an end; as it is when there are few.

    Never all or none when it is not.
    """
    share = part / whole
    if whole <= EXACT_UP_TO:
        return part, whole
    if 0.095 <= share < 0.945:
        return round(10 * share), 10
    if whole < 100:
        return part, whole
    return min(max(round(100 * share), 1), 99), 100


def rate_in_words(rate: AnswerRate) -> str:
    if not rate.elapsed:
        return _("Too early to say who was answered within %(hours)s hours.") % {
            "hours": rate.hours
        }
    if not rate.missed:
        return _("Every request was answered within %(hours)s hours.") % {"hours": rate.hours}
    if not rate.within:
        return _("No request was answered within %(hours)s hours.") % {"hours": rate.hours}
    count, of = in_few(rate.within, rate.elapsed)
    return ngettext(
        "%(count)s request in %(of)s was answered within %(hours)s hours.",
        "%(count)s requests in %(of)s were answered within %(hours)s hours.",
        count,
    ) % {"count": count, "of": of, "hours": rate.hours}


def persons_in_words(persons: PersonsAnswered) -> str:
    if not persons.addressed:
        return _("Nobody has written.")
    if not persons.unanswered:
        return _("Everybody who wrote got an answer.")
    if not persons.answered:
        return _("Nobody who wrote got an answer.")
    count, of = in_few(persons.answered, persons.addressed)
    return ngettext(
        "%(count)s customer in %(of)s got an answer.",
        "%(count)s customers in %(of)s got an answer.",
        count,
    ) % {"count": count, "of": of}


def response_in_words(response: ResponseTime) -> str:
    median = response.on_the_clock.median
    if median is not None:
        said = {"duration": duration(median)}
        return _("Half of the requests are answered within %(duration)s.") % said
    if not response.turns:
        return _("Nobody has asked for anything.")
    if not response.answered:
        return _("No request has been answered yet.")
    return _("More than half of the requests still wait for their answer.")


def promise_in_words(promise: PromiseKept) -> str:
    if not promise.due:
        return _("No promise has fallen due.")
    if not promise.broken:
        return _("Every promise was kept.")
    if not promise.kept:
        return _("No promise was kept.")
    count, of = in_few(promise.kept, promise.due)
    return ngettext(
        "%(count)s promise in %(of)s was kept.", "%(count)s promises in %(of)s were kept.", count
    ) % {"count": count, "of": of}


def contacts_in_words(contacts: Contacts) -> str:
    if contacts.mean is None:
        return _("No case has begun.")
    if contacts.contacts == contacts.cases:
        return _("Every case took one contact.")
    said = {"contacts": number(contacts.mean, 2)}
    return _("A case takes %(contacts)s contacts on average.") % said


def resolution_in_words(resolutions: Resolutions) -> str:
    if not resolutions.cases:
        return _("No case was opened.")
    if resolutions.times.median is not None:
        said = {"duration": duration(resolutions.times.median)}
        return _("Half of the cases are resolved within %(duration)s.") % said
    if not resolutions.resolved:
        return _("No case has been resolved yet.")
    return _("More than half of the cases are still open.")


def posts_in_words(posts: PostsPerReply) -> str:
    if not posts.advertisements:
        return _("The brand has not advertised on its channels.")
    if posts.per_reply is None:
        return _("The brand has advertised, and answered nobody.")
    if posts.per_reply < 1:
        return _("The brand answers more than it advertises.")
    said = {"posts": number(posts.per_reply, 1)}
    return _("The brand advertises %(posts)s times for one reply.") % said


def waiting_in_words(waiting: Waiting) -> str:
    if not waiting.waiting:
        return _("Nobody is waiting for an answer.")
    return ngettext(
        "%(count)s case is waiting for an answer.",
        "%(count)s cases are waiting for an answer.",
        waiting.waiting,
    ) % {"count": waiting.waiting}


def change_of_share(now: float | None, before: float | None, *, days: int) -> Change:
    """More or less than in the `days` before, in whole points."""
    if now is None:
        return Change("")
    if before is None:
        return Change(_("nothing to compare with in the %(days)s days before") % {"days": days})
    points = round(100 * now) - round(100 * before)
    if points == 0:
        return Change(_("as in the %(days)s days before") % {"days": days})
    said = {"points": abs(points), "days": days}
    if points > 0:
        more = ngettext(
            "%(points)s point more than in the %(days)s days before",
            "%(points)s points more than in the %(days)s days before",
            points,
        )
        return Change(more % said, better=True)
    less = ngettext(
        "%(points)s point less than in the %(days)s days before",
        "%(points)s points less than in the %(days)s days before",
        -points,
    )
    return Change(less % said, better=False)


def change_of_time(now: timedelta | None, before: timedelta | None, *, days: int) -> Change:
    """Quicker or slower than in the `days` before; less than a minute is no change."""
    if now is None or before is None:
        return Change("")
    difference = now - before
    if abs(difference) < timedelta(minutes=1):
        return Change(_("as in the %(days)s days before") % {"days": days})
    said = {"duration": duration(abs(difference)), "days": days}
    if difference < timedelta():
        return Change(_("%(duration)s quicker than in the %(days)s days before") % said, True)
    return Change(_("%(duration)s slower than in the %(days)s days before") % said, False)


def worst_of(stretches: Sequence[Stretch]) -> Stretch | None:
    """The day (or week) on which most was missed; the latest of equals; None if nothing was."""
    worst = max(stretches, key=lambda stretch: (stretch.missed, stretch.first), default=None)
    return worst if worst and worst.missed else None


@dataclass(frozen=True)
class Told:
    """Everything that the page of the index says in sentences."""

    rate: str
    rate_change: Change
    persons: str
    persons_change: Change
    response: str
    response_change: Change
    promise: str
    promise_change: Change
    waiting: str
    contacts: str
    resolution: str
    posts: str


def tell(index: Index) -> Told:
    now, before, days = index.now, index.before, index.now.period.days
    return Told(
        rate=rate_in_words(now.rates[0]),
        rate_change=change_of_share(now.rates[0].share, before.rates[0].share, days=days),
        persons=persons_in_words(now.persons),
        persons_change=change_of_share(now.persons.share, before.persons.share, days=days),
        response=response_in_words(now.response),
        response_change=change_of_time(
            now.on_the_clock.median, before.on_the_clock.median, days=days
        ),
        promise=promise_in_words(now.promise),
        promise_change=change_of_share(now.promise.share, before.promise.share, days=days),
        waiting=waiting_in_words(index.waiting),
        contacts=contacts_in_words(now.contacts),
        resolution=resolution_in_words(now.resolutions),
        posts=posts_in_words(now.posts),
    )
