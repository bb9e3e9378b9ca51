"""What the publics of a brand are called within a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from parvis.strategy.diagnosis.form import Public
from parvis.strategy.diagnosis.words import Both

PUBLICS: Mapping[Public, Both] = {
    Public.CUSTOMERS: Both("customers", "clients"),
    Public.INFLUENCERS: Both("influencers", "influenceurs"),
}
