"""An answer looks like one, finds its thread, and carries nothing that the agent did not mean."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from parvis.channels.connectors.email.compose import Outgoing, compose
from parvis.channels.protocol import Intent, Io, Refusal, Verb

IO = Io(
    settings={"address": "support@tilleul.test", "name": "Maison Tilleul"},
    secrets={},
    now=lambda: datetime(2026, 3, 2, 12, tzinfo=UTC),
)
ANSWER = Intent(
    verb=Verb.REPLY,
    text="Bonjour Mina,\n\nvotre commande part demain – sûr.\n",
    to="mina@example.test",
    to_name="Mina Azur",
    title="Où est ma commande ?",
    parent_ext="<two@example.test>",
    references=("<root@example.test>", "<two@example.test>", "<one@tilleul.test>"),
    reply_to="support+p.7.sig@tilleul.test",
    author_name="Inès",
    created_at=datetime(2026, 3, 2, 13, 0, tzinfo=UTC),
)
KEY = "<p.41.x@tilleul.test>"


def test_an_answer_has_all_that_mail_programs_thread_by() -> None:
    mail = sent(ANSWER)
    assert {name: str(value) for name, value in mail.items()} == {
        "Message-ID": "<p.41.x@tilleul.test>",
        "In-Reply-To": "<two@example.test>",
        "References": "<root@example.test> <one@tilleul.test> <two@example.test>",
        "From": '"Inès, Maison Tilleul" <support@tilleul.test>',
        "To": "Mina Azur <mina@example.test>",
        "Subject": "Re: Où est ma commande ?",
        "Date": "Mon, 02 Mar 2026 13:00:00 +0000",
        "Reply-To": "Maison Tilleul <support+p.7.sig@tilleul.test>",
        "MIME-Version": "1.0",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "quoted-printable",
    }
    assert mail.get_content().replace("\r\n", "\n") == ANSWER.text


def test_a_message_id_that_several_mails_have_is_written_as_its_sender_wrote_it() -> None:
    shared = "<two@example.test>#8f14e45fceea167a"
    mail = sent(replace(ANSWER, parent_ext=shared, references=("<two@example.test>", shared)))
    assert (mail["In-Reply-To"], mail["References"]) == ("<two@example.test>", "<two@example.test>")


def test_only_seven_bit_and_short_lines_travel() -> None:
    data = outgoing(replace(ANSWER, text="é" * 5000 + "\n.\n" + "x" * 5000)).data
    assert data.isascii()
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_of_a_very_long_thread_the_root_and_the_newest_are_named() -> None:
    thread = tuple(f"<{number}@example.test>" for number in range(400))
    named = sent(replace(ANSWER, parent_ext=thread[-1], references=thread))["References"].split()
    assert (len(named), named[0], named[1], named[-1]) == (50, thread[0], thread[351], thread[-1])


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("Order", "Re: Order"),
        ("Re: Order", "Re: Order"),
        ("RE: AW: Re[2]: Order", "Re: Order"),
        ("Ré : Commande", "Re: Commande"),
        ("Retour", "Re: Retour"),
        ("Relance: payez", "Re: Relance: payez"),
        ("", "Re:"),
    ],
)
def test_re_stands_there_once(title: str, subject: str) -> None:
    assert sent(replace(ANSWER, title=title))["Subject"] == subject


def test_a_notice_says_that_a_machine_wrote_it() -> None:
    notice = replace(ANSWER, verb=Verb.NOTIFY, title="Confirm", parent_ext="", references=())
    mail = sent(notice)
    assert (mail["Subject"], mail["Auto-Submitted"]) == ("Confirm", "auto-generated")
    assert "In-Reply-To" not in mail
    assert "References" not in mail


def test_nothing_in_an_intent_adds_a_header_or_a_recipient() -> None:
    evil = "x\r\nBcc: eve@example.test\r\n\r\nbody\0"
    intent = replace(
        ANSWER,
        title=evil,
        to_name=evil,
        author_name=evil,
        reply_to=evil,
        parent_ext=f"<a@b>{evil}",
        references=(f"<a@b{evil}>", "<good@example.test>"),
    )
    mail = sent(intent)
    assert "Bcc" not in mail
    assert mail["Subject"] == "Re: x Bcc: eve@example.test body"
    assert [str(found) for found in mail["To"].addresses] == [
        '"x Bcc: eve@example.test body" <mina@example.test>'
    ]
    assert mail["References"] == "<good@example.test>"
    assert "Reply-To" not in mail
    assert "In-Reply-To" not in mail


@pytest.mark.parametrize(
    "address",
    [
        "",
        "mina",
        "a@b.test, c@d.test",
        "a b@c.test",
        "<a@b.test>",
        "a@b.test\r\nRCPT TO:<e@f.test>",
    ],
)
def test_what_is_no_single_address_is_refused(address: str) -> None:
    refusal = compose(IO, replace(ANSWER, to=address), message_id=KEY)
    assert isinstance(refusal, Refusal)
    assert refusal.why.endswith("is no address of a single mailbox.")


@pytest.mark.parametrize(
    ("address", "travels_as"),
    [
        ("joe..smith.@docomo.test", "joe..smith.@docomo.test"),
        ("o'neil+shop@example.test", "o'neil+shop@example.test"),
        ("zoe@exämple.test", "zoe@xn--exmple-cua.test"),
    ],
)
def test_odd_addresses_that_exist_are_served(address: str, travels_as: str) -> None:
    assert outgoing(replace(ANSWER, to=address)).recipient == travels_as


def test_long_identifiers_stay_whole() -> None:
    long = f"<{'x' * 200}@example.test>"
    data = outgoing(replace(ANSWER, parent_ext=long, references=(long,))).data
    assert f"In-Reply-To: {long}\r\nReferences: {long}\r\n".encode() in data


def test_an_attempt_key_that_is_no_message_id_is_refused() -> None:
    assert compose(IO, ANSWER, message_id="41") == Refusal("'41' is no Message-ID.")


def outgoing(intent: Intent) -> Outgoing:
    mail = compose(IO, intent, message_id=KEY)
    assert isinstance(mail, Outgoing)
    return mail


def sent(intent: Intent) -> EmailMessage:
    return message_from_bytes(outgoing(intent).data, policy=policy.default)
