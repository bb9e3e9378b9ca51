"""Mails that some program has spoilt are read as far as they can be read, with a warning."""

from __future__ import annotations

import codecs
from datetime import UTC, datetime, timedelta

import pytest

from parvis.channels.connectors.email.headers import Address, addresses
from tests.contract.mails import ARRIVED, mail, understood

MIXED = "multipart/mixed; boundary=b"


@pytest.mark.parametrize(
    ("said", "bytes_", "read"),
    [
        ("utf-8", "café".encode("latin-1"), "café"),
        ("iso-8859-1", "café".encode(), "café"),
        ("iso-8859-1", "5 \u20ac".encode("cp1252"), "5 €"),
        ("us-ascii", "café".encode(), "café"),
        ("nonsense", "café".encode("latin-1"), "café"),
        ("iso-2022-jp", "送信できません".encode("euc_jp"), "送信できません"),
        ("utf-8", b"\xc3\xa9t\xc3\xa9 \xff", "été \ufffd"),
    ],
)
def test_a_charset_under_a_wrong_name_is_recognised(said: str, bytes_: bytes, read: str) -> None:
    assert understood(mail(bytes_, Content_Type=f"text/plain; charset={said}")).text == read


def test_an_html_mail_may_name_its_charset_inside() -> None:
    page = '<meta charset="iso-8859-15"><p>5 \xa4</p>'.encode("latin-1")
    assert understood(mail(page, Content_Type="text/html")).text == "5 €"


def test_bare_letters_in_headers_are_read_as_the_body_is() -> None:
    subject = "Где мой заказ?".encode("koi8-r")
    written = mail("x", Content_Type="text/plain; charset=koi8-r")
    assert understood(written.replace(b"Where is my order?", subject)).title == "Где мой заказ?"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda written: codecs.BOM_UTF8 + written,
        lambda written: codecs.BOM_UTF16_LE + written.decode().encode("utf-16-le"),
        lambda written: b"\r\n\r\n" + written,
        lambda written: b">From mina@example.test Mon Mar  2 09:00:00 2026\r\n" + written,
        lambda written: b"X: y\r\nquite a spoilt line\r\n" + written.replace(b"From", b"FROM", 1),
        lambda written: written.replace(b"\r\n", b"\r"),
        lambda written: written.replace(b"\r\n", b"\n"),
    ],
    ids=["bom", "utf-16", "blank lines", "mbox line", "spoilt line", "bare CR", "bare LF"],
)
def test_what_stands_before_or_among_the_headers_hides_none(spoil: object) -> None:
    assert callable(spoil)
    message = understood(spoil(mail("Hello")))
    assert message.author
    assert (message.author.ext_id, message.text) == ("mina@example.test", "Hello")
    assert (message.ext_id, message.warnings) == ("<one@example.test>", ())


@pytest.mark.parametrize("declared", ["multipart/mixed", 'multipart/mixed; boundary="other"'])
def test_a_missing_or_wrong_boundary_is_found_in_the_body(declared: str) -> None:
    body = (
        "--real\nContent-Type: text/plain\n\nHello\n--real\nContent-Type: image/png\n\nx\n--real--"
    )
    message = understood(mail(body, Content_Type=declared))
    assert (message.text, [found.mime for found in message.attachments]) == ("Hello", ["image/png"])


def test_a_digest_is_a_letter_with_letters() -> None:
    body = f"--b\n\n{mail('inner').decode()}\n--b--"
    (letter,) = understood(mail(body, Content_Type="multipart/digest; boundary=b")).attachments
    assert (letter.filename, letter.mime) == ("Where is my order?.eml", "message/rfc822")


@pytest.mark.parametrize(
    ("encoded", "text"),
    [("aGVsbG8gd29ybGQh\naGVsb", "hello world!hel"), ("aGVsbG8=\n\n-- \nlist footer", "hello")],
)
def test_base64_that_is_cut_or_has_a_footer_is_opened(encoded: str, text: str) -> None:
    assert understood(mail(encoded, Content_Transfer_Encoding="base64")).text == text


