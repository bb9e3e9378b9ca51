"""`parvis index`: the same numbers as on the page, for machines and for a terminal."""

from __future__ import annotations

import argparse
import json
from datetime import datetime, timedelta

import pytest
from django.test import Client

from parvis.brands.models import Brand, User
from parvis.channels.models import Account
from parvis.insight import cli_index
from parvis.insight.queries.counted import Period
from parvis.insight.queries.document import as_json
from parvis.kit import clock
from tests.insight.ledger import Said, index_of, write
from tests.insight.test_turns_against_a_count_by_hand import random_ledger

pytestmark = pytest.mark.django_db

Printed = pytest.CaptureFixture[str]


def told(*words: str) -> int:
    parser = argparse.ArgumentParser()
    cli_index.add_arguments(parser)
    return cli_index.run(parser.parse_args(words))


@pytest.fixture
def said(square: Account) -> list[Said]:
    """Three weeks up to now: the command tells of the present."""
    written = random_ledger(11, start=clock.now() - timedelta(days=20))
    write(square, written)
    return written


def test_the_document_has_the_numbers_of_the_page(
    brand: Brand, other_brand: Brand, said: list[Said], capsys: Printed
) -> None:
    assert told("--json", "--days", "30") == 0

    document = json.loads(capsys.readouterr().out)
    at = datetime.fromisoformat(document["at"])
    expected = [
        json.loads(json.dumps(as_json(index_of(one, Period.of_days(30, at=at)))))
        for one in (other_brand, brand)
    ]
    assert document == {"definitions": 3, "at": document["at"], "brands": expected}
    assert [one["turns"] > 0 for one in document["brands"]] == [False, True]


def test_the_page_and_the_api_say_what_the_document_says(
    client: Client, brand: Brand, viewer: User, said: list[Said], capsys: Printed
) -> None:
    told("--json", "--brand", "tilleul")
    [told_here] = json.loads(capsys.readouterr().out)["brands"]
    client.force_login(viewer)

    page = client.get("/insight/", {"at": told_here["at"]}).content.decode()
    sent = client.get("/api/v1/brands/tilleul/index").json()

    persons = told_here["persons"]
    assert f"{persons['answered']} answered</a> of" in page
    assert f">{persons['addressed']} customers</a>" in page
    for name in ("answer_rate", "persons", "promise", "contacts", "posts", "resolution"):
        assert sent[name] == told_here[name], name


def test_days_are_the_brands_own(brand: Brand, square: Account, capsys: Printed) -> None:
    midnight = datetime(2026, 3, 2, 23, 0, tzinfo=clock.now().tzinfo)  # the 3rd begins in Paris
    write(
        square,
        [
            Said(at=midnight, who="zoe", thread="the day before"),
            Said(at=midnight + timedelta(minutes=1), who="yann", thread="that day"),
        ],
    )

    assert told("--json", "--from", "2026-03-03", "--to", "2026-03-03") == 0

    [document] = json.loads(capsys.readouterr().out)["brands"]
    assert (document["since"], document["turns"]) == ("2026-03-02T23:00:00+00:00", 1)


def test_without_json_it_is_a_table(brand: Brand, said: list[Said], capsys: Printed) -> None:
    assert told() == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Maison Tilleul, ")
    assert [line.split("  ")[0] for line in lines[1:5]] == [
        "answered within 4 h",
        "answered within 24 h",
        "answered within 72 h",
        "persons answered",
    ]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--brand", "nobody"], "No brand is called 'nobody'. There are: tilleul."),
        (["--days", "0"], "--days takes 1 to 366."),
        (["--to", "2026-03-01"], "--to needs --from: say from which day on."),
        (["--from", "2026-03-02", "--to", "2026-03-01"], "--to is earlier than --from."),
        (["--from", "2026-03-02", "--days", "3"], "Give --days or --from, not both."),
        (["--from", "2999-01-01"], "--from lies in the future."),
        (
            ["--from", "2026-03-01", "--to", "9999-12-31"],
            "From 2026-03-01 to 9999-12-31 is more than 366 days.",
        ),
    ],
)
def test_what_cannot_be_told_is_said_in_a_sentence(
    brand: Brand, capsys: Printed, words: list[str], sentence: str
) -> None:
    assert told(*words) == 2

    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", f"parvis index: {sentence}\n")
