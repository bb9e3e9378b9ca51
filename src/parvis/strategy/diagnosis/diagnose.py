"""The diagnosis of one brand: its form and what was measured in, what follows from them out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from parvis.strategy.diagnosis.aims import aims_of, conflicts_of
from parvis.strategy.diagnosis.attributes import attributes_of
from parvis.strategy.diagnosis.channels import Gathered, channels_of
from parvis.strategy.diagnosis.facts import Known, questions
from parvis.strategy.diagnosis.form import Form
from parvis.strategy.diagnosis.inventory import inventory_of
from parvis.strategy.diagnosis.known import brand_known, channels_known
from parvis.strategy.diagnosis.load import Plan, load_of
from parvis.strategy.diagnosis.maturity import maturity_of
from parvis.strategy.diagnosis.result import ChannelVerdict, Diagnosis, Fact, Verdict
from parvis.strategy.diagnosis.rivals import practices_of
from parvis.strategy.diagnosis.spoken_to import spoken_to
from parvis.strategy.diagnosis.steps import steps_of
from parvis.strategy.diagnosis.subjects import subjects_of
from parvis.strategy.diagnosis.verdicts import verdict_on

NOTHING: Mapping[str, Fact] = MappingProxyType({})


def diagnose(form: Form, *, measured: Mapping[str, Fact] = NOTHING) -> Diagnosis:
    """What may be said of a brand. Never raises, whatever was left open.

    `measured` are facts of `data/facts.toml` by their keys, those of a channel by
    `channel:<channel>:<name>`; each replaces what the form declares.
    """
    channels = channels_of(form, measured)
    of_channels = channels_known(form, channels, measured)
    load = load_of(form, list(of_channels.values()))
    brand = brand_known(form, of_channels, measured, load)
    maturity = maturity_of(brand, pure_player=bool(form.pure_player))
    asked = questions()
    return Diagnosis(
        form=form,
        inventory=inventory_of(form, list(channels.values())),
        subjects=subjects_of(form),
        aims=aims_of(form, brand),
        conflicts=conflicts_of(form),
        practices=practices_of(form.rivals, brand),
        load=load,
        channels=_verdicts(form, channels, of_channels, brand),
        maturity=maturity,
        steps=steps_of(maturity),
        attributes=attributes_of(brand),
        answered=sum(brand.value(question.key) is not None for question in asked),
        asked=len(asked),
    )


def _verdicts(
    form: Form,
    channels: Mapping[str, Gathered],
    of_channels: Mapping[str, Known],
    brand: Known,
) -> tuple[ChannelVerdict, ...]:
    """The channel on which most people ask is judged first, and what it takes to answer there is
    set aside: not everything that could be answered alone can be answered together."""
    plan = Plan(form, of_channels)
    found = []
    for key in sorted(channels, key=lambda key: (-(of_channels[key].number("asked") or 0), key)):
        known = of_channels[key].among(brand, forecast=plan.forecast(key))
        verdict = verdict_on(key, channels[key].name(form.language), known)
        found.append(replace(verdict, speaks_to=spoken_to(channels[key])))
        if found[-1].verdict is Verdict.ANSWER:
            plan.answer(key)
    return tuple(found)
