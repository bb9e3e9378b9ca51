"""331 files of real and deliberately broken mail; see the README beside them for their sources."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from parvis.channels.connectors.email.quoted import without_quotation
from tests.contract.mails import understood

DATA = Path(os.environ.get("PARVIS_TEST_DATA", Path(__file__).parents[4] / "shared" / "data"))
MAILS = DATA / "emails"
TRIMMED = MAILS / "reply_trimming"

# An abuse report in plain clothes: nothing in its headers tells it from a person's mail.
NOT_TOLD_APART = {"arf-23.eml"}
# Where we keep more than the library the cases come from: introductions without a date or at the
# top, forwarded mails, a list of signatures.
KEPT_LONGER = {
    "embedded_email_7.txt", "embedded_email_11.txt", "embedded_email_12.txt",
    "embedded_email_17.txt", "embedded_email_18.txt", "forwarded_message.txt", "signatures.txt",
}  # fmt: skip

pytestmark = pytest.mark.skipif(
    not MAILS.is_dir(), reason=f"331 mails are not here: set PARVIS_TEST_DATA (looked in {DATA})"
)


def test_every_file_gives_a_mail() -> None:
    files = [
        file for file in sorted(MAILS.rglob("*")) if file.is_file() and file.name != "README.md"
    ]
    assert len(files) == 331
    for file in files:
        message = understood(file.read_bytes())
        assert message.ext_id, file


def test_delivery_failures_are_told_from_mails_by_people() -> None:
    files = sorted((MAILS / "bounces").iterdir())
    taken_for_people = {file.name for file in files if not understood(file.read_bytes()).automatic}
    assert (len(files), taken_for_people) == (60, NOT_TOLD_APART)


def test_returned_mails_say_which_one_came_back_and_why() -> None:
    said = {file.name: understood(file.read_bytes()) for file in (MAILS / "bounces").iterdir()}
    assert sum(bool(message.references) for message in said.values()) == 48
    assert sum(bool(message.undelivered) for message in said.values()) == 34
    late = ("lhost-exim-41.eml", "lhost-outlook-06.eml", "rfc3464-34.eml")
    assert [said[name].undelivered for name in late] == [(), (), ()]


def test_new_words_are_told_from_old_ones() -> None:
    files = sorted((TRIMMED / "emails").iterdir())
    different = {
        file.name
        for file in files
        if without_quotation(_text(file))[0].strip()
        != _text(TRIMMED / "trimmed" / file.name).strip()
    }
    assert (len(files), different) == (40, KEPT_LONGER)


def _text(file: Path) -> str:
    return file.read_text().replace("\r\n", "\n")
