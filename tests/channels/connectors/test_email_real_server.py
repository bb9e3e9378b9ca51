"""The connector with a real Postfix and Dovecot: TLS, login, IDLE, refusals, bounces."""

from __future__ import annotations

import ssl
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from imapclient import IMAPClient

from parvis.channels.connectors.email import EmailConnector
from parvis.channels.protocol import (
    CredentialsRejected,
    Direction,
    Done,
    Health,
    Intent,
    Io,
    Page,
    Refusal,
    Refused,
    Retry,
    Uncertain,
    Unreachable,
    Verb,
)
from tests import mailserver as servers
from tests.contract.mails import mail
from tests.mailserver import MailAccount, MailServer

pytestmark = pytest.mark.mail

EMAIL = EmailConnector()
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def account_io(server: MailServer, account: MailAccount, **changed: str) -> Io:
    return Io(
        settings={**server.settings(account), **changed},
        secrets=server.secrets(account),
        now=lambda: NOON,
    )


def answer(to: str, *, key: str = "<p.1@tilleul.test>") -> Intent:
    return Intent(
        verb=Verb.REPLY,
        text="Bonjour,\n.\nc’est parti.\n",
        to=to,
        title="Commande",
        parent_ext="<ask@example.test>",
        references=("<root@example.test>", "<ask@example.test>"),
        reply_to="inès@tilleul.test",
        author_name="Inès",
        created_at=NOON,
    )


def pull(io: Io, page: Page | None = None) -> Page:
    return EMAIL.pull(io, source="inbox", cursor=page.cursor if page else {}, budget=50)


def test_mails_are_brought_once_and_stay_unread(trusted_mailserver: MailServer) -> None:
    account = trusted_mailserver.mailbox("brought")
    io = account_io(trusted_mailserver, account)
    empty = pull(io)
    assert empty.raws == ()
    trusted_mailserver.deliver(mail("first"), to=account.address)
    trusted_mailserver.deliver(mail("second", Message_ID=None), to="brought+p.tok@tilleul.test")
    page = pull(io, empty)
    messages = [EMAIL.parse(raw)[0].message for raw in page.raws]
    assert [message and message.text for message in messages] == ["first", "second"]
    assert [message and message.reply_token for message in messages] == ["", "p.tok"]
    assert all(raw.received_at and raw.received_at.tzinfo for raw in page.raws)
    assert pull(io, page).raws == ()
    maildir = trusted_mailserver.folder / "mail/tilleul.test/brought/Maildir"
    assert [file.name for file in (maildir / "cur").iterdir() if "S" in file.name[-3:]] == []


def test_idle_wakes_when_a_mail_arrives(trusted_mailserver: MailServer) -> None:
    account = trusted_mailserver.mailbox("idle")
    io = account_io(trusted_mailserver, account)
    trusted_mailserver.deliver(mail("known"), to=account.address)
    page = pull(io)
    woken: list[float] = []

    def sleeper() -> None:
        EMAIL.wait(io, source="inbox", cursor=page.cursor, seconds=30)
        woken.append(time.monotonic())

    thread = threading.Thread(target=sleeper)
    thread.start()
    time.sleep(0.5)
    assert woken == []
    trusted_mailserver.deliver(mail("news"), to=account.address)
    arrived = time.monotonic()
    thread.join(timeout=10)
    assert woken[0] - arrived < 3
    assert len(pull(io, page).raws) == 1


def test_idle_stops_soon_when_it_is_told_to(trusted_mailserver: MailServer) -> None:
    stop = threading.Event()
    io = account_io(trusted_mailserver, trusted_mailserver.mailbox("stopping"))
    thread = threading.Thread(
        target=EMAIL.wait,
        args=(replace(io, doors={"stop": stop}),),
        kwargs={"source": "inbox", "cursor": {}, "seconds": 60},
    )
    thread.start()
    time.sleep(0.5)
    stop.set()
    thread.join(timeout=3)
    assert not thread.is_alive()


def test_an_answer_arrives_in_its_thread_and_a_copy_is_kept(
    trusted_mailserver: MailServer,
) -> None:
    account = trusted_mailserver.mailbox("answering")
    io = account_io(trusted_mailserver, account)
    key = "<p.answer@tilleul.test>"
    intent = replace(answer("mina.a@example.test"), reply_to="answering+p.t@tilleul.test")
    assert isinstance(EMAIL.find(io, intent, attempt_key=key), Uncertain)
    assert EMAIL.act(io, intent, attempt_key=key) == Done(ext_id=key)
    (received,) = trusted_mailserver.messages("mina.a@example.test")
    assert {
        name: received[name]
        for name in ("Message-ID", "In-Reply-To", "References", "Subject", "From", "Reply-To")
    } == {
        "Message-ID": key,
        "In-Reply-To": "<ask@example.test>",
        "References": "<root@example.test> <ask@example.test>",
        "Subject": "Re: Commande",
        "From": '"Inès, Maison Tilleul" <answering@tilleul.test>',
        "Reply-To": "Maison Tilleul <answering+p.t@tilleul.test>",
    }
    assert received.get_content().replace("\r\n", "\n") == intent.text
    (copy,) = trusted_mailserver.messages(account.address, folder="Sent")
    assert copy["Message-ID"] == key
    assert EMAIL.find(io, intent, attempt_key=key) == Done(ext_id=key)


