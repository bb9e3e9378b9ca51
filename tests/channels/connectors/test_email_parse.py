"""What a mail says becomes one message: who, to whom, when, in which thread, in what words."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest

from parvis.channels.connectors.email import EmailConnector
from parvis.channels.protocol import (
    Author,
    Event,
    EventKind,
    IncomingMessage,
    Poison,
    Surface,
    Visibility,
)
from tests.contract.mails import ARRIVED, mail, raw, understood


def test_an_ordinary_mail_is_understood_whole() -> None:
    sent_at = datetime(2026, 3, 2, 11, 58, tzinfo=UTC)
    assert EmailConnector().parse(raw(mail("Hello,\n\nparcel 12 is late.\n"))) == (
        Event(
            kind=EventKind.CREATED,
            key="<one@example.test>",
            occurred_at=sent_at,
            message=IncomingMessage(
                network="email",
                ext_id="<one@example.test>",
                thread_ext="<one@example.test>",
                surface=Surface.MAIL,
                visibility=Visibility.PRIVATE,
                author=Author(
                    network="email",
                    ext_id="mina@example.test",
                    display="Mina Azur",
                    handle="mina@example.test",
                ),
                to=(
                    Author(
                        network="email",
                        ext_id="support@tilleul.test",
                        handle="support@tilleul.test",
                    ),
                ),
                text="Hello,\n\nparcel 12 is late.",
                title="Where is my order?",
                created_at=sent_at,
            ),
        ),
    )


@pytest.mark.parametrize("zeroes", [b"\0", b"\0\0\n", bytes(4096)])
def test_a_delivery_of_zeroes_is_poison(zeroes: bytes) -> None:
    with pytest.raises(Poison, match="zeroes"):
        EmailConnector().parse(raw(zeroes))


@pytest.mark.parametrize("blank", [b"", b"\r\n\r\n", b" \n"])
def test_an_empty_delivery_is_a_mail_of_which_everything_is_missing(blank: bytes) -> None:
    (event,) = EmailConnector().parse(raw(blank))
    assert event.message is not None
    assert (event.message.author, event.message.text) == (None, "")
    assert event.message.warnings[0] == "The mail is empty."
    assert event.key.startswith("sha256:")


def test_a_file_without_header_lines_is_a_mail_whose_headers_are_missing() -> None:
    body = b"My lamp is broken.\nWhat now?\n"
    message = understood(body)
    assert message.ext_id == "sha256:" + hashlib.sha256(body).hexdigest()
    assert message.author is None
    assert message.text == "My lamp is broken.\nWhat now?"
    assert message.created_at == ARRIVED
    assert message.warnings == (
        "The mail has no Message-ID.",
        "The mail has no readable date; the time of its arrival is used.",
        "The mail names no sender.",
    )


def test_an_address_is_one_person_whatever_its_capitals() -> None:
    author = understood(mail(From="MINA@Example.TEST")).author
    assert author == Author(network="email", ext_id="mina@example.test", handle="MINA@Example.TEST")


def test_a_name_is_decoded_and_cannot_disguise_itself() -> None:
    encoded = "=?utf-8?q?In=C3=A8s_=E2=80=AEmoc=2Eelluit?= <mallory@example.test>"
    author = understood(mail(From=encoded)).author
    assert author
    assert author.display == "Inès moc.elluit"


def test_a_word_that_was_cut_inside_a_letter_is_joined() -> None:
    assert (
        understood(mail(Subject="=?utf-8?b?w4k=?=\r\n =?utf-8?q?t=C3?= =?utf-8?q?=A9?=")).title
        == "Été"
    )


def test_bare_eight_bit_headers_are_read() -> None:
    assert understood(mail(Subject="Problème", From="Zoé <zoe@exämple.test>")).title == "Problème"
    latin = mail().replace(b"Where is my order?", b"Probl\xe8me")
    assert understood(latin).title == "Problème"


def test_a_contact_form_gives_the_person_to_be_answered() -> None:
    form = mail(From="Shop <no-reply@shop.test>", Reply_To="Mina <mina@example.test>")
    message = understood(form)
    assert message.author
    assert message.author.ext_id == "mina@example.test"
    assert message.warnings == ("Sent by no-reply@shop.test for the person named here.",)


def test_an_ordinary_senders_reply_to_changes_nothing() -> None:
    author = understood(mail(Reply_To="elsewhere@example.test")).author
    assert author
    assert author.ext_id == "mina@example.test"


class TestThreads:
    def test_references_are_given_nearest_first_and_the_root_names_the_thread(self) -> None:
        message = understood(
            mail(
                In_Reply_To="<three@tilleul.test>",
                References="<root@example.test> <two@tilleul.test>\r\n\t<three@tilleul.test>",
            )
        )
        assert message.references == (
            "<three@tilleul.test>",
            "<two@tilleul.test>",
            "<root@example.test>",
        )
        assert message.parent_ext == "<three@tilleul.test>"
        assert message.thread_ext == "<root@example.test>"

    def test_in_reply_to_alone_makes_a_thread(self) -> None:
        message = understood(mail(In_Reply_To='Your mail "x" of Monday <a@b>'))
        assert (message.parent_ext, message.thread_ext) == ("<a@b>", "<a@b>")

    def test_identifiers_without_brackets_or_with_folds_inside_are_mended(self) -> None:
        assert understood(mail(Message_ID="one@example.test")).ext_id == "<one@example.test>"
        assert understood(mail(Message_ID="<on\r\n e@example.test>")).ext_id == "<one@example.test>"

    def test_a_monstrous_identifier_is_shortened_in_the_same_way_everywhere(self) -> None:
        monster = f"<{'x' * 5000}@example.test>"
        identifier = understood(mail(Message_ID=monster)).ext_id
        assert len(identifier) < 260
        assert understood(mail(In_Reply_To=monster)).parent_ext == identifier

    def test_a_very_long_chain_keeps_its_newest_and_its_root(self) -> None:
        chain = " ".join(f"<{number}@x>" for number in range(400))
        references = understood(mail(References=chain)).references
        assert len(references) == 50
        assert (references[0], references[-2:]) == ("<399@x>", ("<351@x>", "<0@x>"))

    def test_a_token_is_taken_from_any_recipient_address(self) -> None:
        for header in ("To", "Cc", "Delivered_To", "X_Original_To", "Envelope_To"):
            message = understood(
                mail(**{header: "A <support+p.Case7.Sig_x@tilleul.test>, b@c.test"})
            )
            assert message.reply_token == "p.Case7.Sig_x"

    def test_another_plus_address_is_no_token(self) -> None:
        assert understood(mail(To="support+news@tilleul.test")).reply_token == ""


class TestTime:
    @pytest.mark.parametrize(
        "date",
        [
            "Mon, 2 Mar 2026 12:58:00 +0100",
            "Mon, 2 Mar 2026 11:58:00 -0000",
            "2 Mar 2026 06:58 EST",
            "Monday, 2 Mar 2026 11:58:00 GMT (Greenwich)",
        ],
    )
    def test_a_date_becomes_utc(self, date: str) -> None:
        message = understood(mail(Date=date))
        assert message.created_at == datetime(2026, 3, 2, 11, 58, tzinfo=UTC)
        assert message.created_at.tzinfo is UTC

    @pytest.mark.parametrize(
        "date",
        [
            "Thu, 1 Jan 1970 00:00:00 +0000",
            "Tue, 1 Mar 2095 12:00:00 +0000",
            "Mon, 2 Mar 9999 23:59:59 -2359",
            "31 Feb 2026 99:99:99",
            "yesterday",
            "",
        ],
    )
    def test_a_date_that_cannot_be_is_replaced_by_the_arrival(self, date: str) -> None:
        message = understood(mail(Date=date))
        assert message.created_at == ARRIVED
        assert len(message.warnings) == 1

    def test_without_an_arrival_the_mail_servers_own_line_is_taken(self) -> None:
        received = "from a by b; Mon, 2 Mar 2026 11:59:30 +0000"
        message = understood(mail(Date=None, Received=received), received_at=None)
        assert message.created_at == datetime(2026, 3, 2, 11, 59, 30, tzinfo=UTC)

    def test_without_any_time_there_still_is_an_aware_one(self) -> None:
        message = understood(mail(Date=None), received_at=None)
        assert message.created_at == datetime(1970, 1, 1, tzinfo=UTC)


class TestContent:
    def test_plain_text_is_preferred_and_html_is_kept_beside(self) -> None:
        message = understood(_alternatives("plain words", "<p>rich <b>words</b></p>"))
        assert message.text == "plain words"
        assert message.html == "<p>rich <b>words</b></p>"

    def test_an_empty_plain_part_gives_way_to_the_html(self) -> None:
        assert understood(_alternatives(" \n ", "<p>rich <b>words</b></p>")).text == "rich words"

    def test_text_before_and_after_a_picture_is_one_text(self) -> None:
        message = understood(
            _multipart(
                "mixed",
                "Content-Type: text/plain\n\nbefore",
                "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw==",
                "\nafter",
            )
        )
        assert message.text == "before\n\nafter"
        assert [(found.filename, found.mime, found.content) for found in message.attachments] == [
            ("attachment-1.png", "image/png", b"\x89PNG")
        ]

    @pytest.mark.parametrize(
        ("encoding", "body", "content"),
        [
            ("base64", "aGVsbG8", b"hello"),
            ("BASE64", "aG!Vs\nbG8=", b"hello"),
            ("base64", "a", b""),
            ("quoted-printable", "h=65llo =\nyou =XX", b"hello you =XX"),
            ("x-uuencode", "begin 644 a\n%:&5L;&\\\n`\nend", b"hello"),
            ("x-uuencode", "nothing of the kind", b"nothing of the kind"),
            ("8bit", "hello", b"hello"),
        ],
    )
    def test_content_is_freed_of_its_transfer_encoding(
        self, encoding: str, body: str, content: bytes
    ) -> None:
        part = f"Content-Type: a/b\nContent-Transfer-Encoding: {encoding}\n\n{body}"
        (attached,) = understood(_multipart("mixed", part)).attachments
        assert attached.content == content

    def test_a_text_file_is_an_attachment_with_a_safe_name(self) -> None:
        message = understood(
            _multipart(
                "mixed",
                "Content-Type: text/plain\n\nsee the file",
                "Content-Type: text/plain; name*=utf-8''..%2F..%2Fetc%2Fpass%E2%80%AEwd.txt\n\nx",
            )
        )
        assert message.text == "see the file"
        assert [found.filename for found in message.attachments] == ["pass wd.txt"]

    def test_an_attached_mail_keeps_its_exact_bytes(self) -> None:
        message = understood(
            _multipart(
                "mixed", "\nsee", "Content-Type: message/rfc822\n\nSubject: a/b\n\n--in-\nner"
            )
        )
        (attached,) = message.attachments
        assert (attached.filename, attached.content) == (
            "a b.eml",
            b"Subject: a/b\r\n\r\n--in-\r\nner",
        )

    def test_an_attached_mail_does_not_lead_into_its_thread(self) -> None:
        attached = "Content-Type: message/rfc822\n\nMessage-ID: <strangers@tilleul.test>\n\nhi"
        assert understood(_multipart("mixed", "\nsee", attached)).references == ()

    def test_a_delivery_report_refers_to_the_mail_it_gives_back(self) -> None:
        message = understood(
            _multipart(
                "report",
                "\nNobody there.",
                "Content-Type: message/delivery-status\n\nAction: failed",
                "Content-Type: message/rfc822\n\nMessage-ID: <ours@tilleul.test>\n\nhi",
            )
        )
        assert message.parent_ext == "<ours@tilleul.test>"
        assert message.automatic_reason == "It is a delivery report."

    def test_a_text_cut_by_the_sender_into_lines_is_joined(self) -> None:
        flowed = mail(
            "My parcel has \nnot come. \n Truly.\n> quoted \n> words\nMina\n",
            Content_Type="text/plain; format=flowed",
        )
        assert understood(flowed).text == "My parcel has not come. Truly.\n> quoted \n> words\nMina"

    @pytest.mark.parametrize(
        ("charset", "encoded"),
        [
            ("iso-8859-1", "caf\xe9 – 5 \u20ac".encode("cp1252")),
            ("ISO-8859-15", "café – 5 €".replace("–", "-").encode("iso-8859-15")),
            ("utf-8", "café – 5 €".encode()),
            ("x-unknown", "café – 5 €".encode()),
            ("x-unknown", "café – 5 €".encode("cp1252")),
            ("us-ascii", "café – 5 €".encode()),
            ("zlib", "café – 5 €".encode()),
            ("punycode", "café – 5 €".encode()),
        ],
    )
    def test_a_text_is_read_whatever_its_charset_is_called(
        self, charset: str, encoded: bytes
    ) -> None:
        text = understood(mail(encoded, Content_Type=f"text/plain; charset={charset}")).text
        assert text.replace("-", "–") == "café – 5 €"

    def test_quoted_words_are_put_aside(self) -> None:
        older = "On Mon, 2 Mar 2026 at 10:00, Inès <s@tilleul.test> wrote:\n> Which?\n"
        message = understood(mail(f"Yes, number 12.\n\n{older}"))
        assert message.text == "Yes, number 12."
        assert message.quoted == older.strip()

    def test_a_mail_too_large_to_fetch_says_so(self) -> None:
        message = understood(b"X-Parvis-Too-Large: 41000000\r\n" + mail(""))
        assert message.title == "Where is my order?"
        assert message.warnings == (
            "The mail is too large to be fetched whole: open it in the mailbox.",
        )

    def test_an_encrypted_mail_says_so(self) -> None:
        message = understood(mail("AAAA", Content_Type="application/pkcs7-mime; name=smime.p7m"))
        assert message.warnings == ("The mail is encrypted; its text cannot be read here.",)


def _multipart(kind: str, *parts: str) -> bytes:
    body = "".join(f"--edge\n{part}\n" for part in parts) + "--edge--\n"
    return mail(body, Content_Type=f'multipart/{kind}; boundary="edge"')


def _alternatives(plain: str, html: str) -> bytes:
    return _multipart(
        "alternative",
        f"Content-Type: text/plain\n\n{plain}",
        f"Content-Type: text/html\n\n{html}",
    )
