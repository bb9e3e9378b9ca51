from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.channels.connectors.twcs import MEDIA_TYPE, TwcsConnector
from parvis.channels.protocol import (
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

QUESTION = {
    "tweet_id": "119237",
    "author_id": "105834",
    "inbound": "True",
    "created_at": "Wed Oct 11 06:55:44 +0000 2017",
    "text": "@AppleSupport it broke &amp; is &gt; 2 years old &eacute;",
    "response_tweet_id": "119236",
    "in_response_to_tweet_id": "",
    "brand_account": "AppleSupport",
    "conversation": "119236",
}


def parse(row: object) -> Event:
    body = row if isinstance(row, bytes) else json.dumps(row).encode()
    (event,) = TwcsConnector().parse(Raw(key="k", body=body, media_type=MEDIA_TYPE))
    return event


def message_of(row: object) -> IncomingMessage:
    message = parse(row).message
    assert message is not None
    return message


def test_a_persons_first_tweet_is_a_public_post_to_the_brand() -> None:
    at = datetime(2017, 10, 11, 6, 55, 44, tzinfo=UTC)

    assert parse(QUESTION) == Event(
        kind=EventKind.CREATED,
        key="tweet:119237",
        occurred_at=at,
        message=IncomingMessage(
            network="twitter",
            ext_id="119237",
            thread_ext="119236",
            surface=Surface.PUBLIC_POST,
            visibility=Visibility.PUBLIC,
            direction=Direction.IN,
            author=Author(network="twitter", ext_id="105834", handle="105834"),
            text="@AppleSupport it broke & is > 2 years old &eacute;",
            created_at=at,
        ),
    )


def test_an_answer_is_a_comment_under_the_tweet_it_answers() -> None:
    answer = message_of({**QUESTION, "in_response_to_tweet_id": "119230"})

    assert (answer.surface, answer.parent_ext) == (Surface.COMMENT, "119230")


@pytest.mark.parametrize(
    ("author", "direction"),
    [
        ("105834", Direction.IN),
        ("AppleSupport", Direction.OUT),
        ("applesupport", Direction.OUT),
        ("Delta", Direction.OBSERVED),
    ],
)
@pytest.mark.parametrize("inbound", ["True", "False", ""])
def test_the_author_decides_the_direction_whatever_inbound_says(
    author: str, direction: Direction, inbound: str
) -> None:
    row = {**QUESTION, "author_id": author, "inbound": inbound}

    assert message_of(row).direction is direction


def test_an_inbound_that_contradicts_the_author_is_a_warning() -> None:
    message = message_of({**QUESTION, "inbound": "False"})

    assert message.warnings == ("inbound says false, but the author is 105834",)


def test_numbers_that_a_spreadsheet_made_decimal_are_the_same_tweets() -> None:
    message = message_of({**QUESTION, "tweet_id": "12.0", "in_response_to_tweet_id": "11.0"})

    assert (message.ext_id, message.parent_ext) == ("12", "11")


def test_a_moment_in_another_time_zone_is_told_in_utc() -> None:
    message = message_of({**QUESTION, "created_at": "Sat Dec 31 22:30:00 -0330 2016"})

    assert message.created_at == datetime(2017, 1, 1, 2, 0, tzinfo=UTC)
    assert message.created_at.tzinfo is UTC


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({**QUESTION, "tweet_id": "n/a"}, "tweet_id is no number: 'n/a'"),
        ({**QUESTION, "author_id": ""}, "author_id is neither a number nor a name: ''"),
        ({**QUESTION, "in_response_to_tweet_id": "x"}, "in_response_to_tweet_id is no number: 'x'"),
        (
            {**QUESTION, "created_at": "2017-10-11"},
            "created_at is not like Tue Oct 31 22:10:47 +0000 2017: '2017-10-11'",
        ),
        (
            {**QUESTION, "created_at": "Wed Feb 31 06:55:44 +0000 2017"},
            "created_at is not like Tue Oct 31 22:10:47 +0000 2017: 'Wed Feb 31 06:55:44",
        ),
        ({**QUESTION, "conversation": ""}, "conversation is no identifier: ''"),
        ({"tweet_id": "1"}, "the row lacks author_id, inbound, created_at, text"),
        ({"broken": "the row has 3 columns"}, "the row has 3 columns"),
        ({**QUESTION, "text": None}, "the delivery is no row of a twcs table"),
        (b"\xff", "the delivery is no row of a twcs table"),
    ],
)
def test_a_broken_row_is_refused_with_its_reason(row: object, why: str) -> None:
    with pytest.raises(Poison) as caught:
        parse(row)
    assert str(caught.value).startswith(why)


AWKWARD = st.text(st.sampled_from("aZ_019 +:.,\"'@&;\n\0\ud83d\U0001f600"), max_size=30)


@given(st.dictionaries(st.sampled_from([*QUESTION, "broken"]), AWKWARD))
def test_any_row_gives_a_message_that_can_be_stored_or_is_refused(row: dict[str, str]) -> None:
    try:
        message = message_of({**QUESTION, **row})
    except Poison as poison:
        said = str(poison)
    else:
        assert message.author is not None
        said = message.text + message.ext_id + message.thread_ext + message.author.ext_id
    assert said
    assert "\0" not in said.encode().decode()
