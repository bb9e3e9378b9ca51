"""Mail as its sender laid it out: cleaned, without pictures, in a frame that may do nothing."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from parvis.brands.models import Brand, User
from parvis.channels.models import Account, Media, Message
from tests.security.conftest import mail_of_zoe, mailbox_of, receive_mail
from tests.security.pages import code_in

HOSTILE = """
<html><head><style>body { background: url(https://evil.example/style.gif) }</style>
<script>alert(1)</script><base href="https://evil.example/">
<meta http-equiv="refresh" content="0; url=https://evil.example/"></head>
<body onload="alert(2)" background="https://evil.example/body.gif">
<p style="background: url(https://evil.example/p.gif)" onclick="alert(3)">Ma lampe</p>
<img src="https://evil.example/pixel.gif" srcset="https://evil.example/big.gif 2x">
<a href="javascript:alert(4)">ici</a> <a href="data:text/html,<script>alert(5)</script>">là</a>
<a href="https://shop.example/lampe">la lampe</a>
<iframe src="https://evil.example/frame"></iframe><object data="https://evil.example/o"></object>
<form action="https://evil.example/form"><input name="password"></form>
<video src="https://evil.example/v.mp4" poster="https://evil.example/poster.png"></video>
<svg><script>alert(6)</script><image href="https://evil.example/svg.gif"/></svg>
<table background="https://evil.example/table.gif"><tr><td>Bonjour</td></tr></table>
</body></html>
"""


@pytest.fixture
def mailbox(brand: Brand) -> Account:
    return mailbox_of(brand)


@pytest.fixture
def page(client: Client, mailbox: Account, agent: User) -> Client:
    client.force_login(agent)
    return client


def test_nothing_hostile_is_left_and_the_words_and_links_are(
    page: Client, mailbox: Account
) -> None:
    message = receive_mail(mailbox, mail_of_zoe(HOSTILE))

    shown = page.get(reverse("inbox:formatted", args=[message.pk]))

    html = shown.content.decode()
    assert code_in(html) == []
    for trace in ("evil.example", "alert(", "<img", "<form", "<iframe", "<svg", "<meta http-equiv"):
        assert trace not in html
    assert "Ma lampe" in html
    assert 'href="https://shop.example/lampe"' in html
    assert 'rel="noopener noreferrer nofollow"' in html


def test_its_frame_may_do_nothing_and_stands_only_in_our_pages(
    page: Client, mailbox: Account
) -> None:
    message = receive_mail(mailbox, mail_of_zoe("<p>Ma lampe</p>"))

    shown = page.get(reverse("inbox:formatted", args=[message.pk]))

    policy = {part.strip() for part in shown["Content-Security-Policy"].split(";")}
    assert {"default-src 'none'", "sandbox", "frame-ancestors 'self'"} <= policy
    assert not [part for part in policy if "allow-" in part or "unsafe" in part]
    assert shown["X-Frame-Options"] == "SAMEORIGIN"


def test_the_case_shows_the_mail_as_text(page: Client, mailbox: Account) -> None:
    receive_mail(mailbox, mail_of_zoe(HOSTILE))
    message = Message.objects.get()

    shown = page.get(reverse("inbox:case", args=[message.place.case_id])).content.decode()

    assert "Ma lampe tilleul est cassée." in shown
    assert "evil.example" not in shown
    assert code_in(shown) == []


def test_a_file_is_never_shown_by_our_own_address(page: Client, mailbox: Account) -> None:
    mail = mail_of_zoe("<p>Ma lampe</p>")
    mail.add_attachment(
        "<script>alert(1)</script>", subtype="html", filename='a"b\u202e.html', cte="base64"
    )
    message = receive_mail(mailbox, mail)
    files = Media.objects.filter(message=message).order_by("pk")

    answers = [page.get(reverse("inbox:attachment", args=[file.pk])) for file in files]

    assert len(answers) == 2
    for answer in answers:
        assert answer["Content-Type"] == "application/octet-stream"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Disposition"].startswith("attachment; filename")