@pytest.mark.parametrize(
    "date",
    [
        "Mon, 1 Jan 0001 00:00:00 +0000",
        "Fri, 31 Dec 9999 23:59:59 -1200",
        "Mon, 2 Mar 2026 12:58:00 +9999",
        "lun., 2 mars 2026 12:58:00 +0100",
        "Thu, 1 Jan 1970 00:00:00 +0000",
        "Mon, 2 Mar 2099 12:58:00 +0100",
        "",
    ],
)
def test_a_date_that_cannot_be_true_gives_way_to_the_arrival(date: str) -> None:
    message = understood(mail(Date=date))
    assert (message.created_at, len(message.warnings)) == (ARRIVED, 1)


def test_a_zone_that_is_named_as_well_is_no_reason_for_doubt() -> None:
    message = understood(mail(Date="Mon, 2 Mar 2026 02:58:00 -0900 (GMT-0900)"))
    assert (message.created_at, message.warnings) == (ARRIVED - timedelta(minutes=1), ())


def test_without_any_time_the_mail_says_so() -> None:
    absurd = mail(Date="x", Received="by x; Fri, 31 Dec 9999 23:59:59 +0000")
    message = understood(absurd, received_at=None)
    assert message.created_at == datetime(1970, 1, 1, tzinfo=UTC)
    assert message.warnings == ("The mail has no readable date, and nothing says when it arrived.",)


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("Azur, Mina <mina@x.test>", Address("Azur, Mina", "mina@x.test")),
        (r'"Mina \"M\" Azur" <mina@x.test>', Address('Mina "M" Azur', "mina@x.test")),
        ("mina@home.test <mina@x.test>", Address("mina@home.test", "mina@x.test")),
        ("=?utf-8?q?Mina=0D=0ABcc=3A_a@b?= <mina@x.test>", Address("Mina Bcc: a@b", "mina@x.test")),
        ("a@x.test, Mina <mina@x.test>", Address("", "a@x.test")),
        ("Team: Mina <mina@x.test>, b@x.test;", Address("Mina", "mina@x.test")),
        ("<<mina@x.test>>", Address("", "mina@x.test")),
        ("undisclosed-recipients:;", None),
        ("root", None),
        ("<>", None),
    ],
)
def test_addresses_are_found_however_they_are_written(written: str, first: Address | None) -> None:
    assert next(iter(addresses([written])), None) == first


def test_several_senders_are_named_and_the_first_counts() -> None:
    message = understood(mail(From="a@x.test, b@x.test"))
    assert message.author
    assert message.author.ext_id == "a@x.test"
    assert message.warnings == ("The mail names several senders; the first one counts.",)


def test_a_page_that_mails_its_brand_in_the_brands_name_writes_for_the_visitor() -> None:
    form = mail(From="Shop <support@tilleul.test>", Reply_To="Mina <mina@example.test>")
    message = understood(form)
    assert message.author
    assert message.author.ext_id == "mina@example.test"
    tagged = mail(From="support@tilleul.test", Reply_To="support+p.1.x@tilleul.test")
    author = understood(tagged).author
    assert author
    assert author.ext_id == "support@tilleul.test"


@pytest.mark.parametrize(
    ("content_type", "warning"),
    [
        (
            "application/ms-tnef",
            "Outlook has packed attachments into winmail.dat: it is kept as it is.",
        ),
        (
            "application/pkcs7-mime; smime-type=signed-data",
            "The mail is wrapped in its signature (S/MIME); its text cannot be read here.",
        ),
        (
            "application/pkcs7-mime; smime-type=enveloped-data",
            "The mail is encrypted; its text cannot be read here.",
        ),
    ],
)
def test_what_stays_closed_is_said(content_type: str, warning: str) -> None:
    message = understood(mail("x", Content_Type=content_type))
    assert (len(message.attachments), message.warnings) == (1, (warning,))


def test_a_signed_mail_is_read_and_its_signature_kept() -> None:
    body = "--b\n\nHello\n--b\nContent-Type: application/pgp-signature; name=s.asc\n\nx\n--b--"
    signed = mail(body, Content_Type="multipart/signed; protocol=x; boundary=b")
    message = understood(signed)
    assert (message.text, message.attachments[0].filename) == ("Hello", "s.asc")


def test_a_packed_attachment_is_kept_as_it_came() -> None:
    bomb = codecs.encode(b"\0" * 20_000_000, "zip")
    assert isinstance(bomb, bytes)
    body = b"--b\r\nContent-Type: application/zip; name=a.zip\r\n\r\n" + bomb + b"\r\n--b--"
    (kept,) = understood(mail(body, Content_Type=MIXED)).attachments
    assert (kept.size, kept.content) == (len(bomb), bomb)
