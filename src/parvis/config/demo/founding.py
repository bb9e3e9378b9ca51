"""The demo's brand itself: its team, hours, channels and articles, there before any message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from parvis.brands.actions import (
    create_brand,
    create_user,
    invite_member,
    set_opening_hours,
    set_up,
)
from parvis.brands.hours import Period
from parvis.brands.models import Brand, Profile, Role, User
from parvis.channels.actions import connect_account
from parvis.channels.actions.ask import web_account
from parvis.channels.models import Account
from parvis.config.demo import brand as facts
from parvis.config.demo.articles import ARTICLES
from parvis.config.demo.logins import PASSWORD
from parvis.config.demo.saved import SAVED_ANSWERS
from parvis.inbox.actions import save_answer
from parvis.kit.actors import PARVIS
from parvis.knowledge.actions import publish_article, write_article

HISTORY = timedelta(days=35)


@dataclass(frozen=True)
class Town:
    """The demo's brand with what the story needs of it."""

    brand: Brand
    square: Account
    mail: Account
    web: Account
    agents: tuple[User, ...]

    def agent(self, colleague: facts.Colleague) -> User:
        return next(user for user in self.agents if user.email == colleague.email)


@transaction.atomic
def found(*, at: datetime) -> Town:
    """The brand and everything that stands before the first message; the same one when called
    again. It began five weeks before `at`."""
    known = Brand.objects.filter(slug=facts.SLUG).first()
    if known:
        return _town(known)
    began = at - HISTORY
    set_up(profile=Profile.TEAM, at=began)
    brand = create_brand(
        facts.NAME,
        by=PARVIS,
        at=began,
        slug=facts.SLUG,
        settings={
            "tagline": facts.TAGLINES["fr"],
            "accent": facts.ACCENT,
            "language": facts.LANGUAGE,
            "time_zone": facts.TIME_ZONE,
            "holiday_country": facts.HOLIDAY_COUNTRY,
        },
    )
    week = {
        day: [Period(opens, closes) for opens, closes in periods]
        for day, periods in facts.OPENING_HOURS.items()
    }
    set_opening_hours(brand, week=week, by=PARVIS, at=began)
    team = _hire(brand, at=began)
    _write_articles(brand, by=team[0], at=began)
    _save_answers(brand, team, at=began)
    _open_channels(brand, at=began)
    return _town(brand)


def _hire(brand: Brand, *, at: datetime) -> list[User]:
    """Their password stands on the login page: it is hashed once, as that takes a while."""
    hashed = make_password(PASSWORD)
    team = []
    for colleague in facts.TEAM:
        user = create_user(
            colleague.email,
            name=colleague.name,
            password=None,
            language=colleague.language,
            by=PARVIS,
            at=at,
        )
        invite_member(brand, user=user, role=Role(colleague.role), by=PARVIS, at=at)
        team.append(user)
    User.objects.filter(pk__in=[user.pk for user in team]).update(password=hashed)
    return team


def _write_articles(brand: Brand, *, by: User, at: datetime) -> None:
    for text in ARTICLES:
        article = write_article(
            brand,
            language=text.language,
            title=text.title,
            body=text.body,
            slug=text.slug,
            by=by.actor,
            at=at,
        )
        publish_article(article, by=by.actor, at=at)


def _save_answers(brand: Brand, team: Sequence[User], *, at: datetime) -> None:
    """Each by the lead who writes that language."""
    leads = {user.language: user for user in team if user.email in facts.LEADS}
    for saved in SAVED_ANSWERS:
        save_answer(
            brand,
            title=saved.title,
            text=saved.text,
            language=saved.language,
            by=leads[saved.language],
            at=at,
        )


def _open_channels(brand: Brand, *, at: datetime) -> None:
    """Not listened to until the past has been told (`open_to_the_present`)."""
    connect_account(
        brand,
        connector_id="demo",
        name="La place",
        by=PARVIS,
        at=at,
        state=Account.State.PASSIVE,
    )
    connect_account(
        brand,
        connector_id="email",
        name=facts.MAIL,
        address=facts.MAIL,
        settings_={"town": "yes", "name": facts.NAME},
        by=PARVIS,
        at=at,
    )
    web_account(brand, at=at)


def _town(brand: Brand) -> Town:
    by_connector = {account.connector: account for account in brand.accounts.all()}
    agents = User.objects.filter(
        memberships__brand=brand, memberships__role__in=[Role.AGENT, Role.LEAD]
    ).order_by("pk")
    return Town(
        brand=brand,
        square=by_connector["demo"],
        mail=by_connector["email"],
        web=by_connector["web"],
        agents=tuple(agents),
    )


def beginning_of(brand: Brand) -> datetime:
    """The moment when this brand was founded for the demo, from which its past is counted."""
    return brand.created_at + HISTORY


def open_to_the_present(town: Town) -> None:
    """From now on the square is listened to."""
    Account.objects.filter(pk=town.square.pk).update(state=Account.State.ACTIVE)
