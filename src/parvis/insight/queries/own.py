"""The brand's own figure beside one of the sources', as far as its log can say.

Each comes with the parts that it was divided from, and each part is the length of its rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from parvis.brands.models import Brand
from parvis.channels.models import Account
from parvis.insight.models import Heard
from parvis.insight.queries.counted import Period, conditions, heard, turns
from parvis.insight.queries.figures import Figures
from parvis.insight.queries.rows import Rows, by_first_message, rows_of_messages

YEAR = timedelta(days=365)
TO_SPEAK_OF_IT = timedelta(days=30)
"""So long after a promise was kept or broken, public words are taken to speak of it."""

FAMILIES: Mapping[str, Q] = {
    "networks": ~Q(message__surface__in=["call", "chat", "mail"]),
    "mail": Q(message__surface="mail"),
    "site": Q(message__surface="chat"),
    "phone": Q(message__surface="call"),
}
CONNECTORS = {"mail": Q(connector="email"), "site": Q(connector="web")}
IN_PUBLIC = Q(message__visibility__in=["public", "unlisted"])


@dataclass(frozen=True)
class Part:
    """How many rows a number of `OWN_ROWS` (or of the index) has."""

    number: str
    count: int


@dataclass(frozen=True)
class Own:
    """A brand's own figure, in the unit of the source's, and what it was counted from: a share of
    the whole, or so many for so many."""

    value: float
    part: Part | None = None
    whole: Part | None = None
    is_share: bool = False


class Measured:
    """What the measures of one brand and period read."""

    def __init__(self, brand: Brand, period: Period, figures: Figures) -> None:
        self.brand = brand
        self.period = period
        self.figures = figures

    def count(self, number: str) -> Part:
        """Counted by its rows: they cannot differ."""
        return Part(number, OWN_ROWS[number](self.brand, self.period).count())

    def reaches_back(self, length: timedelta) -> bool:
        """Whether anybody was heard so long before the end."""
        first = Heard.objects.filter(brand_id=self.brand.pk).aggregate(first=Min("asked_at"))
        return bool(first["first"] and first["first"] <= self.period.at - length)


Measure = Callable[[Measured], Own | None]


def _percent(part: Part, whole: Part) -> Own | None:
    if not whole.count:
        return None
    return Own(100 * part.count / whole.count, part, whole, is_share=True)


def _of_family(kind: str, family: str) -> Measure:
    """The share of a family of channels, when the brand has any or was asked there."""

    def measure(measured: Measured) -> Own | None:
        figures = measured.figures
        whole = (
            Part("persons", figures.persons.addressed)
            if kind == "persons"
            else Part("turns", figures.turns)
        )
        part = measured.count(f"{kind}-{family}")
        if not part.count and not _has_channel(measured.brand, family):
            return None
        return _percent(part, whole)

    return measure


def _has_channel(brand: Brand, family: str) -> bool:
    accounts = Account.objects.filter(brand=brand)
    if family == "phone":
        return False
    if family in CONNECTORS:
        return accounts.filter(CONNECTORS[family]).exists()
    return accounts.exclude(connector__in=["email", "web"]).exists()


def _persons_answered(measured: Measured) -> Own | None:
    persons = measured.figures.persons
    return _percent(Part("persons-answered", persons.answered), Part("persons", persons.addressed))


def _mean_hours(measured: Measured) -> Own | None:
    mean = measured.figures.on_the_clock.mean_of_answered
    if mean is None:
        return None
    return Own(
        mean.total_seconds() / 3600, whole=Part("answered", measured.figures.response.answered)
    )


def _contacts(measured: Measured) -> Own | None:
    found = measured.figures.contacts
    if found.mean is None:
        return None
    return Own(found.mean, Part("contacts", found.contacts), Part("begun-cases", found.cases))


def _advertisements(measured: Measured) -> Own | None:
    posts = measured.figures.posts
    if posts.per_reply is None:
        return None
    return Own(
        posts.per_reply,
        Part("advertisements", posts.advertisements),
        Part("replies", posts.replies),
    )


def _growth(measured: Measured) -> Own | None:
    if not measured.reaches_back(2 * YEAR):
        return None
    now, before = measured.count("turns-year"), measured.count("turns-year-before")
    return Own(100 * (now.count / before.count - 1), now, before) if before.count else None


def _year_on_year(number: str) -> Measure:
    def measure(measured: Measured) -> Own | None:
        if not measured.reaches_back(2 * YEAR):
            return None
        return _percent(measured.count(number), measured.count("persons-year-before"))

    return measure


def _share(part: str, whole: str) -> Measure:
    return lambda measured: _percent(measured.count(part), measured.count(whole))


def _critics(measured: Measured) -> Own | None:
    whole = Part("persons", measured.figures.persons.addressed)
    return _percent(measured.count("persons-in-public"), whole)


MEASURES: Mapping[str, Measure] = {
    "persons_answered": _persons_answered,
    "mean_hours": _mean_hours,
    "contacts": _contacts,
    "advertisements": _advertisements,
    "growth": _growth,
    "as_much": _year_on_year("persons-as-much"),
    "more": _year_on_year("persons-more"),
    "inactive": _share("persons-gone-quiet", "persons-before"),
    "critics": _critics,
    "criticism": _share("persons-criticising", "persons-let-down"),
    "praise": _share("persons-praising", "persons-well-served"),
    "persons_networks": _of_family("persons", "networks"),
    "persons_mail": _of_family("persons", "mail"),
    "persons_phone": _of_family("persons", "phone"),
    **{f"turns_{family}": _of_family("turns", family) for family in FAMILIES},
}


def own_rows(number: str, brand: Brand, period: Period) -> Rows:
    """The rows behind a part of an own figure. Raises `KeyError` when there is no such number."""
    return OWN_ROWS[number](brand, period)


def _last_year(period: Period) -> Period:
    return Period(period.at - YEAR, period.at)


def _ever_before(period: Period) -> Period:
    return Period(period.since - 100 * YEAR, period.since)


def _each_person_of(said: QuerySet[Heard], period: Period) -> Rows:
    persons = said.order_by("person_id", "asked_at", "pk").distinct("person_id")
    return by_first_message(persons, said, at=period.at)


def _persons(which: Callable[[Brand, Period], QuerySet[Heard]]) -> Callable[[Brand, Period], Rows]:
    return lambda brand, period: _each_person_of(which(brand, period), period)


def _persons_of(is_it: Q) -> Callable[[Brand, Period], Rows]:
    return _persons(lambda brand, period: heard(brand, period).filter(is_it))


def _turns_of(is_it: Q) -> Callable[[Brand, Period], Rows]:
    return lambda brand, period: rows_of_messages(turns(brand, period).filter(is_it))


def _gone_quiet(brand: Brand, period: Period) -> QuerySet[Heard]:
    still_here = heard(brand, period).filter(person_id=OuterRef("person_id"))
    # not NOT IN: whose list no longer fits into memory is searched from one end for each person
    return heard(brand, _ever_before(period)).filter(~Exists(still_here))


def _compared(brand: Brand, period: Period, *, as_much: bool) -> QuerySet[Heard]:
    """What persons said last year, of whom this year's number of messages is as much, or more."""
    this_year = heard(brand, _last_year(period))
    last_year = heard(brand, _last_year(period).before)
    counted = last_year.annotate(
        this_year=Coalesce(_messages_of_person(this_year), 0),
        last_year=_messages_of_person(last_year),
    )
    return counted.filter(
        Q(this_year=F("last_year")) if as_much else Q(this_year__gt=F("last_year"))
    )


