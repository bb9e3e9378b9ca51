"""What a channel holds in a usual month, counted from an export of its messages."""

from __future__ import annotations

import gzip
import json
import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from parvis.strategy.counted import Counted, filled
from parvis.strategy.counting import count, with_counts
from parvis.strategy.diagnosis.form import Channel, Export, ExportFormat
from parvis.strategy.diagnosis.reading import UnusableForm, read_form
from parvis.strategy.exports import UnusableExport, messages_in
from parvis.triage.judge import shipped
from tests.strategy.forms import TODAY

BEGIN = datetime(2026, 1, 1, 9, tzinfo=UTC)
DAY = 24.0
ASKED = "Where is my parcel? It should have been here on Monday."


def _line(hours: float, text: str, *, who: str = "", **fields: object) -> dict[str, object]:
    """Said by the brand where nobody else said it."""
    at = BEGIN + timedelta(hours=hours)
    return {
        "ext_id": f"{who}{hours}",
        "thread_ext": f"t-{who}",
        "created_at": at.isoformat(),
        "direction": "in" if who else "out",
        "author": {"ext_id": who or "brand"},
        "text": text,
        **fields,
    }


def _answer(hours: float, to: str) -> dict[str, object]:
    return _line(hours, "It comes tomorrow.", thread_ext=f"t-{to}")


def _counted(folder: Path, *lines: dict[str, object]) -> Counted:
    export = folder / "export.jsonl"
    export.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return _count(Export(file=export.name), folder)


def _count(export: Export, folder: Path) -> Counted:
    found = count(messages_in(export, folder=folder), judge=shipped(), names={"Bruine"})
    assert found is not None
    return found


def test_messages_that_call_for_an_answer_and_what_became_of_them(tmp_path: Path) -> None:
    found = _counted(
        tmp_path,
        _line(0, ASKED, who="anna"),
        _answer(2, "anna"),
        _line(3, "Thank you!", who="anna"),
        _line(DAY, ASKED, who="bert"),
        _answer(DAY + 4, "bert"),
        _line(2 * DAY, ASKED, who="carl"),
        _line(20 * DAY, ASKED, who="dora"),
        _answer(20 * DAY + 6, "dora"),
    )
    assert found == Counted(
        asked=4.0,
        answered=0.75,
        hours_to_answer=4.0,
        promotions=0.0,
        replies=3.0,
        messages=8,
        first=date(2026, 1, 1),
        last=date(2026, 1, 21),
    )


def test_lines_stand_in_any_order(tmp_path: Path) -> None:
    lines = [_line(0, ASKED, who="anna"), _answer(2, "anna"), _line(DAY, "Thank you", who="anna")]

    assert _counted(tmp_path, *reversed(lines)) == _counted(tmp_path, *lines)


def test_the_first_of_all_days_can_be_reckoned_with(tmp_path: Path) -> None:
    export = tmp_path / "export.jsonl"
    export.write_text(json.dumps(_line(0, ASKED, who="anna")), encoding="utf-8")
    (message,) = messages_in(Export(file=export.name), folder=tmp_path)
    first_of_all = replace(message, created_at=datetime.min.replace(tzinfo=UTC))

    found = count([first_of_all], judge=shipped())

    assert found is not None
    assert (found.asked, found.answered, found.first) == (1.0, None, date.min)


def test_two_months_are_told_as_one(tmp_path: Path) -> None:
    lines = [_line(n * DAY, ASKED, who=f"p{n}") for n in range(0, 61, 2)]
    found = _counted(tmp_path, *lines)
    assert (found.asked, found.messages) == (15.7, 31)


def test_what_came_once_in_five_years_is_not_nothing(tmp_path: Path) -> None:
    found = _counted(
        tmp_path,
        _line(0, ASKED, who="anna"),
        _answer(2, "anna"),
        _line(5 * 365 * DAY, "Thank you!", who="bert"),
    )
    assert (found.asked, found.answered, found.replies) == (0.0167, 1.0, 0.0167)


def test_thanks_for_thanks_are_no_reply_to_a_question(tmp_path: Path) -> None:
    found = _counted(
        tmp_path,
        _line(0, ASKED, who="anna"),
        _line(1, "Thank you!", who="bert"),
        _line(2, "You are welcome.", thread_ext="t-bert"),
        _line(100, "Thank you!", who="carl"),
    )
    assert (found.asked, found.answered, found.replies) == (1.0, 0.0, 0.0)


