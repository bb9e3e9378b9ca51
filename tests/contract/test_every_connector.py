"""The contract that every connector keeps, with its fixtures; nothing here names a connector."""

from __future__ import annotations

import pytest

from parvis.channels.protocol import Event, Raw
from parvis.channels.registry import CONNECTORS, connector
from tests.contract.fixtures import FIXTURES, Told
from tests.contract.reading import ReadingContract

DELIVERIES = [
    pytest.param(name, raw, told, id=f"{name} {raw.key}")
    for name, fixtures in FIXTURES.items()
    for raw, told in fixtures.told.items()
]


def test_each_connector_has_fixtures() -> None:
    assert FIXTURES.keys() == CONNECTORS.keys()


@pytest.mark.parametrize(("name", "raw", "told"), DELIVERIES)
def test_a_delivery_tells_what_it_told_before(name: str, raw: Raw, told: tuple[Told, ...]) -> None:
    assert tuple(_told(event) for event in connector(name).parse(raw)) == told


@pytest.mark.parametrize(("name", "raw", "told"), DELIVERIES)
def test_it_tells_the_same_by_whatever_road_it_came(
    name: str, raw: Raw, told: tuple[Told, ...]
) -> None:
    """Pulled, fetched, pushed or imported: the road gives a key and a time, never the words."""
    elsewhere = Raw(key="another road", body=raw.body, media_type=raw.media_type)

    assert tuple(_told(event) for event in connector(name).parse(elsewhere)) == told


def _told(event: Event) -> Told:
    message = event.message
    return (
        event.kind.value,
        message.ext_id if message else event.ref,
        message.text if message else "",
    )


for _name, _fixtures in FIXTURES.items():
    globals()[f"TestReading_{_name}"] = type(
        f"TestReading_{_name}",
        (ReadingContract,),
        {"connector": connector(_name), "deliveries": tuple(_fixtures.told)},
    )