def _messages_of_person(said: QuerySet[Heard]) -> Subquery:
    of_person = said.filter(person_id=OuterRef("person_id")).order_by().values("person_id")
    return Subquery(of_person.annotate(number=Count("pk")).values("number"))


def _promised(kind: str, brand: Brand, period: Period) -> QuerySet[Heard]:
    return turns(brand, period).filter(conditions(at=period.at)[kind])


def _speaking(kind: str, tone: str, brand: Brand, period: Period) -> QuerySet[Heard]:
    """The turns of those who spoke in public, in that tone, soon after."""
    public = (
        Heard.objects.filter(
            IN_PUBLIC,
            brand_id=brand.pk,
            person_id=OuterRef("person_id"),
            asked_at__gt=OuterRef("promised_for"),
            asked_at__lte=OuterRef("promised_for") + TO_SPEAK_OF_IT,
            **{f"message__judgement__{tone}__gte": 0.5},
        )
        .filter(asked_at__lte=period.at)
        .values("pk")
    )
    return _promised(kind, brand, period).annotate(spoke=Subquery(public[:1])).exclude(spoke=None)


OWN_ROWS: Mapping[str, Callable[[Brand, Period], Rows]] = {
    **{f"persons-{family}": _persons_of(is_it) for family, is_it in FAMILIES.items()},
    **{f"turns-{family}": _turns_of(is_it) for family, is_it in FAMILIES.items()},
    "persons-in-public": _persons_of(IN_PUBLIC),
    "persons-before": _persons(lambda brand, period: heard(brand, _ever_before(period))),
    "persons-gone-quiet": _persons(_gone_quiet),
    "turns-year": lambda brand, period: rows_of_messages(turns(brand, _last_year(period))),
    "turns-year-before": lambda brand, period: rows_of_messages(
        turns(brand, _last_year(period).before)
    ),
    "persons-year-before": _persons(lambda brand, period: heard(brand, _last_year(period).before)),
    "persons-as-much": _persons(lambda brand, period: _compared(brand, period, as_much=True)),
    "persons-more": _persons(lambda brand, period: _compared(brand, period, as_much=False)),
    "persons-let-down": _persons(lambda brand, period: _promised("broken", brand, period)),
    "persons-well-served": _persons(lambda brand, period: _promised("kept", brand, period)),
    "persons-criticising": _persons(
        lambda brand, period: _speaking("broken", "p_negative", brand, period)
    ),
    "persons-praising": _persons(
        lambda brand, period: _speaking("kept", "p_positive", brand, period)
    ),
}