def test_an_answer_to_our_mail_proves_that_it_was_sent(trusted_mailserver: MailServer) -> None:
    account = trusted_mailserver.mailbox("proof")
    io = account_io(trusted_mailserver, account, sent_folder="")
    trusted_mailserver.deliver(mail("Thanks", In_Reply_To="<p.9@tilleul.test>"), to=account.address)
    found = EMAIL.find(io, answer("mina@example.test"), attempt_key="<p.9@tilleul.test>")
    assert found == Done(ext_id="<p.9@tilleul.test>")


def test_a_renumbered_mailbox_is_read_again(trusted_mailserver: MailServer) -> None:
    account = trusted_mailserver.mailbox("renumbered")
    io = account_io(trusted_mailserver, account)
    trusted_mailserver.deliver(mail("still here"), to=account.address)
    before = pull(io)
    trusted_mailserver.renumber(account.address, uidvalidity=4711)
    after = pull(io, before)
    assert after.cursor["uidvalidity"] == 4711
    assert after.notes == ("The server renumbered the mailbox: all its mails are compared again.",)
    assert [EMAIL.parse(raw)[0].key for raw in after.raws] == ["<one@example.test>"]


def test_mails_that_somebody_has_read_already_are_brought(trusted_mailserver: MailServer) -> None:
    account = trusted_mailserver.mailbox("shared")
    trusted_mailserver.deliver(mail("read in a mail program"), to=account.address)
    with IMAPClient(trusted_mailserver.host, trusted_mailserver.imap_port, ssl=False) as program:
        program.starttls(ssl.create_default_context(cafile=trusted_mailserver.certificate))
        program.login(account.address, account.password)
        program.select_folder("INBOX")
        program.add_flags([1], [b"\\Seen", b"\\Flagged"])
    io = account_io(trusted_mailserver, account)
    (raw,) = pull(io).raws
    message = EMAIL.parse(raw)[0].message
    assert message
    assert message.text == "read in a mail program"
    assert list(EMAIL.held(io, source="inbox")) == [raw.key]


def test_an_answer_from_a_mail_program_is_seen_in_the_sent_folder(
    trusted_mailserver: MailServer,
) -> None:
    account = trusted_mailserver.mailbox("outlook")
    io = account_io(trusted_mailserver, account)
    assert EMAIL.pull(io, source="sent", cursor={}, budget=9).raws == ()
    assert isinstance(EMAIL.act(io, answer("m@example.test"), attempt_key="<p.7@t.test>"), Done)
    (raw,) = EMAIL.pull(io, source="sent", cursor={}, budget=9).raws
    message = EMAIL.parse(raw)[0].message
    assert message
    assert (message.ext_id, message.direction) == ("<p.7@t.test>", Direction.ECHO)


def test_gaps_in_the_numbers_are_no_news(trusted_mailserver: MailServer) -> None:
    account = trusted_mailserver.mailbox("gaps")
    io = account_io(trusted_mailserver, account)
    for text in ("one", "two"):
        trusted_mailserver.deliver(mail(text), to=account.address)
    trusted_mailserver.remove(account.address, uid=2)
    page = pull(io)
    started = time.monotonic()
    EMAIL.wait(io, source="inbox", cursor=page.cursor, seconds=0.5)
    assert time.monotonic() - started >= 0.5


def test_check_logs_in_on_both_sides(trusted_mailserver: MailServer) -> None:
    account = trusted_mailserver.mailbox("checked")
    assert EMAIL.check(account_io(trusted_mailserver, account)) == Health(
        identity="checked@tilleul.test"
    )
    starttls = account_io(
        trusted_mailserver,
        account,
        imap_port=str(trusted_mailserver.imap_port),
        imap_security="starttls",
    )
    assert EMAIL.check(starttls) == Health(identity="checked@tilleul.test")


