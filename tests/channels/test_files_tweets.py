from __future__ import annotations

import csv
import gzip
import io
import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.channels.connectors.twcs import COLUMNS
from parvis.channels.files.opened import UnreadableFileError, opened
from parvis.channels.files.tweets import find_threads, gathered_tweets
from parvis.channels.protocol import Raw

AT = "Tue Oct 31 22:10:47 +0000 2017"
HEADER = ",".join(COLUMNS)


def tweet(
    number: object, author: str, text: str, *, answers: object = "", answered_by: object = ""
) -> list[str]:
    inbound = str(author.isdigit())
    return [str(number), author, inbound, AT, text, str(answered_by), str(answers)]


def table(*rows: list[str], columns: tuple[str, ...] = COLUMNS) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows([columns, *rows])
    return written.getvalue().encode()


@dataclass(frozen=True)
class Found:
    raws: list[Raw]
    other_brand: int


def read(path: Path, content: bytes, account: str) -> Found:
    path.write_bytes(content)
    with opened(path) as file:
        threads = find_threads(file, account)
    with opened(path) as file, gathered_tweets(file, threads) as tweets:
        assert len(tweets) == len(list(tweets))
        return Found(list(tweets), tweets.other_brand)


def threads_of(found: Found) -> dict[str, str]:
    rows = [json.loads(raw.body) for raw in found.raws]
    return {row["tweet_id"]: row["conversation"] for row in rows}


def test_a_row_is_given_with_its_thread_and_the_account(tmp_path: Path) -> None:
    content = table(tweet(8, "115712", '@Shop it said "no"\nreally', answered_by="9,7"))

    assert read(tmp_path / "t.csv", content, "Shop").raws == [
        Raw(
            key="tweet:8",
            body=(
                b'{"tweet_id":"8","author_id":"115712","inbound":"True",'
                b'"created_at":"Tue Oct 31 22:10:47 +0000 2017",'
                b'"text":"@Shop it said \\"no\\"\\nreally","response_tweet_id":"9,7",'
                b'"in_response_to_tweet_id":"","brand_account":"Shop","conversation":"7"}'
            ),
            media_type="application/x-parvis-twcs+json",
        )
    ]


def test_threads_without_the_account_are_another_brands(tmp_path: Path) -> None:
    content = table(
        tweet(1, "10", "@Shop hello"),
        tweet(2, "Rival", "@11 yes", answers=3),
        tweet(3, "11", "@Rival hello"),
        tweet(4, "Shop", "@12 hi", answers=5),
        tweet(5, "12", "anybody?"),
    )

    found = read(tmp_path / "t.csv", content, "shop")

    assert threads_of(found) == {"1": "1", "4": "4", "5": "4"}
    assert found.other_brand == 2


def test_a_thread_is_joined_in_any_order_and_through_tweets_that_are_absent(
    tmp_path: Path,
) -> None:
    content = table(
        tweet(30, "10", "@Shop second", answers=99),
        tweet(20, "Shop", "first", answered_by=30),
        tweet(40, "11", "me too", answers=99),
    )

    assert threads_of(read(tmp_path / "t.csv", content, "Shop")) == {
        "30": "20",
        "20": "20",
        "40": "20",
    }


@pytest.mark.parametrize(
    ("text", "is_addressed"),
    [
        ("@shop help", True),
        ("hey @SHOP, help", True),
        (".@Shop: help", True),
        ("@ShopHelp help", False),
        ("mail me@Shop now", False),
        ("Shop help", False),
    ],
)
def test_an_account_is_addressed_by_its_whole_name(
    tmp_path: Path, text: str, is_addressed: bool
) -> None:
    found = read(tmp_path / "t.csv", table(tweet(1, "10", text)), "Shop")

    assert (len(found.raws), found.other_brand) == ((1, 0) if is_addressed else (0, 1))


def test_tweets_come_in_the_order_of_time_and_broken_ones_first(tmp_path: Path) -> None:
    rows = {1: "22:30:00", 2: "22:10:00", 3: "26:00:00", 4: "22:20:00"}
    content = "\n".join(
        [HEADER, *(f"{n},10,True,Tue Oct 31 {at} +0000 2017,@Shop,," for n, at in rows.items())]
    )

    found = read(tmp_path / "t.csv", content.encode(), "Shop")

    assert [raw.key for raw in found.raws] == ["tweet:3", "tweet:2", "tweet:4", "tweet:1"]


