from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.channels.files.mails import mail_files, read_mail, read_mbox
from parvis.channels.files.opened import UnreadableFileError, opened
from parvis.channels.protocol import Raw

SEPARATOR = b"From shop@example.org Mon Mar  2 09:00:00 2026\n"
ASK = b"From: a@example.org\nSubject: Ask\n\nWhere is it?\n"
THANKS = b"From: b@example.org\nSubject: Thanks\n\nGot it.\n"


def mails_in(path: Path, content: bytes) -> list[bytes]:
    path.write_bytes(content)
    with opened(path) as file:
        return [raw.body for raw in read_mbox(file)]


def mail_in(path: Path, content: bytes) -> Raw:
    path.write_bytes(content)
    with opened(path) as file:
        (raw,) = read_mail(file)
    return raw


@pytest.mark.parametrize(
    "separator",
    [
        SEPARATOR,
        b"From - Mon Mar 02 09:00:00 2026\n",
        b"From 1790@xxx Mon Mar 02 09:00:00 +0000 2026\r\n",
        b"From mina at example.org  Mon Mar  2 09:00:00 2026\n",
        b"From mina@example.org Mon, 02 Mar 2026 09:00:00 +0000\n",
        b"From mina@example.org\n",
    ],
)
def test_mails_begin_at_from_lines_of_any_writer(tmp_path: Path, separator: bytes) -> None:
    content = separator + ASK + b"\n" + separator + THANKS + b"\n"

    assert mails_in(tmp_path / "box", content) == [ASK, THANKS]


def test_a_gzipped_mbox_is_read_alike(tmp_path: Path) -> None:
    content = gzip.compress(SEPARATOR + ASK + b"\n" + SEPARATOR + THANKS + b"\n")

    assert mails_in(tmp_path / "box.gz", content) == [ASK, THANKS]


def test_a_dated_from_line_begins_a_mail_even_without_a_blank_line(tmp_path: Path) -> None:
    assert mails_in(tmp_path / "box", SEPARATOR + ASK + SEPARATOR + THANKS) == [ASK, THANKS]


def test_words_that_begin_with_from_stay_in_the_mail(tmp_path: Path) -> None:
    mail = ASK + b"\nFrom now on, at 9:00 on Monday, call me.\nFrom me\n"

    assert mails_in(tmp_path / "box", SEPARATOR + mail + b"\n" + SEPARATOR + ASK) == [mail, ASK]


def test_quoted_from_lines_get_one_mark_less(tmp_path: Path) -> None:
    content = SEPARATOR + ASK + b">From here\n>>From there\n> From afar\n"

    assert mails_in(tmp_path / "box", content) == [ASK + b"From here\n>From there\n> From afar\n"]


def test_a_file_that_does_not_begin_like_an_mbox_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match='does not begin with a "From " line'):
        mails_in(tmp_path / "box", ASK)


def test_an_empty_mbox_holds_no_mail(tmp_path: Path) -> None:
    assert mails_in(tmp_path / "box", b"") == []


def test_a_mail_has_one_key_from_eml_and_mbox_and_with_any_line_ends(tmp_path: Path) -> None:
    (tmp_path / "box").write_bytes(SEPARATOR + ASK + b"\n")
    with opened(tmp_path / "box") as file:
        (in_mbox,) = read_mbox(file)

    eml = mail_in(tmp_path / "mail.eml", ASK)
    windows = mail_in(tmp_path / "windows.eml", ASK.replace(b"\n", b"\r\n"))
    taken_out = mail_in(tmp_path / "out.eml", SEPARATOR + ASK)

    assert {in_mbox.key, eml.key, windows.key, taken_out.key} == {eml.key}
    assert (eml.body, windows.body, taken_out.body) == (ASK, ASK.replace(b"\n", b"\r\n"), ASK)
    assert eml.media_type == "message/rfc822"


def test_a_folder_gives_the_files_below_it_in_order_without_hidden_ones(tmp_path: Path) -> None:
    for name in ("b/2.eml", "b/1.eml", "a/deep/3", ".git/x", "b/.hidden", "4.eml.gz"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()

    found = [str(path.relative_to(tmp_path)) for path in mail_files(tmp_path)]

    assert found == ["4.eml.gz", "a/deep/3", "b/1.eml", "b/2.eml"]


LINES = st.sampled_from(
    [b"", b"word", b"From me", b">From you", b">>From them", SEPARATOR.strip(), b"Subject: x"]
)
MAILS = st.lists(LINES, min_size=1, max_size=8).map(lambda lines: b"\n".join(lines) + b"\n")


@given(st.lists(MAILS, max_size=5))
def test_what_an_mboxrd_writer_wrote_comes_back(
    tmp_path_factory: pytest.TempPathFactory, mails: list[bytes]
) -> None:
    path = tmp_path_factory.getbasetemp() / "mboxrd"
    written = b"".join(SEPARATOR + quoted(mail) + b"\n" for mail in mails)

    assert mails_in(path, written) == mails


def quoted(mail: bytes) -> bytes:
    return re.sub(rb"(?m)^(>*From )", rb">\1", mail)