def test_a_wrong_password_is_said_on_each_side(trusted_mailserver: MailServer) -> None:
    io = account_io(trusted_mailserver, trusted_mailserver.mailbox("locked"))
    for name, kind in (("imap_password", "IMAP"), ("smtp_password", "SMTP")):
        wrong = replace(io, secrets={**io.secrets, name: "wrong-canary"})
        with pytest.raises(CredentialsRejected, match=f"The {kind} server") as raised:
            EMAIL.check(wrong)
        assert "wrong-canary" not in str(raised.value)
    outcome = EMAIL.act(
        replace(io, secrets={"smtp_password": "wrong"}),
        answer("mina@example.test"),
        attempt_key="<p.1@tilleul.test>",
    )
    assert isinstance(outcome, Retry)
    assert "refuses the user name or the password" in outcome.why


def test_a_certificate_nobody_vouches_for_is_refused(mailserver: MailServer) -> None:
    io = account_io(mailserver, mailserver.mailbox("untrusted"))
    with pytest.raises(Refused, match=r"certificate of the IMAP server .* cannot be trusted"):
        pull(io)
    outcome = EMAIL.act(io, answer("mina@example.test"), attempt_key="<p.1@tilleul.test>")
    assert isinstance(outcome, Retry)
    assert "certificate of the SMTP server" in outcome.why


def test_tls_on_a_port_that_speaks_none_is_explained(trusted_mailserver: MailServer) -> None:
    io = account_io(
        trusted_mailserver,
        trusted_mailserver.mailbox("mixed-up"),
        imap_port=str(trusted_mailserver.imap_port),
    )
    with pytest.raises(Refused, match="does not speak TLS on this port"):
        pull(io)


def test_a_missing_folder_is_named(trusted_mailserver: MailServer) -> None:
    io = account_io(trusted_mailserver, trusted_mailserver.mailbox("f"), imap_folder="Nowhere")
    with pytest.raises(Refused, match="Nowhere"):
        pull(io)


def test_a_closed_port_is_unreachable(trusted_mailserver: MailServer) -> None:
    account = trusted_mailserver.mailbox("closed")
    io = account_io(trusted_mailserver, account, imap_port="1", smtp_port="1")
    with pytest.raises(Unreachable, match=r"127\.0\.0\.1:1 does not answer"):
        pull(io)
    outcome = EMAIL.act(io, answer("mina@example.test"), attempt_key="<p.1@tilleul.test>")
    assert isinstance(outcome, Retry)


@pytest.mark.parametrize(
    ("to", "answered", "words"),
    [
        (servers.UNKNOWN, Refusal, "550 5.1.1"),
        (servers.REFUSED, Refusal, "this mailbox takes no mail from you"),
        (servers.BUSY, Retry, "this mailbox is busy"),
    ],
)
def test_the_servers_own_words_reach_the_agent(
    trusted_mailserver: MailServer, to: str, answered: type[Refusal | Retry], words: str
) -> None:
    io = account_io(trusted_mailserver, trusted_mailserver.mailbox("refused"))
    outcome = EMAIL.act(io, answer(to), attempt_key="<p.1@tilleul.test>")
    assert isinstance(outcome, answered)
    assert words in outcome.why


def test_a_real_bounce_is_told_from_an_answer(trusted_mailserver: MailServer) -> None:
    account = trusted_mailserver.mailbox("bounced")
    io = account_io(trusted_mailserver, account)
    key = "<p.bounce@tilleul.test>"
    assert isinstance(EMAIL.act(io, answer(servers.BOUNCING), attempt_key=key), Done)
    trusted_mailserver.messages(account.address)
    (raw,) = pull(io).raws
    message = EMAIL.parse(raw)[0].message
    assert message
    assert message.automatic
    assert message.parent_ext == key
    assert "the person has moved" in message.text
    (returned,) = message.undelivered
    assert (returned.ref, returned.to) == (key, servers.BOUNCING)
    assert returned.why


def test_a_mail_program_and_parvis_understand_each_other(trusted_mailserver: MailServer) -> None:
    sent = EmailMessage()
    sent["From"] = "Zoé Müller <zoe@example.test>"
    sent["To"] = "support@tilleul.test"
    sent["Subject"] = "Ma facture n° 12 – 5 €, s’il vous plaît " * 4
    sent.set_content("Voilà.\n")
    sent.add_alternative("<p>Voilà.</p>", subtype="html")
    sent.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="reçu.pdf")
    account = trusted_mailserver.mailbox("understanding")
    trusted_mailserver.deliver(sent, to=account.address)
    (raw,) = pull(account_io(trusted_mailserver, account)).raws
    message = EMAIL.parse(raw)[0].message
    assert message
    assert message.author
    assert message.author.display == "Zoé Müller"
    assert message.title == str(sent["Subject"]).strip()
    assert (message.text, message.html.strip()) == ("Voilà.", "<p>Voilà.</p>")
    assert [(found.filename, found.content) for found in message.attachments] == [
        ("reçu.pdf", b"%PDF-1.4")
    ]
