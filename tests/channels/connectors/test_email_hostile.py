"""No mail, however broken or hostile, stops the reading, takes long or spoils what is stored."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parvis.channels.connectors.email import EmailConnector
from tests.contract.mails import mail, raw, understood

HEADERS = [
    "From", "To", "Subject", "Message-ID", "Date", "References", "In-Reply-To", "Received",
    "Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "List-Id", "Reply-To",
]  # fmt: skip
PIECES = [
    "=?utf-8?b?", "=?x?q?=ff?=", "?=", "<", ">", "@", "(", ")", '"', "\\", ";", ",", ":", "=",
    "multipart/mixed; boundary=b", "text/html", "message/rfc822", "charset=utf-7",
    "charset*0*=utf-16''%D8%00", "filename*1*=''x", "base64", "quoted-printable", "x-uuencode",
    "\r\n ", "\0", "\x1b$B", "\udcff", "é", "\u202e", "9" * 5000,
    "Mon, 2 Mar 2026 99999999:1 +99999",
]  # fmt: skip

header_lines = st.tuples(
    st.sampled_from(HEADERS), st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=8)
)


@given(lines=st.lists(header_lines, max_size=8), body=st.lists(st.sampled_from([*PIECES, "--b\n"])))
@settings(max_examples=300, deadline=None)
def test_any_headers_give_one_storable_mail(
    lines: list[tuple[str, list[str]]], body: list[str]
) -> None:
    head = "".join(f"{name}: {''.join(pieces)}\n" for name, pieces in lines)
    data = f"X: y\n{head}\n{'--b'.join(body)}".encode("utf-8", "surrogateescape")
    (event,) = EmailConnector().parse(raw(data))
    assert event.message
    shown = f"{event.message}".encode()
    assert b"\0" not in shown


@given(body=st.binary(min_size=1, max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_bytes_that_are_not_blank_give_a_mail(body: bytes) -> None:
    (event,) = EmailConnector().parse(raw(b"x" + body))
    assert event.message


def _nested(depth: int) -> bytes:
    head = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level)
        for level in range(depth)
    )
    return b"Subject: deep\r\n" + head + b"\r\nbottom\r\n"


HOSTILE = {
    "one line of two million": mail("x" * 2_000_000),
    "lines of a hundred thousand": mail(("x" * 100_000 + "\n") * 30),
    "a hundred thousand quoted lines": mail("> x\n" * 300_000),
    "lines that look like introductions": mail("On 1 wrote:\n" * 100_000),
    "dashes": mail(("-" * 299 + "\n") * 3_000),
    "labels": mail("From: x\n" * 100_000),
    "a deep nest": _nested(5_000),
    "a hundred thousand parts": mail(
        "--e\n\nx\n" * 100_000, Content_Type="multipart/mixed; boundary=e"
    ),
    "parts within parts": mail(
        "--e\nContent-Type: multipart/mixed; boundary=e\n\n" * 20_000,
        Content_Type="multipart/mixed; boundary=e",
    ),
    "comments in an address": mail(From="(" * 15_000 + "a@b.test"),
    "quotes in an address": mail(From='"' * 15_000 + "<a@b.test>"),
    "many addresses": mail(To=", ".join(f"a{number}@b.test" for number in range(5_000))),
    "a subject of encoded words": mail(Subject="=?utf-8?q?=41?= " * 100_000),
    "openings of encoded words": mail(Subject="=?a?q?" * 100_000),
    "a million references": mail(References="<a@b> " * 200_000),
    "parameters": mail(Content_Type="text/plain" + '; a="' * 100_000),
    "ten thousand headers": b"A: b\r\n" * 200_000 + b"\r\nx",
    "a header of a megabyte": mail(Subject="x" * 1_000_000),
    "flowed lines": mail("x \n" * 300_000, Content_Type="text/plain; format=flowed"),
    "blank lines": mail("\n" * 500_000 + "x"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_mail_takes_long(name: str) -> None:
    started = time.process_time()
    understood(HOSTILE[name])
    assert time.process_time() - started < 5


def test_nul_bytes_and_half_characters_are_left_out() -> None:
    spoiled = mail(
        b"a\0b \xc3\xa9 \xed\xa0\x80 c", Subject="x\0y", Content_Type="text/plain; charset=utf-8"
    )
    message = understood(spoiled)
    assert message.title == "xy"
    assert message.text == "ab é \ufffd\ufffd\ufffd c"
    utf7 = mail("+2AA-", Content_Type="text/plain; charset=utf-7")
    assert understood(utf7).text == "\ufffd"


def test_what_is_beyond_the_limits_is_named() -> None:
    text = understood(mail("word " * 100_000))
    assert len(text.text) == 100_000
    assert text.warnings == ("The text is very long: only its beginning is shown.",)
    assert understood(_nested(30)).warnings[-1] == (
        "The mail has too many parts: the rest was not opened."
    )


def test_a_large_attachment_is_listed_without_its_content() -> None:
    content = b"x" * 25_000_001
    (attached,) = understood(
        mail(
            b"--e\r\nContent-Type: application/zip; name=all.zip\r\n\r\n" + content + b"\r\n--e--",
            Content_Type="multipart/mixed; boundary=e",
        )
    ).attachments
    assert (attached.filename, attached.size, attached.content) == ("all.zip", 25_000_001, None)
