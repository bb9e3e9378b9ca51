"""Real support threads, counted by the index and straight from their table.

The table is no part of the project: it is looked for beside the checkout, and the test is skipped
where it is not.
"""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from parvis.brands.actions import create_brand
from parvis.brands.models import Brand
from parvis.channels.actions.account import account_for_import
from parvis.channels.actions.imports import import_deliveries
from parvis.channels.files.opened import opened
from parvis.channels.files.tweets import find_threads, gathered_tweets
from parvis.channels.models import Message
from parvis.inbox.actions import take_in
from parvis.inbox.models import Judgement
from parvis.insight.queries.counted import Period
from parvis.kit.actors import PARVIS
from tests.insight.ledger import index_of

TABLE = Path(__file__).parents[3] / "shared" / "data" / "twcs_sample" / "threads.csv.gz"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not TABLE.exists(), reason="not there: the table twcs_sample"),
]

Row = dict[str, str]
AT = datetime(2017, 12, 31, tzinfo=UTC)
SINCE = AT - timedelta(days=90)
FOUR_HOURS = timedelta(hours=4)


@pytest.mark.parametrize("account", ["AmazonHelp", "AppleSupport", "Delta"])
def test_the_index_of_a_brand_is_what_its_table_says(account: str) -> None:
    brand = create_brand(account, by=PARVIS, at=AT, starts_at=datetime(2017, 1, 1, tzinfo=UTC))
    brought_in(brand, account)

    figures = index_of(brand, Period.of_days(90, at=AT)).now

    needing = set(
        Judgement.objects.filter(calls_for_answer=True).values_list("message__ext_id", flat=True)
    )
    turns, persons = counted_from_table(account, needing)
    assert len(turns) > 20
    rate = figures.rates[0]
    assert (rate.within, rate.elapsed) == (
        sum(wait is not None and wait <= FOUR_HOURS for wait in turns),
        len(turns),
    )
    assert (figures.persons.answered, figures.persons.addressed) == (
        sum(persons.values()),
        len(persons),
    )


def brought_in(brand: Brand, account_name: str) -> None:
    account = account_for_import(brand, name=account_name, connector_id="twcs")
    with opened(TABLE) as file:
        threads = find_threads(file, account_name)
    with opened(TABLE) as file, gathered_tweets(file, threads) as tweets:
        import_deliveries(account, list(tweets), at=AT)
    take_in(list(Message.objects.order_by("created_at", "id").values_list("pk", flat=True)))


def counted_from_table(
    account: str, needing: set[str]
) -> tuple[list[timedelta | None], dict[str, bool]]:
    """How long each turn after `SINCE` waited (None: no answer), and which persons got one."""
    waits: list[timedelta | None] = []
    persons: dict[str, bool] = defaultdict(bool)
    for thread in threads_of(account):
        said: list[Row] = []
        for row in thread:
            author = row["author_id"]
            if author.isdigit() and moment(row) > SINCE:
                answers = [moment(reply) for reply in thread if answers_to(reply, row, thread)]
                persons[author] |= bool(answers)
                if opens_turn(row, said) and row["tweet_id"] in needing:
                    waits.append(min(answers) - moment(row) if answers else None)
            if author.isdigit() or author == account:
                said.append(row)
    return waits, persons


def threads_of(account: str) -> list[list[Row]]:
    """Conversations in which the account writes or is named, each in the order of time."""
    conversations: dict[str, list[Row]] = defaultdict(list)
    with gzip.open(TABLE, "rt", newline="") as lines:
        for row in csv.DictReader(lines):
            row["ours"] = "yes" if row["author_id"] == account else ""
            conversations[row["conversation"]].append(row)
    name = f"@{account.lower()}"
    return [
        sorted(rows, key=moment)
        for rows in conversations.values()
        if any(row["ours"] or name in row["text"].lower() for row in rows)
    ]


def opens_turn(row: Row, said: list[Row]) -> bool:
    own = [place for place, earlier in enumerate(said) if earlier["author_id"] == row["author_id"]]
    if not own or any(later["ours"] for later in said[own[-1] :]):
        return True
    return moment(row) - moment(said[own[-1]]) >= timedelta(hours=24)


def answers_to(reply: Row, row: Row, thread: list[Row]) -> bool:
    if not reply["ours"] or moment(reply) < moment(row):
        return False
    authors = {other["tweet_id"]: other["author_id"] for other in thread}
    return authors.get(reply["in_response_to_tweet_id"], row["author_id"]) == row["author_id"]


def moment(row: Row) -> datetime:
    return datetime.strptime(row["created_at"], "%a %b %d %H:%M:%S %z %Y")