def test_who_asks_again_before_the_answer_asked_once(tmp_path: Path) -> None:
    found = _counted(
        tmp_path,
        _line(0, ASKED, who="anna"),
        _line(1, "Hello? Where is it?", who="anna"),
        _answer(3, "anna"),
        _line(100, ASKED, who="bert"),
    )
    assert (found.asked, found.answered, found.hours_to_answer) == (2.0, 1.0, 3.0)


def test_what_was_asked_in_the_last_three_days_may_yet_be_answered(tmp_path: Path) -> None:
    found = _counted(tmp_path, _line(0, ASKED, who="anna"), _line(70, ASKED, who="bert"))
    assert (found.asked, found.answered, found.hours_to_answer) == (2.0, None, None)


def test_a_machine_neither_asks_nor_answers(tmp_path: Path) -> None:
    found = _counted(
        tmp_path,
        _line(0, ASKED, who="anna"),
        {**_answer(0.1, "anna"), "automatic": True},
        _line(90, "Out of office until Monday.", who="bert", automatic=True),
    )
    assert (found.asked, found.answered, found.replies) == (1.0, 0.0, 0.0)


def test_in_a_thread_of_several_a_reply_is_to_whom_it_names(tmp_path: Path) -> None:
    public = {"thread_ext": "t", "visibility": "public", "surface": "comment"}
    found = _counted(
        tmp_path,
        _line(0, f"Bruine, {ASKED}", who="anna", **public),
        _line(1, f"Bruine, {ASKED}", who="bert", **public),
        _line(2, "We are on it.", **public),
        _line(3, "It comes tomorrow.", parent_ext="bert1", **public),
        _line(100, ASKED, who="carl"),
    )
    assert (found.asked, found.answered, found.hours_to_answer) == (3.0, 0.5, 2.0)


def test_where_no_thread_is_named_answers_are_followed(tmp_path: Path) -> None:
    found = _counted(
        tmp_path,
        _line(0, ASKED, who="anna", ext_id="1", thread_ext=None),
        _line(1, "Which order?", ext_id="2", parent_ext="1", thread_ext=None),
        _line(2, "Number 12, where is it?", who="anna", parent_ext="2", thread_ext=None),
        _line(4, "It comes tomorrow.", parent_ext="2", thread_ext=None),
        _line(100, ASKED, who="bert", thread_ext=None),
    )
    assert (found.asked, found.answered, found.hours_to_answer) == (3.0, 1.0, 1.5)


def test_posts_that_advertise_are_counted_apart_from_those_that_do_not(tmp_path: Path) -> None:
    post = {"surface": "public_post", "visibility": "public"}
    found = _counted(
        tmp_path,
        _line(0, "This weekend only: -20 % on all umbrellas. Order now!", thread_ext="a", **post),
        _line(1, "Which way do you hold yours against the wind?", thread_ext="b", **post),
    )
    assert (found.promotions, found.replies, found.asked) == (1.0, 0.0, 0.0)


def test_a_gzipped_export_is_read(tmp_path: Path) -> None:
    export = tmp_path / "export.jsonl.gz"
    export.write_bytes(gzip.compress(json.dumps(_line(0, ASKED, who="anna")).encode()))
    assert _count(Export(file=export.name), tmp_path).messages == 1


def _mail(day: int, hour: int, sender: str, text: str, *, answers: str = "") -> str:
    """`answers` is whom; the mail is known by its sender."""
    return (
        f"From x Thu Jan {day:2} {hour:02}:00:00 2026\n"
        f"From: {sender}\nTo: somebody@example.org\nSubject: Parcel\n"
        f"Date: {day:02} Jan 2026 {hour:02}:00:00 +0000\nMessage-ID: <{sender}.{day}>\n"
        + (f"In-Reply-To: <{answers}>\n" if answers else "")
        + f"\n{text}\n\n"
    )


def test_a_mailbox_is_read_in_the_order_of_time(tmp_path: Path) -> None:
    mails = [
        _mail(1, 13, "Bonjour@bruine.example", "It comes.", answers="anna@example.net.1"),
        _mail(1, 9, "anna@example.net", ASKED),
        _mail(20, 9, "bert@example.net", ASKED),
    ]
    (tmp_path / "all.mbox").write_text("".join(mails), encoding="utf-8")
    (tmp_path / "mails").mkdir()
    for n, mail in enumerate(mails):
        words = mail.partition("\n")[2]
        (tmp_path / "mails" / f"{n}.eml").write_text(words, encoding="utf-8")
    account = "bonjour@bruine.example"
    mbox = _count(Export(file="all.mbox", format=ExportFormat.MBOX, account=account), tmp_path)
    folder = _count(Export(file="mails", format=ExportFormat.EML, account=account), tmp_path)
    assert mbox == folder
    assert (mbox.asked, mbox.answered, mbox.hours_to_answer, mbox.replies) == (2.0, 1.0, 4.0, 1.0)


