"""What the pages of the diagnosis say with: sentences, values and verdicts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.strategy import catalogue
from parvis.strategy.diagnosis import facts, rules
from parvis.strategy.diagnosis.facts import FactKind, Unit
from parvis.strategy.diagnosis.form import Public
from parvis.strategy.diagnosis.result import (
    ChannelVerdict,
    CriterionSeen,
    Diagnosis,
    Fact,
    Standing,
    SubjectSeen,
    Verdict,
)
from parvis.strategy.diagnosis.tables import Condition
from parvis.strategy.diagnosis.words import Both
from parvis.strategy.models.publics import PUBLICS
from parvis.strategy.report.terms import GUESSED_BELOW

register = template.Library()

register.filter("spoken", catalogue.spoken)
register.filter("aim_named", catalogue.aim_named)

ICONS = {
    Verdict.ANSWER: "reply",
    Verdict.LISTEN: "eye",
    Verdict.REDIRECT: "house",
    Verdict.LEAVE: "ban",
}


@register.filter
def verdict_name(verdict: Verdict) -> str:
    return catalogue.spoken(rules.verdict_words()[verdict].name)


@register.filter
def verdict_means(verdict: Verdict) -> str:
    return catalogue.spoken(rules.verdict_words()[verdict].means)


@register.filter
def verdict_icon(verdict: Verdict) -> str:
    return ICONS[verdict]


@register.filter
def well_known(channels: Sequence[ChannelVerdict]) -> list[ChannelVerdict]:
    return [one for one in channels if one.sure >= GUESSED_BELOW]


@register.filter
def little_known(channels: Sequence[ChannelVerdict]) -> list[ChannelVerdict]:
    """Those of which the verdict is a guess so far, as the report calls it."""
    return [one for one in channels if one.sure < GUESSED_BELOW]


@register.filter
def in_language(said: Mapping[str, str]) -> str:
    """A sentence that was kept in both languages."""
    return said[catalogue.language()]


@register.filter
def public_name(public: Public) -> str:
    return str(dict(PUBLICS)[public])


@register.filter
def fact_name(fact: Fact) -> str:
    """What a fact is called, that of a channel without its channel."""
    kind = _kind_of(fact)
    return catalogue.spoken(kind.name) if kind else fact.key


@register.filter
def fact_value(fact: Fact) -> str:
    """In the unit of the fact; empty while it is not known."""
    kind = _kind_of(fact)
    if kind is None or fact.value is None:
        return ""
    return catalogue.spoken(facts.spoken(fact.value, kind.unit))


@register.filter
def of_five(level: int) -> float:
    return level / 5


@register.filter
def met(criteria: Sequence[CriterionSeen]) -> list[CriterionSeen]:
    return [one for one in criteria if one.standing is Standing.MET]


@register.filter
def wanting(criteria: Sequence[CriterionSeen]) -> list[CriterionSeen]:
    """Those that are not met or not known."""
    return [one for one in criteria if one.standing is not Standing.MET]


@register.filter
def missing_of(facts_: Sequence[Fact]) -> int:
    return sum(fact.value is None for fact in facts_)


@register.filter
def with_blanks(words: Both) -> str:
    """A sentence of a rule before the brand's figures are in it."""
    return re.sub(r"\{\w+\}", "…", catalogue.spoken(words))


@register.filter
def plainly(value: float | None) -> str:
    """Whole from ten on, with one decimal below where there is any."""
    return "" if value is None else catalogue.spoken(facts.spoken(value, Unit.NUMBER))


@register.filter
def people_answer(people: float) -> str:
    """Below two, a part of somebody takes the plural in English and the singular in French, as
    nought does."""
    count = int(people) if people >= 2 or people == int(people) else 0
    said = ngettext("%(people)s person answers", "%(people)s people answer", count)
    return said % {"people": plainly(people)}


@register.filter
def value_in(value: float | None, unit: str) -> str:
    """A target or what stands against it, in the unit of the aim; a measure of one's own has none
    that is known."""
    return "" if value is None else catalogue.in_unit(value, unit)


@register.filter
def channel_in(key: str, diagnosis: Diagnosis) -> str:
    """A channel as this diagnosis calls it."""
    names = {one.channel: one.name for one in diagnosis.channels}
    return names.get(key) or catalogue.channel_named(key)


@register.filter
def by_advice(subjects: Sequence[SubjectSeen]) -> list[tuple[str, list[str]]]:
    """Each advice once, with the subjects that it is given for."""
    names: dict[str, list[str]] = {}
    for one in subjects:
        names.setdefault(catalogue.spoken(one.advice), []).append(one.name)
    return list(names.items())


@register.filter
def condition_words(condition: Condition) -> str:
    """What a rule asks of a fact: "share of your public here: at least 20%"."""
    kind = facts.fact_kinds()[condition.fact]
    name = catalogue.spoken(kind.name)
    if condition.equals is not None:
        return f"{name}: {catalogue.spoken(facts.spoken(condition.equals, Unit.YES_NO))}"
    number = catalogue.spoken(facts.spoken(condition.threshold or 0, kind.unit))
    if condition.at_least is not None:
        return _("%(name)s: at least %(number)s") % {"name": name, "number": number}
    if condition.at_most is not None:
        return _("%(name)s: at most %(number)s") % {"name": name, "number": number}
    return _("%(name)s: below %(number)s") % {"name": name, "number": number}


def _kind_of(fact: Fact) -> FactKind | None:
    return facts.fact_kinds().get(fact.key.rpartition(":")[2])
