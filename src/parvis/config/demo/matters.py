"""What people write to the invented brand about: proposed and mostly accepted; the days on which it
was too much, noticed as they would have been; and what triage has learned from the team."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from parvis.brands.models import Role, User
from parvis.config.demo.founding import Town
from parvis.inbox.actions import accept_matter, see_alert
from parvis.inbox.actions.alerts import watch_brand
from parvis.inbox.actions.learning import improve
from parvis.inbox.actions.learning_matters import learn_matters
from parvis.inbox.actions.proposing_matters import propose_matters
from parvis.inbox.actions.reckoning_tasks import reckon_tasks
from parvis.inbox.models import BrandModel, Matter

ACCEPTED = 7
"""The others wait for the visitor."""
LOOKED_BACK = timedelta(days=14)
LOOKED_EVERY = timedelta(hours=1)


@transaction.atomic
def take_matters_in_hand(town: Town, *, at: datetime) -> None:
    """Once; what the visitor decides afterwards stays."""
    if Matter.objects.filter(brand=town.brand).exists():
        return
    lead = _lead(town)
    for matter in propose_matters(town.brand, at=at)[:ACCEPTED]:
        accept_matter(matter, by=lead, at=at)
    learn_matters(town.brand.pk, at=at)
    reckon_tasks(town.brand, at=at)
    moment = at - LOOKED_BACK
    while moment <= at:
        for alert in watch_brand(town.brand, at=moment):
            see_alert(alert, by=lead, at=moment + timedelta(minutes=4))
        moment += LOOKED_EVERY


def learn_from_the_team(town: Town, *, at: datetime) -> None:
    """Once, what its first night would bring: later nights learn by themselves."""
    if not BrandModel.objects.filter(brand=town.brand).exists():
        improve(town.brand, at=at)


def _lead(town: Town) -> User:
    leading = [role for role in Role if role.may_act_as(Role.LEAD)]
    return User.objects.filter(
        memberships__brand=town.brand, memberships__role__in=leading
    ).order_by("pk")[0]
