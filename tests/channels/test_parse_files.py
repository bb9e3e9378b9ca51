"""`parvis parse` as it is used: files go in, each gives lines, and nothing else happens."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvis.channels.cli_parse import lines_of
from parvis.channels.connectors.twcs import COLUMNS
from parvis.channels.protocol import Attachment, Event, IncomingMessage, Undelivered
from parvis.channels.registry import CONNECTORS, connector

ASK = b"From: Zo\xc3\xa9 <zoe@example.org>\nMessage-ID: <m1@example.org>\nSubject: Ask\n\nWhere?\n"
SEPARATOR = b"From shop@example.org Mon Mar  2 09:00:00 2026\n"
PARTS = (Event, IncomingMessage, Attachment, Undelivered)
Line = Mapping[str, Any]


@dataclass(frozen=True)
class Ended:
    code: int
    lines: Sequence[Line]
    err: str


def parvis_parse(*words: str | Path, **environment: str) -> Ended:
    """The command in a process of its own, with no environment but this."""
    done = subprocess.run(
        [sys.executable, "-m", "parvis", "parse", *map(str, words)],
        capture_output=True,
        check=False,
        env={"PATH": os.environ["PATH"], **environment},
        timeout=60,
    )
    shown = done.stdout.decode("ascii").splitlines()
    return Ended(done.returncode, [json.loads(line) for line in shown], done.stderr.decode())


def parsed(path: Path, connector_id: str = "email") -> list[Line]:
    return [json.loads(line) for line in lines_of(path, connector(connector_id))]


def test_a_folder_gives_a_line_for_each_mail_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.eml").write_bytes(ASK)
    (tmp_path / "a.eml").write_bytes(ASK)
    (tmp_path / ".hidden").write_bytes(ASK)

    ended = parvis_parse("email", tmp_path, LC_ALL="C")

    names = [Path(line["file"]).relative_to(tmp_path).as_posix() for line in ended.lines]
    assert (ended.code, names, ended.err) == (0, [".hidden", "a.eml", "b/2.eml"], "")


def test_a_line_has_all_fields_of_the_event_and_its_message(tmp_path: Path) -> None:
    file = tmp_path / "1.eml"
    file.write_bytes(ASK)

    (line,) = parsed(file)

    assert set(line) == {"file", "warnings"} | {field.name for field in fields(Event)}
    assert set(line["message"]) == {field.name for field in fields(IncomingMessage)}
    assert line["file"] == str(file)
    assert (line["kind"], line["key"]) == ("created", "<m1@example.org>")
    assert line["message"]["author"] == {
        "network": "email",
        "ext_id": "zoe@example.org",
        "display": "Zoé",
        "handle": "zoe@example.org",
    }
    assert line["warnings"] == line["message"]["warnings"]


def test_every_field_of_a_line_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "parse.md").read_text()
    named = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
    known = {field.name for part in PARTS for field in fields(part)}
    assert named >= known - {"content"} | {"file", "poison", "sha256", "warnings"}


def test_attachments_are_named_with_their_digest_and_stay_packed(tmp_path: Path) -> None:
    bomb = gzip.compress(b"\0" * 10_000_000)
    head = b"Content-Type: application/gzip; name=a.gz\n\n"
    (tmp_path / "1.eml").write_bytes(head + bomb)

    (line,) = parsed(tmp_path)

    (attachment,) = line["message"]["attachments"]
    assert set(attachment) == {field.name for field in fields(Attachment)} - {"content"} | {
        "sha256"
    }
    assert (attachment["filename"], attachment["size"]) == ("a.gz", len(bomb))
    assert len(json.dumps(line)) < 2000


def test_a_packed_file_that_goes_on_for_ever_is_read_as_far_as_a_mail_may_be_long(
    tmp_path: Path,
) -> None:
    head = gzip.compress(b"Subject: x\n\n")
    million = gzip.compress(b"\0" * 1_000_000)
    (tmp_path / "bomb.eml.gz").write_bytes(head + million * 500 + b"damage after half a gigabyte")

    (line,) = parsed(tmp_path)

    assert (line["message"]["title"], line["message"]["text"]) == ("x", "")


def test_the_command_needs_neither_settings_nor_django_nor_a_data_folder(tmp_path: Path) -> None:
    (tmp_path / "1.eml").write_bytes(ASK)
    program = (
        "import sys; from parvis.config.cli import main; code = main(sys.argv[1:]);"
        "assert not {'django', 'psycopg'} & set(sys.modules); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "parse", "email", str(tmp_path)],
        capture_output=True,
        check=False,
        env={"PATH": os.environ["PATH"], "HOME": "/nonexistent", "DATABASE_URL": "nonsense"},
        timeout=60,
    )
    assert (done.returncode, done.stderr, done.stdout.count(b"\n")) == (0, b"", 1)


def test_an_mbox_gives_a_line_for_each_mail(tmp_path: Path) -> None:
    other = ASK.replace(b"m1@", b"m2@")
    (tmp_path / "box").write_bytes(SEPARATOR + ASK + b"\n" + SEPARATOR + other + b"\n")

    assert [line["key"] for line in parsed(tmp_path)] == ["<m1@example.org>", "<m2@example.org>"]


def test_a_file_without_header_lines_is_a_mail_without_an_author(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_bytes(b"Where is my lamp?\n")

    (line,) = parsed(tmp_path)

    assert line["message"]["author"] is None
    assert line["key"].startswith("sha256:")
    assert line["message"]["text"] == "Where is my lamp?"
    assert "The mail names no sender." in line["warnings"]


def test_standard_input_is_a_file_too() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "parvis", "parse", "email", "-"],
        input=ASK,
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert json.loads(done.stdout)["file"] == "-"


def test_what_cannot_be_read_gives_a_line_that_says_why(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "zeroes").write_bytes(bytes(512))
    (tmp_path / "damaged.gz").write_bytes(gzip.compress(ASK)[:-9])
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "itself").symlink_to(tmp_path / "itself")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "junk").write_bytes(bytes(range(256)))
    (tmp_path / "folder").mkdir()

    ended = parvis_parse("email", tmp_path, tmp_path / "missing")

    said = {Path(line["file"]).name: line.get("poison") for line in ended.lines}
    assert (ended.code, ended.err, len(ended.lines)) == (0, "", 8)
    assert said["junk"] is None
    assert said["empty"] is None
    assert said["zeroes"] == "The delivery holds nothing but zeroes: there is no mail in it."
    assert str(said["damaged.gz"]).endswith(
        "is a damaged gzip file: Compressed file ended before the end-of-stream marker was reached"
    )
    assert said["loop"] == "a link to a folder; links to folders are not followed"
    assert said["itself"] == "the file cannot be found: Too many levels of symbolic links"
    assert said["pipe"] == "neither a file nor a folder: it is not opened"
    assert said["missing"] == "the file cannot be found: No such file or directory"
    assert all(set(line) == {"poison", "file"} for line in ended.lines if "poison" in line)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable for root")
def test_a_file_that_may_not_be_read_gives_a_line(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(ASK)
    (tmp_path / "secret").chmod(0)
    (tmp_path / "closed").mkdir(mode=0)

    said = {Path(line["file"]).name: line["poison"] for line in parsed(tmp_path)}

    assert said["closed"] == "the folder cannot be read: Permission denied"
    assert said["secret"].endswith("secret cannot be opened: Permission denied")


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs Linux")
def test_a_file_that_opens_and_cannot_be_read_gives_a_line() -> None:
    (line,) = parsed(Path("/proc/self/mem"))

    assert line["poison"] == "/proc/self/mem cannot be read: Input/output error"


def test_folders_may_be_nested_deeper_than_calls(tmp_path: Path) -> None:
    start = os.open(tmp_path, os.O_RDONLY)
    at = start
    for _ in range(1100):
        os.mkdir("d", dir_fd=at)
        at, above = os.open("d", os.O_RDONLY, dir_fd=at), at
        os.close(above)
    os.close(os.open("1.eml", os.O_CREAT, dir_fd=at))
    os.close(at)

    (line,) = parsed(tmp_path)

    assert "The mail is empty." in line["warnings"]
    subprocess.run(["rm", "-r", tmp_path], check=True)


def test_a_name_on_disk_that_is_no_text_is_shown(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\n.eml")).write_bytes(ASK)

    (line,) = parvis_parse("email", tmp_path).lines

    assert line["file"] == f"{tmp_path}/\N{REPLACEMENT CHARACTER}\n.eml"


def test_nothing_in_a_mail_ends_the_line_or_steers_the_terminal(tmp_path: Path) -> None:
    words = "a\u2028b\u2029c\x85d\x9b31me\u202ef"
    (tmp_path / "1.eml").write_bytes(
        b"Content-Type: text/plain; charset=utf-8\n\n" + words.encode()
    )

    (line,) = parvis_parse("email", tmp_path).lines

    assert line["message"]["text"] == words


def test_an_unknown_connector_is_a_wrong_command_line(tmp_path: Path) -> None:
    ended = parvis_parse("pigeon", tmp_path)

    assert (ended.code, ended.lines) == (2, [])
    assert ended.err.startswith("parvis parse: no connector is called 'pigeon'; there are: ")


def test_a_reader_that_leaves_ends_the_command_quietly(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"{number}.eml").write_bytes(ASK + b"word " * 500)
    command = [sys.executable, "-m", "parvis", "parse", "email", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(timeout=60) == 141


def test_a_full_disk_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "1.eml").write_bytes(ASK)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "parvis", "parse", "email", str(tmp_path)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert (done.returncode, done.stderr) == (
        1,
        b"parvis parse: what it says cannot be written: No space left on device\n",
    )


def test_normalised_messages_give_a_line_for_each_event(tmp_path: Path) -> None:
    message = {
        "ext_id": "m1",
        "created_at": "2026-03-02T09:00:00Z",
        "text": "Where?",
        "author": None,
        "pigeon": 1,
    }
    gone = {"ext_id": "m1", "deleted_at": "2026-03-02T09:10:00Z"}
    lines = [*map(json.dumps, (message, gone)), "no json"]
    (tmp_path / "1.jsonl").write_text("\n".join(lines))

    found = parsed(tmp_path, "jsonl")

    assert [line.get("kind") for line in found] == ["created", "deleted", None]
    assert found[0]["warnings"] == ["the field 'pigeon' is not known and was left out"]
    assert (found[1]["message"], found[1]["ref"], found[1]["warnings"]) == (None, "m1", [])
    assert found[2]["poison"].startswith("the line is not JSON")


def test_a_table_of_tweets_gives_a_line_for_each_row(tmp_path: Path) -> None:
    at = "Tue Oct 31 22:10:47 +0000 2017"
    rows = [
        f"2,Tilleul,False,{at},Tomorrow.,,1",
        f"1,115712,True,{at},Where is it @Tilleul?,2,",
        f"x,115712,True,{at},Hm,,",
    ]
    (tmp_path / "t.csv").write_text("\n".join([",".join(COLUMNS), *rows]))

    found = parsed(tmp_path, "twcs")

    shown = [(line["message"]["direction"], line["message"]["thread_ext"]) for line in found[:2]]
    assert shown == [("out", "1"), ("in", "1")]
    assert found[2]["poison"] == "tweet_id is no number: 'x'"


def test_a_delivery_of_the_ask_page_or_the_square_gives_its_message(tmp_path: Path) -> None:
    asked = {"id": "w1", "thread": "w1", "visitor": "v", "text": "Hello", "at": "2026-03-02T09:00Z"}
    (tmp_path / "w.json").write_text(json.dumps(asked))

    (line,) = parsed(tmp_path, "web")

    assert (line["key"], line["message"]["surface"]) == ("w1", "chat")
    assert parsed(tmp_path, "demo")[0]["poison"] == "author is missing"


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.binary(max_size=300), name=st.sampled_from(sorted(CONNECTORS)))
def test_any_file_gives_at_least_a_line_and_the_same_each_time(
    tmp_path: Path, content: bytes, name: str
) -> None:
    (tmp_path / "any").write_bytes(content)

    found = parsed(tmp_path / "any", name)

    assert len(found) >= 1
    assert parsed(tmp_path / "any", name) == found
