"""What the diagnosis says of a brand today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from parvis.brands.models import Brand
from parvis.strategy.diagnosis.diagnose import diagnose
from parvis.strategy.diagnosis.form import Channel
from parvis.strategy.diagnosis.result import ChannelVerdict, Diagnosis, Verdict
from parvis.strategy.diagnosis.words import Language
from parvis.strategy.models import ChannelDecision
from parvis.strategy.queries.form import form_of
from parvis.strategy.queries.measured import measured_facts


@dataclass(frozen=True)
class Dialogue:
    """Posts that advertise against answers, in a usual month: of those channels that say both."""

    promotions: float
    replies: float
    channels: int

    @property
    def promotions_per_reply(self) -> float | None:
        return self.promotions / self.replies if self.replies else None


def diagnosis_of(brand: Brand, *, at: datetime, language: Language | None = None) -> Diagnosis:
    """What was measured stands in the place of what was declared. Channels are called as in
    `language`, the brand's own unless told."""
    form = form_of(brand, at=at)
    return diagnose(
        replace(form, language=language or form.language), measured=measured_facts(brand, at)
    )


def is_blank(diagnosis: Diagnosis) -> bool:
    """Nothing was said yet from which anything follows."""
    form = diagnosis.form
    lists = (form.places, form.segments, form.aims, form.rivals, form.channels, form.told)
    return not any(lists) and not form.identity.subjects


def surest_first(diagnosis: Diagnosis) -> Sequence[ChannelVerdict]:
    """In the order of the verdicts, each with what is known best before what is a guess."""
    order = list(Verdict)
    return sorted(diagnosis.channels, key=lambda one: (order.index(one.verdict), -one.sure))


def by_verdict(
    diagnosis: Diagnosis, decided: Mapping[str, ChannelDecision]
) -> Mapping[Verdict, Sequence[ChannelVerdict]]:
    """What the team decided for each channel, else what the rules say, with its channels."""
    course = {
        one.channel: Verdict(decided[one.channel].verdict)
        if one.channel in decided
        else one.verdict
        for one in diagnosis.channels
    }
    return {
        verdict: [one for one in surest_first(diagnosis) if course[one.channel] is verdict]
        for verdict in Verdict
        if verdict in course.values()
    }


def decided_otherwise(
    diagnosis: Diagnosis, decided: Mapping[str, ChannelDecision]
) -> Sequence[tuple[ChannelVerdict, ChannelDecision]]:
    """The channels on which the team does something else than the rules say today."""
    found = [
        (one, decided[one.channel]) for one in surest_first(diagnosis) if one.channel in decided
    ]
    return [(one, decision) for one, decision in found if decision.verdict != one.verdict.value]


def dialogue_of(channels: Sequence[Channel]) -> Dialogue:
    said = [one for one in channels if one.promotions is not None and one.replies is not None]
    return Dialogue(
        sum(one.promotions or 0 for one in said), sum(one.replies or 0 for one in said), len(said)
    )
