"""What each connector gives to the contract: a delivery of each kind, and what it says.

A new connector writes its entry here; the tests beside this file are written once for all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias

from parvis.channels.protocol import Raw
from tests.contract.mails import mail

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
Told: TypeAlias = tuple[str, str, str]
"""Of an event: its kind, the name of the message, and its words."""


@dataclass(frozen=True)
class Fixtures:
    """Deliveries, each with all that is understood of it."""

    told: Mapping[Raw, tuple[Told, ...]]


def _json(key: str, /, **fields: Any) -> Raw:
    return Raw(key=key, body=json.dumps(fields).encode(), media_type="application/json")


def _post(number: int, **changes: Any) -> Raw:
    fields = {
        "id": str(number),
        "answers": "",
        "thread": "1",
        "author": {"handle": "zoe", "name": "Zoé"},
        "by_brand": False,
        "text": f"post {number}",
        "posted_at": NOON.isoformat(),
        "key": "",
    }
    return _json(f"post:{number}", **fields | changes)


def _line(key: str, /, **changes: Any) -> Raw:
    fields = {
        "ext_id": "m-1",
        "created_at": NOON.isoformat(),
        "text": "first",
        "author": {"ext_id": "zoe"},
    }
    return _json(key, **fields | changes)


def _mail(number: int, body: str, **headers: str | None) -> Raw:
    return Raw(
        key=f"7:{number}",
        body=mail(body, **headers),
        media_type="message/rfc822",
        received_at=NOON,
    )


LATER = "2026-03-02T13:00:00+00:00"
FIXTURES = {
    "demo": Fixtures(
        {
            _post(1): (("created", "1", "post 1"),),
            _post(2, answers="1", by_brand=True, key="k"): (("created", "2", "post 2"),),
            _post(3, from_tomorrow=[1, 2]): (("created", "3", "post 3"),),
        }
    ),
    "web": Fixtures(
        {
            _json("v:1", id="v:1", thread="v", visitor="v", name="Zoé", text="Hello", at=LATER): (
                ("created", "v:1", "Hello"),
            ),
            _json("v:2", id="v:2", thread="v", visitor="v", text="", at=LATER): (
                ("created", "v:2", ""),
            ),
        }
    ),
    "jsonl": Fixtures(
        {
            _line("1"): (("created", "m-1", "first"),),
            _line("2", kind="edited", edited_at=LATER, text="second"): (
                ("edited", "m-1", "second"),
            ),
            _json("3", ext_id="m-1", kind="deleted", deleted_at=LATER): (("deleted", "m-1", ""),),
            _line("4", kind="restored", restored_at=LATER): (("restored", "m-1", "first"),),
            _line("5", ext_id="m-2", author=None, from_tomorrow=True): (
                ("created", "m-2", "first"),
            ),
        }
    ),
    "twcs": Fixtures(
        {
            _json(
                "1",
                tweet_id="119237",
                author_id="105834",
                inbound="True",
                created_at="Wed Oct 11 06:55:44 +0000 2017",
                text="@AppleSupport it broke",
                response_tweet_id="",
                in_response_to_tweet_id="",
                brand_account="AppleSupport",
                conversation="119237",
            ): (("created", "119237", "@AppleSupport it broke"),),
        }
    ),
    "email": Fixtures(
        {
            _mail(1, "Hello"): (("created", "<one@example.test>", "Hello"),),
            _mail(2, "Hi", Message_ID="<two@example.test>", References="<one@example.test>"): (
                ("created", "<two@example.test>", "Hi"),
            ),
        }
    ),
}
