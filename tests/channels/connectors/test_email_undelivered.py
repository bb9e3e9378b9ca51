"""Returned mails say which mail of ours did not arrive, for whom, and why; in all dialects."""

from __future__ import annotations

import pytest

from parvis.channels.protocol import Undelivered
from tests.contract.mails import mail, understood

REPORT = "multipart/report; report-type=delivery-status; boundary=b"
OURS = "<p.41@tilleul.test>"
RETURNED = f"--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: {OURS}\n--b--\n"


def report(*blocks: str) -> bytes:
    status = "\n\n".join(("Reporting-MTA: dns; mx.test", *blocks))
    body = f"--b\n\nSorry.\n--b\nContent-Type: message/delivery-status\n\n{status}\n"
    return mail(body + RETURNED, From="MAILER-DAEMON@mx.test", Content_Type=REPORT)


def test_each_recipient_who_was_not_reached_is_named_with_the_servers_words() -> None:
    message = understood(
        report(
            "Final-Recipient: rfc822; a@x.test\nAction: failed\nStatus: 5.1.1\n"
            "Diagnostic-Code: smtp; 550 5.1.1 <a@x.test>: unknown",
            "Final-Recipient: rfc822; b@x.test\nAction: Failed (bad address)\nStatus: 5.4.4",
            "Final-Recipient: rfc822; c@x.test\nAction: delayed\nStatus: 4.4.1",
            "Original-Recipient: rfc822; D@x.test\nFinal-Recipient: rfc822; e@y.test\n"
            "Action: failed\nDiagnostic-Code: X-Unix; 67",
        )
    )
    assert message.undelivered == (
        Undelivered(ref=OURS, to="a@x.test", why="550 5.1.1 <a@x.test>: unknown"),
        Undelivered(ref=OURS, to="b@x.test", why="5.4.4"),
        Undelivered(ref=OURS, to="d@x.test", why="67"),
    )
    assert (message.parent_ext, message.automatic) == (OURS, True)


QMAIL = f"""\
Hi. This is the qmail-send program at x.test.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<a@x.test>:
192.0.2.1 said: 550 no such user

--- Below this line is a copy of the message.

Return-Path: <support@tilleul.test>
Message-ID: {OURS}
"""
EXIM = f"""\
This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  a@x.test
    SMTP error from remote mail server after RCPT TO:<a@x.test>:
    550 5.1.1 unknown

------ This is a copy of the message, including all the headers. ------

Message-ID: {OURS}
"""
LATE = f"""\
This message was created automatically by mail delivery software.
A message that you sent has not yet been delivered. No action is required.

Message-ID: {OURS}
"""


@pytest.mark.parametrize(
    ("text", "headers", "undelivered"),
    [
        (QMAIL, {}, (Undelivered(ref=OURS, to="", why="192.0.2.1 said: 550 no such user"),)),
        (EXIM, {}, (Undelivered(ref=OURS, to="", why="550 5.1.1 unknown"),)),
        (
            EXIM,
            {"X_Failed_Recipients": "a@x.test"},
            (Undelivered(ref=OURS, to="a@x.test", why="550 5.1.1 unknown"),),
        ),
        (LATE, {}, ()),
    ],
    ids=["qmail", "exim", "exim names the recipient", "only late"],
)
def test_servers_without_standard_reports_are_understood_too(
    text: str, headers: dict[str, str | None], undelivered: tuple[Undelivered, ...]
) -> None:
    returned = mail(text, From="MAILER-DAEMON@x.test", Return_Path="<>", **headers)
    message = understood(returned)
    assert (message.parent_ext, message.undelivered) == (OURS, undelivered)


def test_a_person_who_quotes_a_report_returns_nothing() -> None:
    message = understood(mail(QMAIL))
    assert (message.references, message.undelivered, message.automatic) == ((), (), False)
