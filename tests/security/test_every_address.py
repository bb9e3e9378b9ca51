"""No stranger: every address, knocked at by everybody."""

from __future__ import annotations

from functools import reduce
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.test import Client
from django.test.client import MULTIPART_CONTENT
from django.urls import reverse

from parvis.brands.actions import change_role, create_access_token, revoke_access_token
from parvis.brands.models import Role
from parvis.config.api import api
from tests.conftest import MONDAY_NOON
from tests.security.addresses import (
    ANYONE,
    NOBODY,
    TABLE,
    WALKED_ELSEWHERE,
    Address,
    Method,
    Who,
    named_addresses,
)
from tests.security.conftest import VISITORS, House
from tests.security.pages import Answer

USES: list[tuple[Address, Method, Who]] = [
    (address, method, who) for address in TABLE for method, who in address.uses
]


def test_every_address_has_a_row_in_the_table() -> None:
    known = {address.name for address in TABLE} | set(WALKED_ELSEWHERE)

    assert set(named_addresses()) == known


def test_every_operation_of_the_api_has_a_row_in_the_table() -> None:
    rows = {(template_of(address), method) for address, method, _ in USES if address.api}

    described = api.get_openapi_schema()["paths"]
    assert rows == {(path, method) for path, methods in described.items() for method in methods}


@pytest.mark.parametrize("visitor", VISITORS)
def test_each_visitor_finds_what_is_theirs(house: House, visitor: str) -> None:
    assert walk(house, visitor) == {
        f"{method} {address}": expected(address, who, visitor) for address, method, who in USES
    }


@pytest.mark.parametrize("visitor", ["anonymous", "stranger", "owner"])
def test_parts_of_pages_open_to_the_same_people(house: House, visitor: str) -> None:
    assert walk(house, visitor, htmx=True) == {
        f"{method} {address}": expected(address, who, visitor) for address, method, who in USES
    }


def test_no_form_is_taken_that_another_site_made(house: House) -> None:
    client = house.client("owner", enforce_csrf_checks=True)
    forms = [address for address, method, who in USES if method == "post" and who != NOBODY]

    answers = {
        address.name: client.post(
            address_of(address, house), body(address), content_type=kind(address)
        )
        for address in forms
    }

    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(
        (address.name for address in forms), 403
    )


def test_other_methods_are_refused(house: House) -> None:
    client = house.client("owner")
    methods: tuple[Method, Method] = ("get", "post")
    unused = [
        (method, address)
        for address in TABLE
        for method in methods
        if getattr(address, method) is None
    ]

    found = {
        f"{method} {address}": getattr(client, method)(address_of(address, house)).status_code
        for method, address in unused
    }

    assert found == {f"{method} {address}": 405 for method, address in unused}


def test_somebody_elses_key_cannot_be_revoked(house: House) -> None:
    address = reverse("brands:revoke_token", args=[house.things["key"]])

    found = {
        visitor: house.client(visitor).post(address).status_code
        for visitor in VISITORS
        if visitor != "owner"
    }

    assert found == {"anonymous": 302, "stranger": 404, "viewer": 404, "agent": 404, "lead": 404}
    assert house.client("owner").post(address).status_code == 302


def test_who_was_removed_from_the_team_sees_nothing_from_then_on(house: House) -> None:
    agent = house.users["agent"]
    client = house.client("agent")
    case = reverse("inbox:case", args=[house.things["case"]])
    assert client.get(case).status_code == 200

    change_role(agent.memberships.get(), to=None, by=house.users["owner"].actor, at=MONDAY_NOON)

    assert client.get(case).status_code == 403
    assert client.get(reverse("api-1:list_cases")).json() == []


