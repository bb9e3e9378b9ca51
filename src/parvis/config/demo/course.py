"""How the invented brand keeps its course: set a month ago, changed once, with something tried."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from parvis.brands.models import Brand, Role, User
from parvis.config.demo.founding import Town
from parvis.kit.actors import PARVIS, Actor
from parvis.strategy.actions import write_down
from parvis.strategy.actions.assessing import look_back
from parvis.strategy.actions.course import decide_channel, set_course
from parvis.strategy.actions.experiments import begin_experiment, conclude_experiment
from parvis.strategy.actions.measuring import give_measure
from parvis.strategy.diagnosis.result import Verdict
from parvis.strategy.models import Assessment, Course, Experiment, Objective
from parvis.strategy.queries.standing import diagnosis_of

DAY = timedelta(days=1)
SET_BEFORE, CHANGED_BEFORE = 30 * DAY, 9 * DAY
RAISED = "expertise"
"""The aim whose target was raised: half of it was too easy."""


def steer(town: Town, *, at: datetime) -> None:
    """Once; what the visitor changes afterwards stays."""
    brand = town.brand
    objective = Objective.objects.filter(brand=brand, aim=RAISED).first()
    if Course.objects.filter(brand=brand).exists() or objective is None:
        return
    lead = User.objects.filter(memberships__brand=brand, memberships__role=Role.LEAD)
    by = lead.earliest("pk").actor
    _accept_verdicts(brand, by=by, at=at - SET_BEFORE)
    _set_and_change(objective, by=by, at=at)
    _try_things(brand, by=by, at=at)


def look_at_the_figures(town: Town, *, at: datetime) -> None:
    """As every week, once there is something to count."""
    if not Assessment.objects.filter(brand=town.brand).exists():
        look_back(town.brand, by=PARVIS, at=at)


def _accept_verdicts(brand: Brand, *, by: Actor, at: datetime) -> None:
    for one in diagnosis_of(brand, at=at).channels:
        if one.verdict is Verdict.ANSWER:
            decide_channel(
                brand,
                channel=one.channel,
                verdict=one.verdict,
                advised=one.verdict,
                why="",
                by=by,
                at=at,
            )


def _set_and_change(objective: Objective, *, by: Actor, at: datetime) -> None:
    target = objective.target
    objective.target = (target or 0) / 2
    write_down(objective, by=by, at=at - SET_BEFORE)
    set_course(objective.brand, by=by, at=at - SET_BEFORE)
    objective.target = target
    why = "Atteinte en trois semaines : l’atelier répond volontiers, et on l’interroge davantage."
    write_down(objective, by=by, at=at - CHANGED_BEFORE, why=why)
    for days, value in ((28, 9.0), (21, 15.0), (14, 21.0), (7, 22.0)):
        give_measure(
            objective,
            value=value,
            day=_day(objective.brand, at) - days * DAY,
            source="Étiquettes de l’atelier, comptées par Maud",
            by=by,
            at=at - days * DAY,
        )


def _try_things(brand: Brand, *, by: Actor, at: datetime) -> None:
    today = _day(brand, at)
    films = Experiment(
        brand=brand,
        label="Des films plutôt que des mots",
        tried="Aux questions sur la réparation, on répond par un film d’une demi-minute.",
        judged_by="Moitié moins de seconds messages sur le même sujet.",
        begins=today - 20 * DAY,
        ends=today + 40 * DAY,
        aim=RAISED,
        channel="square",
    )
    begin_experiment(films, by=by, at=at - 20 * DAY)
    sundays = Experiment(
        brand=brand,
        label="Les dimanches soir",
        tried="L’un de nous répond le dimanche de dix-huit à vingt heures.",
        judged_by="La file du lundi est plus courte d’un tiers.",
        begins=today - 34 * DAY,
        ends=today - 6 * DAY,
    )
    begin_experiment(sundays, by=by, at=at - 34 * DAY)
    conclude_experiment(
        sundays,
        outcome=Experiment.Outcome.WORKED,
        learned="Plus courte de moitié, et l’on nous remercie. C’est au planning désormais.",
        by=by,
        at=at - 5 * DAY,
    )


def _day(brand: Brand, at: datetime) -> date:
    return at.astimezone(brand.zone).date()
