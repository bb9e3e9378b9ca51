"""The e-mail connector keeps the contracts of all connectors, on a server that follows a script."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from parvis.channels.connectors.email import EmailConnector
from parvis.channels.protocol import Done, Intent, Io, Outcome, Refusal, Retry, Uncertain, Verb
from tests.contract.mails import mail, raw
from tests.contract.reading import ReadingContract
from tests.contract.scripted_smtp import HANG_UP, ScriptedSmtp, scripted_smtp
from tests.contract.sending import CANARY, Fault, SendingContract

ANSWER = Intent(
    verb=Verb.REPLY,
    text="Tomorrow.",
    to="mina@example.test",
    title="Where is it?",
    created_at=datetime(2026, 3, 2, 13, 0, tzinfo=UTC),
)
KEY = "<p.41@tilleul.test>"


class TestReading(ReadingContract):
    connector = EmailConnector()
    deliveries = (
        raw(mail("Hello,\n\nparcel 12 is late.\n")),
        raw(
            mail(
                "--e\nContent-Type: text/plain\n\nhi\n--e\nContent-Type: text/html\n\n<p>hi</p>\n"
                "--e\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBO\n--e--\n",
                Content_Type="multipart/mixed; boundary=e",
                References="<a@b> <c@d>",
            )
        ),
        raw(mail("away", Auto_Submitted="auto-replied", From=None, Date=None, Message_ID=None)),
    )


@dataclass
class ScriptedNetwork:
    io: Io
    server: ScriptedSmtp
    true_port: str

    def copies(self) -> int:
        return len(self.server.taken)

    def heal(self) -> None:
        self.server.script.clear()
        self.io = replace(self.io, settings={**self.io.settings, "smtp_port": self.true_port})


SCRIPTS = {
    Fault.BUSY: {"rcpt": "450 4.2.1 try later"},
    Fault.NO: {"rcpt": "550 5.1.1 no such user"},
    Fault.LOST_AFTER: {"content": HANG_UP},
}


@contextmanager
def network(
    script: dict[str, str], *, hang_up_within: int | None = None, port: str = ""
) -> Iterator[ScriptedNetwork]:
    with scripted_smtp(script, hang_up_within=hang_up_within) as server:
        settings = {
            "address": "support@tilleul.test",
            "smtp_host": "127.0.0.1",
            "smtp_port": port or str(server.port),
            "smtp_security": "none",
            "smtp_user": "support",
        }
        io = Io(
            settings=settings,
            secrets={"smtp_password": CANARY},
            now=lambda: datetime(2026, 3, 2, 13, 0, tzinfo=UTC),
        )
        yield ScriptedNetwork(io=io, server=server, true_port=str(server.port))


class TestSending(SendingContract):
    connector = EmailConnector()
    intent = ANSWER
    attempt_key = KEY

    @contextmanager
    def network(self, fault: Fault) -> Iterator[ScriptedNetwork]:
        with network(
            SCRIPTS.get(fault, {}),
            hang_up_within=100 if fault is Fault.LOST_BEFORE else None,
            port="1" if fault is Fault.NOBODY_THERE else "",
        ) as made:
            yield made


@pytest.mark.parametrize(
    ("stage", "said", "answer"),
    [
        ("banner", HANG_UP, Retry),
        ("banner", "554 5.7.1 no mail from you", Retry),
        ("banner", "421 4.3.2 too busy", Retry),
        ("ehlo", HANG_UP, Retry),
        ("auth", "535 5.7.8 wrong password", Retry),
        ("auth", "454 4.7.0 cannot check now", Retry),
        ("auth", HANG_UP, Retry),
        ("mail", HANG_UP, Retry),
        ("mail", "451 4.3.0 later", Retry),
        ("mail", "552 5.3.4 too large", Refusal),
        ("rcpt", HANG_UP, Retry),
        ("rcpt", "450 4.2.0 greylisted", Retry),
        ("rcpt", "550 5.1.1 nobody here", Refusal),
        ("data", HANG_UP, Retry),
        ("data", "451 4.3.0 later", Retry),
        ("data", "554 5.5.1 no valid recipients", Refusal),
        ("content", HANG_UP, Uncertain),
        ("content", "nonsense", Uncertain),
        ("content", "451 4.3.0 not kept", Retry),
        ("content", "554 5.6.0 looks like spam", Refusal),
        ("content", "250 2.0.0 queued", Done),
    ],
)
def test_each_stage_has_its_own_answer(stage: str, said: str, answer: type[Outcome]) -> None:
    with network({stage: said}) as made:
        outcome = EmailConnector().act(made.io, ANSWER, attempt_key=KEY)
    assert type(outcome) is answer
    later = {"mail": "rcpt", "rcpt": "data"}.get(stage, "nothing")
    assert not any(line.startswith(later) for line in made.server.asked)
    words = said[4:]
    if words and not isinstance(outcome, Done | Uncertain):
        assert words in outcome.why


@pytest.mark.parametrize("after", [0, 1, 500])
def test_a_connection_lost_within_the_mail_leaves_it_uncertain(after: int) -> None:
    long = replace(ANSWER, text="word " * 10_000)
    with network({}, hang_up_within=after) as made:
        outcome = EmailConnector().act(made.io, long, attempt_key=KEY)
    assert isinstance(outcome, Uncertain)
    assert made.copies() == 0


def test_lines_that_begin_with_a_dot_arrive_unchanged() -> None:
    with network({}) as made:
        EmailConnector().act(made.io, replace(ANSWER, text=".\n..\n.dot"), attempt_key=KEY)
    (data,) = made.server.taken
    assert data.endswith(b"\r\n\r\n.\r\n..\r\n.dot\r\n")


def test_the_envelope_is_the_account_and_the_person() -> None:
    with network({}) as made:
        outcome = EmailConnector().act(made.io, ANSWER, attempt_key=KEY)
    assert outcome == Done(ext_id=KEY)
    assert [line for line in made.server.asked if ":" in line] == [
        f"mail FROM:<support@tilleul.test> size={len(made.server.taken[0])}",
        "rcpt TO:<mina@example.test>",
    ]


def test_a_password_never_travels_in_the_clear_to_another_machine() -> None:
    with network({}) as made:
        settings = {**made.io.settings, "smtp_host": "mail.example.test"}
        outcome = EmailConnector().act(replace(made.io, settings=settings), ANSWER, attempt_key=KEY)
    assert isinstance(outcome, Retry)
    assert "would travel unencrypted" in outcome.why
    assert made.server.asked == []
