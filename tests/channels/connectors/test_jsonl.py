from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.channels.connectors.jsonl import FIELDS, MEDIA_TYPE, JsonlConnector
from parvis.channels.protocol import (
    Attachment,
    Author,
    Direction,
    Event,
    EventKind,
    IncomingMessage,
    Poison,
    Raw,
    Surface,
    Visibility,
)

SHORTEST = {
    "ext_id": "m-1",
    "created_at": "2026-03-02T09:00:00+01:00",
    "text": "Where is my order?",
    "author": {"ext_id": "mina"},
}
NINE = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def parse(line: object) -> Event:
    return parse_bytes(json.dumps(line).encode())


def parse_bytes(body: bytes) -> Event:
    """The event that a line is about."""
    (event,) = JsonlConnector().parse(Raw(key="k", body=body, media_type=MEDIA_TYPE))
    return event


def reason(line: object) -> str:
    with pytest.raises(Poison) as caught:
        parse(line)
    return str(caught.value)


def without(name: str) -> dict[str, object]:
    return {key: value for key, value in SHORTEST.items() if key != name}


def test_the_shortest_line_is_a_private_message_to_the_brand() -> None:
    assert parse(SHORTEST) == Event(
        kind=EventKind.CREATED,
        key="jsonl:m-1",
        occurred_at=NINE,
        message=IncomingMessage(
            network="jsonl",
            ext_id="m-1",
            surface=Surface.DM,
            visibility=Visibility.PRIVATE,
            direction=Direction.IN,
            author=Author(network="jsonl", ext_id="mina"),
            text="Where is my order?",
            created_at=NINE,
        ),
    )


def test_every_field_of_a_line_reaches_the_message() -> None:
    line = {
        "network": "forum",
        "ext_id": "c9",
        "revision": "2",
        "parent_ext": "c8",
        "root_ext": "c1",
        "thread_ext": "t1",
        "references": ["c1", "c8"],
        "subject_ext": "post-4",
        "surface": "comment",
        "visibility": "public",
        "direction": "observed",
        "author": {"network": "forum-sso", "ext_id": "u7", "display": "Zoé", "handle": "zoe"},
        "to": [{"ext_id": "shop", "display": "The shop"}],
        "text": "Same here",
        "quoted": "It broke",
        "html": "<p>Same here</p>",
        "title": "Broken",
        "lang": "en",
        "created_at": "2026-03-02T08:00:00Z",
        "edited_at": "2026-03-02T08:30:00Z",
        "automatic": True,
        "automatic_reason": "posted by a bot",
        "attachments": [{"filename": "a.png", "mime": "image/png", "size": 12, "url": "x:1"}],
        "kind": "edited",
    }

    assert parse(line) == Event(
        kind=EventKind.EDITED,
        key="forum:c9",
        revision="2",
        occurred_at=NINE + timedelta(minutes=30),
        message=IncomingMessage(
            network="forum",
            ext_id="c9",
            revision="2",
            parent_ext="c8",
            root_ext="c1",
            thread_ext="t1",
            references=("c1", "c8"),
            subject_ext="post-4",
            surface=Surface.COMMENT,
            visibility=Visibility.PUBLIC,
            direction=Direction.OBSERVED,
            author=Author(network="forum-sso", ext_id="u7", display="Zoé", handle="zoe"),
            to=(Author(network="forum", ext_id="shop", display="The shop"),),
            text="Same here",
            quoted="It broke",
            html="<p>Same here</p>",
            title="Broken",
            lang="en",
            created_at=NINE,
            edited_at=NINE + timedelta(minutes=30),
            automatic=True,
            automatic_reason="posted by a bot",
            attachments=(Attachment(filename="a.png", mime="image/png", size=12, url="x:1"),),
        ),
    )


def test_a_deletion_needs_only_the_message_and_the_time() -> None:
    assert parse({"ext_id": "m-1", "deleted_at": "2026-03-02T08:00:00Z"}) == Event(
        kind=EventKind.DELETED, key="jsonl:m-1", occurred_at=NINE, ref="m-1", network="jsonl"
    )


def test_two_edits_without_a_revision_are_told_apart_by_their_time() -> None:
    edited = {**SHORTEST, "kind": "edited"}

    first = parse({**edited, "edited_at": "2026-03-02T08:10:00Z"})
    second = parse({**edited, "edited_at": "2026-03-02T08:20:00Z"})

    assert (first.revision, second.revision) == (
        "2026-03-02T08:10:00+00:00",
        "2026-03-02T08:20:00+00:00",
    )


def test_a_restoration_brings_the_words_and_says_when() -> None:
    restored = parse({**SHORTEST, "kind": "restored", "restored_at": "2026-03-02T08:00:00Z"})

    assert restored == Event(
        kind=EventKind.RESTORED,
        key="jsonl:m-1",
        occurred_at=NINE,
        message=parse(SHORTEST).message,
    )


def test_a_restoration_without_its_time_is_none() -> None:
    assert reason({**SHORTEST, "kind": "restored"}) == "restored_at is missing"


def test_of_a_very_long_text_the_beginning_is_kept_with_a_warning() -> None:
    message = parse({**SHORTEST, "text": "x" * 100_001}).message

    assert message is not None
    assert message.text == "x" * 100_000
    assert message.warnings == ("text is very long: only its first 100,000 characters are kept",)


def test_an_author_may_be_unknown() -> None:
    message = parse({**SHORTEST, "author": None}).message

    assert message is not None
    assert message.author is None


def test_a_field_that_nobody_knows_is_named_in_a_warning() -> None:
    message = parse({**SHORTEST, "tread_ext": "t1"}).message

    assert message is not None
    assert message.warnings == ("the field 'tread_ext' is not known and was left out",)


