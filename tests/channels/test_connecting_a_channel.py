"""One page connects every channel there is: tried before it is kept, its secrets never shown."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from parvis.brands.models import Brand, User
from parvis.channels import registry
from parvis.channels.actions import connect_account, secrets_of
from parvis.channels.models import Account
from parvis.channels.offers import ABOUT, WORDS, offers
from parvis.channels.protocol import (
    CredentialsRejected,
    Event,
    Field,
    Health,
    Io,
    Limits,
    Raw,
    Spec,
    Unreachable,
    Visibility,
)
from parvis.kit.actors import PARVIS

HTMX = {"HX-Request": "true"}
GOOD = {"address": "Help@Tilleul.example", "port": "993", "security": "tls", "key": "open-sesame"}


class PaperConnector:
    """A network on paper: it knows one key."""

    spec = Spec(
        id="paper",
        label="Paper",
        network="paper",
        icon="mail",
        version=1,
        capabilities=frozenset({"listen", "reply"}),
        sources=("tray",),
        fields=(
            Field(name="address", label="Address", kind="email"),
            Field(name="port", label="Port", kind="number", default="993"),
            Field(
                name="security",
                label="Encryption",
                kind="choice",
                default="tls",
                choices=(("tls", "TLS"), ("none", "None")),
            ),
            Field(name="key", label="Key", secret=True),
        ),
        limits=Limits(text_max=100),
        visibility_of_reply=Visibility.PRIVATE,
        idempotency="none",
    )

    def parse(self, raw: Raw) -> list[Event]:  # noqa: ARG002
        return []

    def check(self, io: Io) -> Health:
        if io.settings["port"] == "1":
            raise Unreachable("nobody answers at port 1")
        if io.secrets.get("key") != "open-sesame":
            raise CredentialsRejected("the key does not open the tray")
        return Health(identity=io.settings["address"], notes=("The tray is full.",))


@pytest.fixture
def paper(monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of the page that connects the paper network."""
    monkeypatch.setitem(registry.CONNECTORS, "paper", f"{__name__}:PaperConnector")
    return reverse("channels:connect", args=["paper"])


@pytest.fixture
def tray(paper: str, brand: Brand, noon: datetime) -> Account:
    return connect_account(
        brand,
        connector_id="paper",
        name="Tray",
        address="help@tilleul.example",
        settings_={"port": "993", "security": "tls"},
        secrets_={"key": "open-sesame"},
        by=PARVIS,
        at=noon,
    )


def test_what_is_asked_is_what_the_connector_declares(
    client: Client, paper: str, brand: Brand, lead: User
) -> None:
    client.force_login(lead)

    form = client.get(paper).context["form"]

    assert [(bound.name, bound.label, bound.initial) for bound in form] == [
        ("address", "Address", ""),
        ("port", "Port", "993"),
        ("security", "Encryption", "tls"),
        ("key", "Key", ""),
        ("called", "What the team calls it", ""),
    ]


def test_good_keys_connect_the_channel_and_are_sealed(
    client: Client, paper: str, brand: Brand, lead: User
) -> None:
    client.force_login(lead)

    response = client.post(paper, GOOD)

    assert response["Location"] == reverse("channels:accounts")
    account = Account.objects.get()
    assert (account.brand, account.connector, account.name, account.address, account.settings) == (
        brand,
        "paper",
        "help@tilleul.example",
        "help@tilleul.example",
        {"port": "993", "security": "tls"},
    )
    assert secrets_of(account) == {"key": "open-sesame"}
    assert b"open-sesame" not in bytes(account.credentials.get().sealed)


def test_wrong_keys_are_not_kept_and_the_page_says_what_to_do(
    client: Client, paper: str, lead: User
) -> None:
    client.force_login(lead)

    response = client.post(paper, GOOD | {"key": "knock-knock"})

    assert response.status_code == 422
    shown = response.content.decode()
    assert "The keys are not accepted." in shown
    assert "the key does not open the tray" in shown
    assert "knock-knock" not in shown
    assert 'value="Help@Tilleul.example"' in shown
    assert not Account.objects.exists()


