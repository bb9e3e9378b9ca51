"""Which channel of the form each connected account is."""

from __future__ import annotations

from collections.abc import Mapping

from parvis.brands.models import Brand
from parvis.channels.models import Account
from parvis.strategy.diagnosis.channel_keys import channel_key
from parvis.strategy.models import Channel, Place
from parvis.strategy.places.recognised import SPOKEN_OF

OF_CONNECTOR: Mapping[str, str] = {"email": "mail", "web": "ask_us"}
"""Channels that an account is by how it is connected; others are told by their name."""


def channels_by_account(brand: Brand) -> Mapping[int, str]:
    """By the account's id, the key of its channel; in three queries."""
    called = {
        place.name.casefold(): place.channel
        for place in Place.objects.filter(brand=brand).exclude(channel="")
    } | {
        channel.name.casefold(): channel.key
        for channel in Channel.objects.filter(brand=brand).exclude(name="")
    }
    return {
        account.pk: _channel_of(account, called) for account in Account.objects.filter(brand=brand)
    }


def channels_called(brand: Brand) -> Mapping[str, str]:
    """By the channel's key, what the brand calls it, where it calls it something; in one query."""
    named = Channel.objects.filter(brand=brand).exclude(name="")
    return dict(named.values_list("key", "name"))


def _channel_of(account: Account, called: Mapping[str, str]) -> str:
    """As the form calls it; else the network that its name names: "Instagram @maison"; else its
    name is the channel's."""
    if account.connector in OF_CONNECTOR:
        return OF_CONNECTOR[account.connector]
    if account.name.casefold() in called:
        return called[account.name.casefold()]
    words = [channel_key(word) for word in account.name.split()]
    return next((word for word in words if word in SPOKEN_OF), channel_key(account.name))
