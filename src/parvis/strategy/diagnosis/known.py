"""All that is known of the brand and of each channel, the newest and surest of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from parvis.strategy.diagnosis.channels import Gathered, prefix_of
from parvis.strategy.diagnosis.facts import Known, Said, declared, overlaid, told
from parvis.strategy.diagnosis.form import Form
from parvis.strategy.diagnosis.result import Basis, Fact, Load
from parvis.strategy.diagnosis.said_of_brand import said_of_brand
from parvis.strategy.diagnosis.said_of_channel import Whole, said_of


def channels_known(
    form: Form, channels: Mapping[str, Gathered], measured: Mapping[str, Fact]
) -> dict[str, Known]:
    whole = Whole(form)
    return {key: _channel_known(at, whole, measured) for key, at in channels.items()}


def brand_known(
    form: Form, channels: Mapping[str, Known], measured: Mapping[str, Fact], load: Load
) -> Known:
    said = said_of_brand(form, list(channels.values()))
    facts = told(form) | {name: declared(name, each, form) for name, each in said.items()}
    for name, value in (("used", load.used), ("forecast", load.forecast)):
        if value is not None:
            facts[name] = declared(name, Said(value), form)
    return Known(overlaid(facts, measured))


def _channel_known(at: Gathered, whole: Whole, measured: Mapping[str, Fact]) -> Known:
    prefix, form = prefix_of(at.key), whole.form
    said = {name: declared(prefix + name, each, form) for name, each in said_of(at, whole).items()}
    facts = overlaid(said, measured, prefix=prefix)
    return Known(_promotions_per_reply(facts, prefix) | facts, prefix=prefix)


def _promotions_per_reply(facts: Mapping[str, Fact], prefix: str) -> dict[str, Fact]:
    """As sure as the less sure of the two. No reply counts as one, so that there is a number."""
    promotions, replies = facts.get("promotions"), facts.get("replies")
    if promotions is None or replies is None:
        return {}
    name = "promotions_per_reply"
    ratio = float(promotions.value or 0) / max(float(replies.value or 0), 1.0)
    less_sure = promotions if promotions.basis is Basis.DECLARED else replies
    return {name: replace(less_sure, key=prefix + name, value=ratio)}
