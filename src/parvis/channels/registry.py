"""The connectors there are: an explicit table, each imported when first asked for."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from parvis.channels.protocol import Connector

CONNECTORS: dict[str, str] = {
    "demo": "parvis.channels.connectors.demo:DemoConnector",
    "email": "parvis.channels.connectors.email:EmailConnector",
    "web": "parvis.channels.connectors.web:WebConnector",
    "jsonl": "parvis.channels.connectors.jsonl:JsonlConnector",
    "twcs": "parvis.channels.connectors.twcs:TwcsConnector",
}


class UnknownConnector(LookupError):
    """No connector has this name."""


@cache
def connector(name: str) -> Connector:
    """The connector called `name`. Raises `UnknownConnector`."""
    try:
        module, _, attribute = CONNECTORS[name].partition(":")
    except KeyError:
        known = ", ".join(sorted(CONNECTORS))
        raise UnknownConnector(f"no connector is called {name!r}; there are: {known}") from None
    made: Connector = getattr(import_module(module), attribute)()
    return made
