"""Some of the team look at quiet messages drawn by lot, so that it is known what triage misses."""

from __future__ import annotations

from datetime import datetime
from random import Random

from django.db import transaction

from parvis.channels.models import Message, Outgoing
from parvis.config.demo.founding import Town
from parvis.config.demo.plan import Step
from parvis.config.demo.recalling import turn_of
from parvis.config.demo.story import signed
from parvis.config.demo.tempo import on_shift
from parvis.inbox.actions import check_quiet, resolve_case
from parvis.inbox.actions.past import Answer, answer_in_the_past
from parvis.inbox.models import Case, SpotCheck
from parvis.inbox.queries.checks import DRAWN, drawn

CHECKED = 3 * DRAWN
COURTESY = "praise"
"""Of talks about this the team answers some, and would be missed in none."""


@transaction.atomic
def check_what_is_quiet(town: Town, *, at: datetime) -> None:
    """Once. What was missed is answered as its talk was written, where that was not done all the
    same, and resolved."""
    if SpotCheck.objects.filter(judgement__account__brand=town.brand).exists():
        return
    chance = Random("checks")  # noqa: S311 - not a secret
    for quiet in drawn(town.brand, chance=chance, at=at, most=CHECKED):
        _check(town, quiet.message, at=at, chance=chance)


def _check(town: Town, message: Message, *, at: datetime, chance: Random) -> None:
    """A message needs an answer where its talk goes on with one."""
    step = _answer_to(message, town, at=at, chance=chance)
    if step is None or step.by is None:
        by = on_shift(at, language=town.brand.language, zone=town.brand.zone, chance=chance)
        check_quiet(message, calls_for_answer=False, by=town.agent(by), at=at)
        return
    agent = town.agent(step.by)
    case = check_quiet(message, calls_for_answer=True, by=agent, at=at)
    key = f"demo-{step.key}"
    if not Outgoing.objects.filter(client_key__endswith=key).exists():
        answer_in_the_past([Answer(message.pk, signed(step), key, agent, at)])
    if case and not Case.objects.get(pk=case.pk).due_at:
        resolve_case(case, by=agent.actor, at=at)


def _answer_to(message: Message, town: Town, *, at: datetime, chance: Random) -> Step | None:
    found = turn_of(message)
    if found is None:
        return None
    known, said = found
    following = known.turns[said + 1 : said + 2]
    if known.topic == COURTESY or not following or following[0].who != "agent":
        return None
    by = on_shift(at, language=known.language, zone=town.brand.zone, chance=chance)
    return Step(known, said + 1, "agent", at, by)