def test_a_table_of_tweets_is_read(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text(
        "tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n"
        f"1,100,True,Thu Jan 01 09:00:00 +0000 2026,@Bruine {ASKED},2,\n"
        "2,Bruine,False,Thu Jan 01 12:00:00 +0000 2026,It comes tomorrow.,,1\n"
        "3,200,True,Thu Jan 08 12:00:00 +0000 2026,@Averse where is it?,,\n",
        encoding="utf-8",
    )
    export = Export(file="table.csv", format=ExportFormat.TWCS, account="bruine")
    found = _count(export, tmp_path)
    assert (found.asked, found.answered, found.hours_to_answer) == (1.0, 1.0, 3.0)
    assert found.messages == 2


@pytest.mark.parametrize(
    ("content", "export", "says"),
    [
        ("\n{}\n", Export(file="f"), "f, line 2: ext_id is missing."),
        ("nonsense\n", Export(file="f"), "f, line 1: "),
        (
            json.dumps({**_line(0, ASKED, who="anna"), "created_at": "0001-01-01T00:00:00Z"}),
            Export(file="f"),
            "f, line 1: created_at is before 1990.",
        ),
        ("x", Export(file="away"), "away cannot be opened: No such file or directory."),
        ("x", Export(file="/dev/zero"), "/dev/zero is not a file."),
        ("x", Export(file="."), ". is not a file."),
        (
            "x",
            Export(file="x" * 300, format=ExportFormat.EML, account="a@b.example"),
            "cannot be opened: File name too long.",
        ),
        ("x", Export(file="f", format=ExportFormat.MBOX), "f: say with account whose export it is"),
        (
            "tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n",
            Export(file="f", format=ExportFormat.TWCS, account="Bruine"),
            "Bruine does not appear in ",
        ),
        (
            "a,b\n",
            Export(file="f", format=ExportFormat.TWCS, account="Bruine"),
            "f",
        ),
    ],
)
def test_an_export_that_cannot_be_read(
    tmp_path: Path, content: str, export: Export, says: str
) -> None:
    (tmp_path / "f").write_text(content, encoding="utf-8")
    with pytest.raises(UnusableExport, match=says):
        list(messages_in(export, folder=tmp_path))


def test_a_pipe_among_mails_is_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.eml")
    export = Export(file=".", format=ExportFormat.EML, account="bonjour@bruine.example")

    assert list(messages_in(export, folder=tmp_path)) == []


def test_nothing_is_counted_of_no_message() -> None:
    assert count([], judge=shipped()) is None


def test_what_was_typed_stays_and_what_was_left_open_is_filled() -> None:
    counted = Counted(
        asked=25,
        answered=0.8,
        hours_to_answer=3,
        promotions=2,
        replies=20,
        messages=58,
        first=date(2026, 1, 1),
        last=date(2026, 2, 1),
    )
    typed = Channel(key="mail", asked=30, replies=0, counted_from=Export(file="mail.jsonl"))
    assert filled(typed, counted) == replace(
        typed,
        answered=0.8,
        hours_to_answer=3,
        promotions=2,
        source="mail.jsonl: 58 messages, 2026-01-01 – 2026-02-01",
    )


def test_faults_of_exports_and_contradictions_with_them_are_told_at_their_channels(
    tmp_path: Path,
) -> None:
    lines = [_line(0, ASKED, who="anna"), _answer(2, "anna")]
    (tmp_path / "mail.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    (tmp_path / "none.jsonl").touch()
    text = (
        b"channels:\n"
        b"- {key: mail, replies: 0, counted_from: mail.jsonl}\n"
        b"- {key: chat, counted_from: away.jsonl}\n"
        b"- {key: ask_us, counted_from: {file: none.jsonl}}\n"
    )
    with pytest.raises(UnusableForm) as raised:
        with_counts(read_form(text, today=TODAY), folder=tmp_path)
    assert [(fault.line, fault.path) for fault in raised.value.faults] == [
        (2, ("channels", 0, "replies")),
        (3, ("channels", 1, "counted_from")),
        (4, ("channels", 2, "counted_from")),
    ]
    assert raised.value.faults[2].says.en == "none.jsonl holds no message."
    assert raised.value.faults[1].says.en.endswith("cannot be opened: No such file or directory.")
