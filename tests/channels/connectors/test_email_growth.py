"""Twice the mail is at most twice the work: counted in the interpreter's own steps, not in time.

What regular expressions do inside is not counted here; that no mail takes long is measured in
test_email_hostile.py.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from types import FrameType
from typing import Any

import pytest

from parvis.channels.connectors.email import EmailConnector
from tests.contract.mails import mail, raw

SMALL = 150
ALLOWED = 2.3  # a little more than twice: some work is the same for every mail


def _nested(depth: int) -> bytes:
    head = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level)
        for level in range(depth)
    )
    return b"Subject: deep\r\n" + head + b"\r\nbottom\r\n"


SHAPES: Mapping[str, Callable[[int], bytes]] = {
    "words": lambda n: mail("word " * n),
    "lines": lambda n: mail("a line\n" * n),
    "quoted lines": lambda n: mail("> older\n" * n + "new"),
    "introductions": lambda n: mail("On Monday 2 March 2026 12:00 Mina wrote:\n" * n),
    "labels": lambda n: mail("From: a\nTo: b\nSent: c\n\n" * n),
    "signatures": lambda n: mail("-- \nMina\n" * n),
    "headers": lambda n: b"X-Header: value\r\n" * n + mail(),
    "folded headers": lambda n: mail(Subject="x\r\n " * n),
    "received lines": lambda n: b"Received: by a; never\r\n" * n + mail(Date=None),
    "encoded words": lambda n: mail(Subject="=?utf-8?q?=41?= " * n),
    "addresses": lambda n: mail(From=", ".join(f"Mina {at} <m{at}@b.test>" for at in range(n))),
    "references": lambda n: mail(References=" ".join(f"<m{at}@b.test>" for at in range(n))),
    "parameters": lambda n: mail(Content_Type="text/plain" + "; a=b" * n),
    "parts": lambda n: mail("--b\n\nx\n" * n, Content_Type="multipart/mixed; boundary=b"),
    "alternatives": lambda n: mail(
        "--b\nContent-Type: text/html\n\n<p>\n" * n,
        Content_Type="multipart/alternative; boundary=b",
    ),
    "attachments": lambda n: mail(
        "--b\nContent-Type: image/png; name=a.png\n\nx\n" * n,
        Content_Type="multipart/mixed; boundary=b",
    ),
    "depth": _nested,
    "tags": lambda n: mail("<div><b>x</b>" * n, Content_Type="text/html"),
    "quotations in HTML": lambda n: mail("<blockquote>x" * n, Content_Type="text/html"),
    "links": lambda n: mail('<a href="https://x.test">y</a>' * n, Content_Type="text/html"),
    "unclosed scripts": lambda n: mail("<script>x" * n, Content_Type="text/html"),
    "flowed lines": lambda n: mail("x \n" * n, Content_Type="text/plain; format=flowed"),
    "base64": lambda n: mail("aGVs\n" * n, Content_Transfer_Encoding="base64"),
    "delivery reports": lambda n: mail(
        "--b\nContent-Type: message/delivery-status\n\n"
        + "Final-Recipient: rfc822; a@b.test\nAction: failed\nStatus: 5.1.1\n\n" * n,
        Content_Type="multipart/report; report-type=delivery-status; boundary=b",
    ),
}


def steps_of(body: bytes) -> int:
    """How many bytecode instructions it takes to understand this mail."""
    steps = 0

    def step(frame: FrameType, event: str, argument: Any) -> Any:  # noqa: ANN401
        nonlocal steps
        frame.f_trace_lines, frame.f_trace_opcodes = False, True
        steps += event == "opcode"
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        EmailConnector().parse(raw(body))
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_mail_is_at_most_twice_the_work(shape: str) -> None:
    once, twice = (steps_of(SHAPES[shape](size)) for size in (SMALL, 2 * SMALL))
    assert twice <= ALLOWED * once


def test_a_mail_nested_ten_thousand_times_is_no_more_work_than_a_hundred_times() -> None:
    assert steps_of(_nested(10_000)) <= ALLOWED * steps_of(_nested(100))


def test_a_line_of_a_hundred_thousand_characters_is_no_more_work_than_a_short_one() -> None:
    assert steps_of(mail("x" * 100_000)) <= ALLOWED * steps_of(mail("x"))
