"""What is not known, the most wanted first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from parvis.strategy.diagnosis.channels import CHANNEL_FACT
from parvis.strategy.diagnosis.facts import fact_kinds
from parvis.strategy.diagnosis.result import Basis, CriterionSeen, Diagnosis, Standing
from parvis.strategy.diagnosis.rules import rules
from parvis.strategy.diagnosis.words import Both
from parvis.strategy.report.facts import fact_name, name_of
from parvis.strategy.report.lists import names_of
from parvis.strategy.report.pen import Pen

AT_MOST = 3
LEVEL = 1.0
"""What a level of the weakest dimension weighs: as much as a hint on a channel of which nothing is
sure. Ours."""
CHANNELS = 3
FORECAST = "forecast"

OF_CHANNELS = Both("{fact}: not known of {channels}.", "{fact} : on l'ignore pour {channels}.")
OF_BRAND = Both("{fact}: not known yet.", "{fact} : on l'ignore encore.")
LOAD_UNKNOWN = Both(
    "Whether there are hands for it: messages, minutes for each or hours are missing.",
    "S'il y a des bras pour le faire : manquent les messages, leurs minutes ou les heures.",
)
QUESTION = Both(
    "{question} {dimension} waits for the answer.",
    "{question} De la réponse dépend : {dimension}.",
)
STATEMENT = Both("{fact}. {dimension} waits for it.", "{fact}. De cela dépend : {dimension}.")


def most_wanted(diagnosis: Diagnosis, pen: Pen) -> tuple[str, ...]:
    """By how much hangs on it: what the rules that wait for it weigh on channels that are not
    sure, and the next level of the weakest dimensions."""
    wanted = [*_of_channels(diagnosis, pen), *_of_maturity(diagnosis, pen)]
    wanted.sort(key=lambda item: -item[0])
    return tuple(text for _weight, text in wanted[:AT_MOST])


def _of_channels(diagnosis: Diagnosis, pen: Pen) -> Iterator[tuple[float, str]]:
    weights: defaultdict[str, float] = defaultdict(float)
    missing_of: defaultdict[str, list[str]] = defaultdict(list)
    for seen in diagnosis.channels:
        for fact in seen.facts:
            if fact.basis is Basis.MISSING:
                name = fact_name(fact.key)
                weights[name] += (1 - seen.sure) * _weight(name)
                if fact.key.startswith(CHANNEL_FACT):
                    missing_of[name].append(seen.name or seen.channel)
    for name, weight in weights.items():
        yield weight, _missing(name, missing_of[name], pen)


def _missing(name: str, channels: Sequence[str], pen: Pen) -> str:
    """`channels` are those of which it is not known; none, where it is a fact of the brand."""
    if name == FORECAST:
        return pen.say(LOAD_UNKNOWN)
    if not channels:
        return pen.say(OF_BRAND, fact=name_of(name, pen))
    names = names_of(pen, channels, at_most=CHANNELS)
    return pen.say(OF_CHANNELS, fact=name_of(name, pen), channels=names)


@cache
def _weight(fact: str) -> float:
    """Of the heaviest word of any rule that waits for the fact."""
    return max(
        (
            weight
            for rule in rules()
            if any(condition.fact == fact for condition in rule.when)
            for weight in rule.speaks_for.values()
        ),
        default=1.0,
    )


def _of_maturity(diagnosis: Diagnosis, pen: Pen) -> Iterator[tuple[float, str]]:
    for dimension in diagnosis.maturity.dimensions:
        if dimension.id not in diagnosis.maturity.weakest:
            continue
        for criterion in dimension.criteria:
            next_up = criterion.level == dimension.level + 1
            if next_up and criterion.standing is Standing.MISSING:
                yield LEVEL, _asked(criterion, pen.told(dimension.name), pen)


def _asked(criterion: CriterionSeen, dimension: str, pen: Pen) -> str:
    """The question as it is put to people, where it is one."""
    kind = fact_kinds().get(fact_name(criterion.fact.key))
    if kind and kind.question:
        return pen.say(QUESTION, question=pen.told(kind.question.asks, 160), dimension=dimension)
    return pen.say(STATEMENT, fact=name_of(criterion.fact.key, pen), dimension=dimension)