@pytest.mark.parametrize(
    ("changed", "words", "status"),
    [
        ({}, "It works: you are help@tilleul.example there.", 200),
        ({"key": "knock"}, "The keys are not accepted.", 422),
        ({"port": "1"}, "Nobody answers there.", 422),
        ({"key": ""}, "Key: This field is required.", 422),
    ],
)
def test_trying_saves_nothing_and_htmx_gets_the_outcome_alone(
    client: Client, paper: str, lead: User, changed: dict[str, str], words: str, status: int
) -> None:
    client.force_login(lead)

    response = client.post(paper, GOOD | changed | {"try": "yes"}, headers=HTMX)

    shown = response.content.decode().strip()
    assert response.status_code == status
    assert shown.startswith('<div id="trial"')
    assert words in shown
    assert not Account.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("address", "help", "Enter a valid email address."),
        ("port", "-1", "Ensure this value is greater than or equal to 0."),
        ("security", "rot13", "Select a valid choice. rot13 is not one of the available choices."),
        ("key", "", "This field is required."),
    ],
)
def test_what_does_not_fit_is_refused_beside_its_field(
    client: Client, paper: str, lead: User, field: str, value: str, error: str
) -> None:
    client.force_login(lead)

    response = client.post(paper, GOOD | {field: value})

    assert (response.status_code, response.context["form"].errors) == (422, {field: [error]})


def test_the_same_address_is_connected_once(
    client: Client, paper: str, tray: Account, lead: User
) -> None:
    client.force_login(lead)

    response = client.post(paper, GOOD)

    assert response.context["form"].errors == {"address": ["This address is connected already."]}
    assert Account.objects.count() == 1


def test_a_stored_secret_is_never_shown_and_stays_when_left_empty(
    client: Client, tray: Account, lead: User
) -> None:
    client.force_login(lead)
    address = reverse("channels:account", args=[tray.pk])
    shown = client.get(address).content.decode()
    assert "open-sesame" not in shown
    assert "It is stored. Left empty, it stays as it is." in shown

    client.post(address, GOOD | {"key": "", "port": "143", "called": "Front desk"})

    tray.refresh_from_db()
    assert (tray.name, tray.settings["port"]) == ("Front desk", "143")
    assert secrets_of(tray) == {"key": "open-sesame"}


def test_good_keys_let_a_stopped_account_listen_again(
    client: Client, tray: Account, lead: User
) -> None:
    Account.objects.update(state=Account.State.BROKEN, error="the key does not open the tray")
    client.force_login(lead)

    client.post(reverse("channels:account", args=[tray.pk]), GOOD)

    tray.refresh_from_db()
    assert (tray.state, tray.error) == (Account.State.ACTIVE, "")


def test_an_asking_page_needs_one_click_and_there_is_one(
    client: Client, brand: Brand, lead: User
) -> None:
    client.force_login(lead)
    address = reverse("channels:connect", args=["web"])
    assert client.get(address).status_code == 200

    client.post(address)

    assert Account.objects.get().name == "Ask us page"
    assert client.post(address).status_code == 404
    assert Account.objects.count() == 1


def test_formats_of_files_are_not_offered(client: Client, brand: Brand, lead: User) -> None:
    client.force_login(lead)

    assert [offer.id for offer in offers(brand)] == ["demo", "email", "web"]
    for name in ("jsonl", "twcs", "pigeon"):
        assert client.get(reverse("channels:connect", args=[name])).status_code == 404


def test_an_account_of_the_imaginary_town_has_nothing_to_change(
    client: Client, tray: Account, lead: User
) -> None:
    Account.objects.update(settings={"town": "yes"})
    client.force_login(lead)

    assert client.get(reverse("channels:account", args=[tray.pk])).status_code == 404


@pytest.mark.parametrize("role", ["agent", "viewer"])
def test_connecting_is_for_leads(
    client: Client, paper: str, role: str, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(role))

    assert client.get(paper).status_code == 403
    assert client.post(paper, GOOD).status_code == 403


def test_another_house_cannot_connect_anything_here(
    client: Client, paper: str, brand: Brand, outsider: User
) -> None:
    client.force_login(outsider)

    assert client.post(f"{paper}?brand={brand.slug}", GOOD).status_code == 404
    assert not Account.objects.exists()


def test_every_word_of_a_connector_can_be_translated() -> None:
    specs = [registry.connector(name).spec for name in ABOUT]
    said = {word for spec in specs for word in _words_of(spec)}

    assert said <= set(WORDS)


def _words_of(spec: Spec) -> set[str]:
    fields = {word for field in spec.fields for word in (field.label, field.help) if word}
    choices = {label for field in spec.fields for _, label in field.choices}
    return {spec.label} | fields | choices
