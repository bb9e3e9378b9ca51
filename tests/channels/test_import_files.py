"""`parvis import` as it is used: files go in, the last line says what became of them."""

from __future__ import annotations

import argparse
import csv
import gzip
import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from parvis.brands.models import Brand
from parvis.channels.actions.account import account_for_import
from parvis.channels.actions.ledger import store_deliveries
from parvis.channels.cli_import import add_arguments, run
from parvis.channels.connectors.twcs import COLUMNS
from parvis.channels.files.lines import read_lines
from parvis.channels.files.opened import opened
from parvis.channels.models import Account, Delivery, Message
from tests.conftest import MONDAY_NOON

pytestmark = pytest.mark.django_db(transaction=True)

AT = "Tue Oct 31 22:10:47 +0000 2017"


@dataclass(frozen=True)
class Ended:
    code: int
    out: list[str]
    err: str


class Command:
    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str | Path) -> Ended:
        parser = argparse.ArgumentParser()
        add_arguments(parser)
        code = run(parser.parse_args([str(argument) for argument in arguments]))
        shown = self._capsys.readouterr()
        return Ended(code, shown.out.splitlines(), shown.err)


@pytest.fixture
def parvis_import(capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(capsys)


def json_lines(*ext_ids: str) -> str:
    return "".join(
        json.dumps(
            {
                "ext_id": ext_id,
                "created_at": "2026-02-10T09:00:00+01:00",
                "text": "Where is my order?",
                "author": {"ext_id": "mina", "display": "Mina"},
            }
        )
        + "\n"
        for ext_id in ext_ids
    )


def mail(number: int, *, subject: str = "Order") -> bytes:
    return (
        f"From: Mina <mina{number}@example.org>\nTo: shop@example.org\n"
        f"Date: Tue, 10 Feb 2026 09:00:00 +0000\nMessage-ID: <{number}@example.org>\n"
        f"Subject: {subject}\n\nWhere is it?\n"
    ).encode()


def tweets(path: Path, *rows: tuple[object, ...]) -> Path:
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *rows])
    return path


def test_each_line_becomes_a_message_and_a_second_time_none(
    tmp_path: Path, brand: Brand, parvis_import: Command
) -> None:
    path = tmp_path / "messages.jsonl"
    path.write_text(json_lines(*(f"m{n}" for n in range(600))))

    first = parvis_import(path, "--format", "jsonl", "--account", "Forum")
    again = parvis_import(path, "--format", "jsonl", "--account", "Forum")

    assert first.out == ["read 600, new 600, known 0, quarantined 0"]
    assert again.out == ["read 600, new 0, known 600, quarantined 0"]
    assert (first.code, again.code) == (0, 0)
    assert Account.objects.get().brand == brand
    assert Message.objects.count() == 600


def test_lines_that_cannot_be_read_are_quarantined_with_their_reason(
    tmp_path: Path, brand: Brand, parvis_import: Command
) -> None:
    path = tmp_path / "messages.jsonl"
    path.write_bytes(json_lines("m1", "m1").encode() + b'not json\n{"ext_id":"\\ud800"}\n\xff\n')

    first = parvis_import(path, "--format", "jsonl", "--account", "Forum")
    again = parvis_import(path, "--format", "jsonl", "--account", "Forum")

    assert first.out == ["read 5, new 1, known 1, quarantined 3"]
    assert again.out == ["read 5, new 0, known 2, quarantined 3"]
    assert list(
        Delivery.objects.filter(state="quarantined").order_by("id").values_list("reason", flat=True)
    ) == [
        "the line is not JSON: Expecting value: line 1 column 1 (char 0)",
        "ext_id holds a NUL or half a surrogate pair",
        "the line is not UTF-8: byte 1 cannot be read",
    ]


def test_what_an_interrupted_import_left_unread_is_read_by_the_next(
    tmp_path: Path, brand: Brand, parvis_import: Command
) -> None:
    path = tmp_path / "messages.jsonl"
    path.write_text(json_lines("m1", "m2", "m3"))
    account = account_for_import(brand, name="Forum", connector_id="jsonl")
    with opened(path) as file:
        store_deliveries(account, list(read_lines(file))[:2], source="import", at=MONDAY_NOON)

    ended = parvis_import(path, "--format", "jsonl", "--account", "Forum")

    assert ended.out == ["read 3, new 1, known 2, quarantined 0"]
    assert set(Message.objects.values_list("ext_id", flat=True)) == {"m1", "m2", "m3"}


def test_mails_of_a_folder_and_of_an_mbox_are_the_same_mails(
    tmp_path: Path, brand: Brand, parvis_import: Command
) -> None:
    folder = tmp_path / "mails"
    (folder / "deep").mkdir(parents=True)
    (folder / "1.eml").write_bytes(mail(1).replace(b"\n", b"\r\n"))
    (folder / "deep" / "2.eml.gz").write_bytes(gzip.compress(mail(2)))
    separator = b"From mina@example.org Tue Feb 10 09:00:00 2026\n"
    box = tmp_path / "box"
    box.write_bytes(b"".join(separator + mail(number) + b"\n" for number in (1, 2, 3)))

    as_folder = parvis_import(folder, "--format", "eml", "--account", "shop@example.org")
    as_mbox = parvis_import(box, "--format", "mbox", "--account", "shop@example.org")

    assert as_folder.out == ["read 2, new 2, known 0, quarantined 0"]
    assert as_mbox.out == ["read 3, new 1, known 2, quarantined 0"]
    assert Message.objects.count() == 3