def test_a_key_of_the_api_opens_what_its_owner_may_see_until_it_is_revoked(house: House) -> None:
    viewer = house.users["viewer"]
    key = create_access_token(viewer, name="cron", by=viewer.actor, at=MONDAY_NOON)
    case = reverse("api-1:show_case", args=[house.things["case"]])
    answers = reverse("api-1:answer_case", args=[house.things["case"]])
    client = Client(headers={"authorization": f"Bearer {key}"}, enforce_csrf_checks=True)
    reply = {"text": "Bonsoir", "key": "by-cron-1"}

    assert client.get(case).status_code == 200
    assert client.post(answers, reply, "application/json").status_code == 403

    revoke_access_token(viewer.access_tokens.get(), by=viewer.actor, at=MONDAY_NOON)
    assert client.get(case).status_code == 401


def test_a_key_of_somebody_who_left_opens_nothing(house: House) -> None:
    viewer = house.users["viewer"]
    key = create_access_token(viewer, name="cron", by=viewer.actor, at=MONDAY_NOON)
    viewer.is_active = False
    viewer.save()

    client = Client(headers={"authorization": f"Bearer {key}"})

    assert client.get(reverse("api-1:list_cases")).status_code == 401


def expected(address: Address, who: Who, visitor: str) -> str:
    """What the table says this visitor finds."""
    if who == NOBODY:
        return "not found"
    if who == ANYONE:
        return "let in"
    if visitor == "anonymous":
        return "401" if address.api else "asked to log in"
    if visitor == "stranger":
        return "not found" if address.is_of_a_thing else "let in"
    return "let in" if Role(visitor).may_act_as(Role(who)) else "forbidden"


def walk(house: House, visitor: str, *, htmx: bool = False) -> dict[str, str]:
    """What this visitor finds at every address, in a word each. No visit changes the next."""
    client = house.client(visitor)
    found = {}
    for address, method, _ in USES:
        with transaction.atomic():
            response = knock(client, house, address, method, htmx=htmx)
            leaks = visitor == "stranger" and shows_too_much(address, response)
            found[f"{method} {address}"] = "another brand's words" if leaks else in_a_word(response)
            transaction.set_rollback(True)
        if visitor != "anonymous":
            client.force_login(house.users[visitor])
    return found


def knock(client: Client, house: House, address: Address, method: Method, *, htmx: bool) -> Answer:
    target, headers = address_of(address, house), {"HX-Request": "true"} if htmx else {}
    if method == "get":
        return client.get(target, headers=headers)
    return client.post(target, body(address), kind(address), headers=headers)


def in_a_word(response: Answer) -> str:
    headers = response.headers
    redirected = (
        headers["Location"] if response.status_code == 302 else headers.get("HX-Redirect", "")
    )
    if redirected.startswith(reverse("account_login") + "?next="):
        return "asked to log in"
    words = {401: "401", 403: "forbidden", 404: "not found", 405: "no such method"}
    if response.status_code >= 500:
        return f"broken: {response.status_code}"
    return words.get(response.status_code, "let in")


def shows_too_much(address: Address, response: Answer) -> bool:
    """Whether a page that is not for everybody has the brand's words in it. A page that is not
    found may say what was asked for."""
    is_private = ANYONE not in (address.get, address.post)
    return is_private and response.status_code != 404 and b"tilleul" in response.content.lower()


def address_of(address: Address, house: House) -> str:
    """The address with the things of the house in it."""
    things = {part: house.things[of] for part, of in address.of.items()}
    query = urlencode({part: house.things[of] for part, of in address.query.items()})
    return reverse(address.name, kwargs=things) + (f"?{query}" if query else "")


def template_of(address: Address) -> str:
    """The address as the description of the API writes it: `/api/v1/cases/{case_id}`."""
    marks = {part: f"--{part}--" for part in address.of}
    plain = reverse(address.name, kwargs=marks)
    return reduce(lambda path, part: path.replace(marks[part], f"{{{part}}}"), marks, plain)


def body(address: Address) -> dict[str, str]:
    return {"text": "Bonsoir", "key": "by-a-test"} if address.api else {}


def kind(address: Address) -> str:
    return "application/json" if address.api else MULTIPART_CONTENT
