"""Every page says what the browser may do with it, and needs no more itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from django.test import Client
from django.urls import reverse

from parvis.brands.models import Brand
from parvis.channels.actions import ask, read_deliveries
from parvis.channels.models import Account, Message
from parvis.inbox.actions import take_in
from parvis.inbox.models import Case
from tests.conftest import MONDAY_NOON, PASSWORD
from tests.security.addresses import ANYONE, NOBODY, TABLE
from tests.security.conftest import House
from tests.security.pages import Answer, code_in
from tests.security.test_every_address import address_of

POLICY = {
    "default-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self' data:",
    "object-src 'none'",
}
FRAMED = "inbox:formatted"  # a mail in a frame: its own policy is stricter, see test_mail_html.py
PAGES = [
    address for address in TABLE if address.get not in (None, NOBODY) and address.name != FRAMED
]


@pytest.mark.parametrize("htmx", [False, True], ids=["pages", "parts"])
def test_no_page_needs_inline_code_and_all_forbid_it(house: House, htmx: bool) -> None:
    browsers = {"anonymous": house.client("anonymous"), "owner": house.client("owner")}
    more = {"hx-request": "true"} if htmx else {}

    for address in PAGES:
        browser = browsers["anonymous" if address.get == ANYONE else "owner"]
        page = browser.get(address_of(address, house), headers=more)

        assert (str(address), kept(page)) == (str(address), STRICT)
        assert (str(address), code_in(body_of(page))) == (str(address), [])


def test_pages_of_errors_are_as_strict(house: House) -> None:
    agent = house.client("agent")

    missing = agent.get("/inbox/cases/999999/")
    forbidden = agent.get(reverse("brands:members"))

    assert (missing.status_code, forbidden.status_code) == (404, 403)
    for response in (missing, forbidden):
        assert kept(response) == STRICT
        assert code_in(response.content.decode()) == []


def test_the_set_up_page_is_as_strict(client: Client, db: None) -> None:
    shown = client.get(reverse("brands:setup"))
    refused = client.post(reverse("brands:setup"), {"profile": "team"})

    assert (shown.status_code, refused.status_code) == (200, 422)
    for response in (shown, refused):
        assert kept(response) == STRICT
        assert code_in(response.content.decode()) == []


@pytest.mark.parametrize("address", ["channels:ask", "account_login"])
def test_a_refused_form_is_as_strict(client: Client, brand: Brand, address: str) -> None:
    target = reverse(address, args=[brand.slug] if address == "channels:ask" else [])

    refused = client.post(target, {"text": "", "login": "<script>", "address": "<b onclick=x>"})

    assert kept(refused) == STRICT
    assert code_in(refused.content.decode()) == []


def test_words_of_customers_stay_words(house: House) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)> \"'> ?"
    ask(
        house.brand,
        text=evil,
        name=evil,
        address="",
        language="fr",
        at=MONDAY_NOON,
        token="another-page-of-somebody",
    )
    read_deliveries(Account.objects.get(connector="web"), at=MONDAY_NOON)
    take_in(list(Message.objects.values_list("pk", flat=True)))
    case = Case.objects.latest("pk")

    pages = [
        house.client("agent").get(reverse("inbox:case", args=[case.pk])),
        house.client("agent").get(reverse("inbox:queue"), {"q": evil}),
        house.client("anonymous").get(
            reverse("inbox:my_case", args=[house.brand.slug, "another-page-of-somebody"])
        ),
        house.client("anonymous").get(reverse("knowledge:home", args=["tilleul"]), {"q": evil}),
    ]

    for page in pages:
        assert page.status_code == 200
        assert "alert(1)" in page.content.decode()
        assert code_in(page.content.decode()) == []


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(house: House) -> None:
    client = Client()
    agent = house.users["agent"]
    client.get(reverse("account_login"))
    client.post(reverse("account_login"), {"login": agent.email, "password": PASSWORD})
    client.post(reverse("theme"), {"theme": "dark"})
    client.post(reverse("brands:language"), {"language": "fr"})

    flags = {
        name: (bool(cookie["httponly"]), cookie["samesite"])
        for name, cookie in client.cookies.items()
        if cookie.value and name != "messages"
    }

    assert flags == dict.fromkeys(
        ("csrftoken", "sessionid", "theme", "django_language"), (True, "Lax")
    )


def test_with_https_every_cookie_stays_on_it(house: House) -> None:
    asked = (
        "import json; from parvis.config import settings as s;"
        "print(json.dumps([s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,"
        " s.LANGUAGE_COOKIE_SECURE, s.SECURE_HSTS_SECONDS >= 31536000]))"
    )

    said = {
        url: json.loads(
            subprocess.run(
                [sys.executable, "-c", asked],
                env={**os.environ, "PARVIS_URL": url},
                check=True,
                capture_output=True,
                timeout=60,
            ).stdout
        )
        for url in ("https://help.tilleul.example", "http://127.0.0.1:8000")
    }

    assert said == {
        "https://help.tilleul.example": [True, True, True, True],
        "http://127.0.0.1:8000": [False, False, False, False],
    }


@pytest.mark.parametrize("door", ["theme", "brands:language", "account_login"])
def test_nobody_is_sent_on_to_another_site(house: House, door: str) -> None:
    agent = house.users["agent"]
    words = {"login": agent.email, "password": PASSWORD, "theme": "dark", "language": "fr"}

    for elsewhere in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        sent = Client().post(reverse(door), {**words, "next": elsewhere})

        assert sent.status_code == 302
        assert "evil" not in sent["Location"]
        assert "alert" not in sent["Location"]


STRICT = {
    "policy": POLICY,
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def kept(response: Answer) -> dict[str, object]:
    policy = response.headers.get("Content-Security-Policy", "")
    names = [name for name in STRICT if name != "policy"]
    return {
        "policy": {part.strip() for part in policy.split(";") if part.strip()},
        **{name: response.headers.get(name) for name in names},
    }


def body_of(response: Answer) -> str:
    kind = response.headers.get("Content-Type", "")
    return response.content.decode() if kind.startswith("text/html") else ""