def test_only_the_threads_of_the_account_are_imported_with_whom_each_tweet_answers(
    tmp_path: Path, brand: Brand, parvis_import: Command
) -> None:
    path = tweets(
        tmp_path / "twcs.csv",
        (3, "Shop", "False", AT.replace("22:10", "22:30"), "@10 soon", "", 1),
        (1, "10", "True", AT, "@Shop when?", 3, ""),
        (4, "Rival", "False", AT.replace("22:10", "22:40"), "@10 with us today", "", 1),
        (2, "11", "True", AT, "@Rival when?", "", ""),
        (5, "11", "True", "once upon a time", "@Shop and mine?", "", ""),
    )

    ended = parvis_import(path, "--format", "twcs", "--account", "shop")

    assert ended.out == ["other brand 1", "read 4, new 3, known 0, quarantined 1"]
    assert Account.objects.get().name == "Shop"
    assert list(
        Message.objects.order_by("created_at").values_list(
            "ext_id", "direction", "thread__ext_id", "recipient__ext_id"
        )
    ) == [("1", "in", "1", None), ("3", "out", "1", "10"), ("4", "observed", "1", None)]


def test_an_account_that_does_not_appear_is_told_with_names_like_it(
    tmp_path: Path, brand: Brand, parvis_import: Command
) -> None:
    path = tweets(tmp_path / "twcs.csv", (1, "AppleSupport", "False", AT, "hi", "", ""))

    ended = parvis_import(path, "--format", "twcs", "--account", "AppelSupport")

    assert ended.out == ["other brand 1", "read 0, new 0, known 0, quarantined 0"]
    assert ended.err == (
        f"parvis import: AppelSupport does not appear in {path}; accounts that do: AppleSupport\n"
    )
    assert not Account.objects.exists()


def test_the_first_import_makes_the_brand(tmp_path: Path, db: None, parvis_import: Command) -> None:
    path = tmp_path / "messages.jsonl"
    path.write_text(json_lines("m1"))

    parvis_import(path, "--format", "jsonl", "--account", "Forum")

    assert Brand.objects.get().name == "Forum"


def test_several_brands_must_be_told_apart(
    tmp_path: Path, brand: Brand, other_brand: Brand, parvis_import: Command
) -> None:
    path = tmp_path / "messages.jsonl"
    path.write_text(json_lines("m1"))
    what = (path, "--format", "jsonl", "--account", "Forum")

    unsaid = parvis_import(*what)
    unknown = parvis_import(*what, "--brand", "nobody")
    said = parvis_import(*what, "--brand", "autre")

    assert (unsaid.code, unsaid.out) == (2, [])
    assert unsaid.err == "parvis import: say which brand with --brand: autre, tilleul\n"
    assert (unknown.code, unknown.err) == (
        2,
        "parvis import: no brand is called nobody; there are: autre, tilleul\n",
    )
    assert said.out == ["read 1, new 1, known 0, quarantined 0"]
    assert Account.objects.get().brand == other_brand


@pytest.mark.parametrize(
    ("name", "content", "format_", "why"),
    [
        ("missing", None, "jsonl", "{path} cannot be opened: No such file or directory"),
        ("missing", None, "eml", "{path} cannot be opened: No such file or directory"),
        ("cut.gz", gzip.compress(b"x", mtime=0)[:-3], "mbox", "{path} is a damaged gzip file: "),
        ("t.csv", b"tweet_id,text\n", "twcs", "{path} is no twcs table: it lacks author_id, "),
        ("box", b"Subject: x\n", "mbox", "{path} is no mbox file: it does not begin with"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_one_sentence(
    tmp_path: Path,
    brand: Brand,
    parvis_import: Command,
    name: str,
    content: bytes | None,
    format_: str,
    why: str,
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)

    ended = parvis_import(path, "--format", format_, "--account", "Shop")

    assert (ended.code, ended.out) == (2, [])
    assert ended.err.startswith(f"parvis import: {why.format(path=path)}")
    assert ended.err.count("\n") == 1


def test_what_precedes_the_damage_of_a_gzip_file_is_imported_and_told(
    tmp_path: Path, brand: Brand, parvis_import: Command
) -> None:
    path = tmp_path / "messages.gz"
    lines = json_lines(*(f"m{n}" for n in range(4000))).encode()
    path.write_bytes(gzip.compress(lines, compresslevel=0)[: len(lines) // 2])

    ended = parvis_import(path, "--format", "jsonl", "--account", "Forum")

    assert (ended.code, ended.out) == (2, [])
    assert f"(until there: read {Message.objects.count()}, " in ended.err
    assert Message.objects.count() > 1000


@pytest.mark.parametrize("name", ["", "  ", "x" * 121])
def test_an_account_needs_a_name(
    tmp_path: Path, brand: Brand, parvis_import: Command, name: str
) -> None:
    ended = parvis_import(tmp_path, "--format", "eml", "--account", name)

    assert (ended.code, ended.err) == (
        2,
        "parvis import: --account needs a name of 1 to 120 characters\n",
    )


def test_an_unknown_format_is_refused(tmp_path: Path, parvis_import: Command) -> None:
    with pytest.raises(SystemExit) as ended:
        parvis_import(tmp_path, "--format", "pst", "--account", "Shop")
    assert ended.value.code == 2