def test_the_column_conversation_is_believed_where_there_is_one(tmp_path: Path) -> None:
    content = table(
        ["t-1", *tweet(1, "10", "@Shop hello", answered_by=3)],
        ["t-1", *tweet(2, "11", "me too")],
        ["t-2", *tweet(3, "12", "not me", answers=1)],
        columns=("conversation", *COLUMNS),
    )

    found = read(tmp_path / "t.csv.gz", gzip.compress(content), "Shop")

    assert threads_of(found) == {"1": "t-1", "2": "t-1"}


def test_the_account_is_spelled_as_it_writes_itself(tmp_path: Path) -> None:
    (raw,) = read(tmp_path / "t.csv", table(tweet(1, "AppleSupport", "hi")), "applesupport").raws

    assert json.loads(raw.body)["brand_account"] == "AppleSupport"


@pytest.mark.parametrize(
    ("record", "why"),
    [
        ("1,10,True", "the row has 3 columns, the table has 7"),
        (f"x,10,True,{AT},@Shop,,", "tweet_id is no number: 'x'"),
        (f'1,10,True,{AT},"a"b",,', "the row is no CSV: ',' expected after '\"'"),
    ],
)
def test_a_broken_row_is_a_delivery_that_says_why(tmp_path: Path, record: str, why: str) -> None:
    content = f"{HEADER}\n{record}\n3,10,True,{AT},@Shop,,\n".encode()

    broken, whole = read(tmp_path / "t.csv", content, "Shop").raws

    assert broken.key.startswith("sha256:")
    assert json.loads(broken.body) == {
        "broken": why,
        "record": f"{record}\n",
        "brand_account": "Shop",
    }
    assert whole.key == "tweet:3"


def test_a_quote_that_is_never_closed_spoils_its_own_row_only(tmp_path: Path) -> None:
    rows = "".join(f"{number},10,True,{AT},@Shop,,\n" for number in range(2, 502))
    content = f'{HEADER}\n1,10,True,{AT},"@Shop,,\n{rows}'.encode()

    found = read(tmp_path / "t.csv", content, "Shop")

    assert found.raws[0].key.startswith("sha256:")
    assert [raw.key for raw in found.raws[1:]] == [f"tweet:{n}" for n in range(2, 502)]


def test_bytes_that_are_no_utf8_are_kept(tmp_path: Path) -> None:
    content = f"{HEADER}\n1,10,True,{AT},@Shop ".encode() + b"\xe9\x00,,\n"

    (raw,) = read(tmp_path / "t.csv", content, "Shop").raws

    assert json.loads(raw.body)["text"] == "@Shop \udce9\0"


def test_missing_columns_are_named(tmp_path: Path) -> None:
    with pytest.raises(
        UnreadableFileError, match="it lacks inbound, response_tweet_id, in_response"
    ):
        read(tmp_path / "t.csv", b"tweet_id,author_id,created_at,text\n", "Shop")


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="is empty"):
        read(tmp_path / "t.csv", b"", "Shop")


NUMBERS = st.integers(1, 12)
TABLES = st.dictionaries(
    NUMBERS,
    st.tuples(
        st.sampled_from(["10", "Shop", "Rival"]),
        st.sampled_from(["hello", "@shop", "a,b", 'say "no"', "two\nlines\r\nthree", "é 🤥", ""]),
        st.lists(NUMBERS, max_size=2),
        st.none() | NUMBERS,
    ),
    max_size=10,
)


@given(TABLES)
def test_the_threads_are_the_connected_parts_of_the_table(
    tmp_path_factory: pytest.TempPathFactory,
    tweets: dict[int, tuple[str, str, list[int], int | None]],
) -> None:
    rows = [
        tweet(number, author, text, answers=parent or "", answered_by=",".join(map(str, answers)))
        for number, (author, text, answers, parent) in tweets.items()
    ]
    path = tmp_path_factory.getbasetemp() / "any.csv"

    found = read(path, table(*rows), "Shop")

    parts = connected_parts(
        [
            {number, *answers, *([parent] if parent else [])}
            for number, (_, _, answers, parent) in tweets.items()
        ]
    )
    appearing = {
        n for n, (author, text, _, _) in tweets.items() if author == "Shop" or text == "@shop"
    }
    expected = {
        str(number): str(min(part))
        for number in tweets
        for part in parts
        if number in part and part & appearing
    }
    assert threads_of(found) == expected
    assert found.other_brand == len(tweets) - len(expected)


def connected_parts(groups: list[set[int]]) -> list[set[int]]:
    """The slow and obvious way: merge groups that touch, until none do."""
    parts: list[set[int]] = []
    for group in groups:
        touching = [part for part in parts if part & group]
        parts = [part for part in parts if not part & group]
        parts.append(group.union(*touching))
    return parts