def test_nul_and_half_surrogates_in_words_become_replacement_characters() -> None:
    body = b'{"ext_id":"1","created_at":"2026-03-02T08:00:00Z","text":"a\\u0000b\\ud83dc",'
    message = parse_bytes(body + b'"author":{"ext_id":"u","display":"\\udc00"}}').message

    assert message is not None
    assert message.text == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c"
    assert message.author == Author(
        network="jsonl", ext_id="u", display="\N{REPLACEMENT CHARACTER}"
    )


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (without("ext_id"), "ext_id is missing"),
        (without("created_at"), "created_at is missing"),
        (without("text"), "text is missing"),
        (without("author"), "author is missing: give an object with ext_id, or null if unknown"),
        ({**SHORTEST, "ext_id": 12}, "ext_id is no text in quotes"),
        ({**SHORTEST, "ext_id": ""}, "ext_id is empty"),
        ({**SHORTEST, "ext_id": "a\0"}, "ext_id holds a NUL or half a surrogate pair"),
        ({**SHORTEST, "ext_id": "x" * 501}, "ext_id is longer than 500 characters"),
        ({**SHORTEST, "author": {}}, "author.ext_id is missing"),
        ({**SHORTEST, "author": "mina"}, "author is no object in braces"),
        ({**SHORTEST, "to": [{"ext_id": "a"}, {}]}, "to[1].ext_id is missing"),
        ({**SHORTEST, "references": "m-0"}, "references is no list in brackets"),
        ({**SHORTEST, "references": ["m-0", None]}, "references[1] is missing"),
        ({**SHORTEST, "created_at": "yesterday"}, "created_at is no ISO 8601 time: 'yesterday'"),
        (
            {**SHORTEST, "created_at": "2026-03-02T09:00:00"},
            "created_at has no time zone: '2026-03-02T09:00:00'",
        ),
        (
            {**SHORTEST, "created_at": "0001-01-01T00:00:00+14:00"},
            "created_at is no ISO 8601 time: '0001-01-01T00:00:00+14:00'",
        ),
        (
            {**SHORTEST, "visibility": "secret"},
            "visibility is 'secret', not one of public, unlisted, followers, private",
        ),
        ({**SHORTEST, "automatic": "no"}, "automatic is neither true nor false"),
        ({**SHORTEST, "attachments": [{"size": -1}]}, "attachments[0].size is no whole number"),
        ({**SHORTEST, "kind": "edited"}, "edited_at is missing: an edited message needs it"),
        (
            {**SHORTEST, "kind": "created", "deleted_at": "2026-03-02T08:00:00Z"},
            "deleted_at is given, but kind is created",
        ),
        ([SHORTEST], "the line is JSON, but not an object in braces"),
    ],
)
def test_a_wrong_line_is_refused_with_the_field_that_is_wrong(line: object, why: str) -> None:
    assert reason(line).startswith(why)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"{", "the line is not JSON: "),
        (b"", "the line is not JSON: "),
        (b'{"text": "\xff"}', "the line is not UTF-8: byte 11 cannot be read"),
        (b"[" * 100_000, "the line is nested too deeply"),
        (b'{"a":' + b"1" * 5_000 + b"}", "the line is not JSON: "),
    ],
)
def test_bytes_that_are_no_json_are_refused_with_their_reason(body: bytes, why: str) -> None:
    with pytest.raises(Poison) as caught:
        parse_bytes(body)
    assert str(caught.value).startswith(why)


@given(st.binary())
def test_any_bytes_give_an_event_or_are_refused(body: bytes) -> None:
    assert only_poison_is_raised(body)


AWKWARD = st.text(st.sampled_from("a0-:.é€\U0001f600\0\ud83d\n{"), max_size=8)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | AWKWARD,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(AWKWARD, inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*SHORTEST, "to", "edited_at", "kind"]), ANY_JSON))
def test_any_values_in_the_fields_give_an_event_or_are_refused(fields: dict[str, object]) -> None:
    assert only_poison_is_raised(json.dumps({**SHORTEST, **fields}).encode())


MOMENTS = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.integers(-720, 840).map(lambda east: timezone(timedelta(minutes=east))),
)
STORABLE = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))


@given(text=STORABLE, title=STORABLE, created_at=MOMENTS)
def test_words_and_times_come_out_as_they_went_in(
    text: str, title: str, created_at: datetime
) -> None:
    line = {**SHORTEST, "text": text, "title": title, "created_at": created_at.isoformat()}

    message = parse(line).message

    assert message is not None
    assert (message.text, message.title, message.created_at) == (text, title, created_at)
    assert message.created_at.tzinfo is UTC


def only_poison_is_raised(body: bytes) -> bool:
    try:
        event = parse_bytes(body)
    except Poison as poison:
        return bool(str(poison)) and is_utf8(str(poison))
    words = event.ref if event.message is None else event.message.text + event.message.ext_id
    return is_utf8(words + event.key)


def is_utf8(text: str) -> bool:
    return "\0" not in text and bool(text.encode() or True)


PAGE = Path(__file__).parents[3] / "docs" / "reference" / "jsonl.md"


def test_the_page_about_the_format_describes_every_field() -> None:
    described = re.findall(r"(?m)^\| `(\w+)` \|", PAGE.read_text(encoding="utf-8"))

    assert sorted(described) == sorted(FIELDS)


def test_the_examples_on_the_page_can_be_imported() -> None:
    lines = re.findall(r"(?m)^\{.*\}$", PAGE.read_text(encoding="utf-8"))

    kinds = [parse_bytes(line.encode()).kind for line in lines]

    assert kinds == ["created", "created", "created", "edited", "deleted"]
