"""What is done with several cases that were chosen in the queue, and taken back."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from parvis.brands.actions import invite_member
from parvis.brands.models import Brand, Role, User
from parvis.channels.actions import connect_account
from parvis.channels.models import Account
from parvis.inbox.models import Case
from parvis.kit.actors import PARVIS
from tests.conftest import MONDAY_NOON
from tests.inbox.conversations import a_case

pytestmark = pytest.mark.django_db
SELECTED = "/inbox/selected/"


@pytest.fixture
def page(client: Client, agent: User) -> Client:
    client.force_login(agent)
    return client


def do(page: Client, what: str, *cases: Case, **more: str) -> str:
    """The page that comes then."""
    given = {"do": what, "case": [str(case.pk) for case in cases], **more}
    return page.post(SELECTED, given, follow=True).content.decode()


def undo(page: Client, shown: str) -> str:
    found = re.search(r'action="(/inbox/selected/\?[^"]+)"', shown)
    assert found, "nothing offers to take it back"
    address = found[1].replace("&amp;", "&")
    return page.post(address, {"undo": "1"}, follow=True).content.decode()


def whose() -> list[str | None]:
    return list(Case.objects.order_by("pk").values_list("assignee__name", flat=True))


def test_chosen_cases_are_given_to_a_colleague_and_back_to_whose_they_were(
    page: Client, square: Account, agent: User, lead: User
) -> None:
    mine, nobodys, theirs = a_case(square, "une"), a_case(square, "deux"), a_case(square, "trois")
    do(page, "take", mine)
    do(page, "give", theirs, to=str(lead.pk))

    shown = do(page, "give", mine, nobodys, theirs, to=str(lead.pk))

    assert "3 cases are Lea’s." in shown
    assert whose() == ["Lea", "Lea", "Lea"]
    undo(page, shown)
    assert whose() == ["Ines", None, "Lea"]


def test_cases_that_one_took_are_whose_they_were_again(
    page: Client, square: Account, lead: User
) -> None:
    nobodys, theirs = a_case(square, "une"), a_case(square, "deux")
    do(page, "give", theirs, to=str(lead.pk))

    undo(page, do(page, "take", nobodys, theirs))

    assert whose() == [None, "Lea"]


def test_a_case_that_somebody_took_meanwhile_stays_theirs(
    page: Client, square: Account, agent: User, lead: User, owner: User
) -> None:
    case = a_case(square, "une")
    shown = do(page, "give", case, to=str(lead.pk))
    do(page, "give", case, to=str(owner.pk))

    undo(page, shown)

    assert whose() == ["Odile"]


def test_a_case_goes_back_to_nobody_when_its_colleague_left_the_team(
    page: Client, square: Account, lead: User
) -> None:
    case = a_case(square, "une")
    do(page, "give", case, to=str(lead.pk))
    shown = do(page, "take", case)
    lead.memberships.all().delete()

    undo(page, shown)

    assert whose() == [None]


def test_a_colleague_gets_no_case_of_a_brand_they_do_not_answer_for(
    page: Client, square: Account, agent: User, lead: User, other_brand: Brand
) -> None:
    invite_member(other_brand, user=agent, role=Role.AGENT, by=PARVIS, at=MONDAY_NOON)
    elsewhere = connect_account(
        other_brand, connector_id="demo", name="Ailleurs", by=PARVIS, at=MONDAY_NOON
    )
    here, there = a_case(square, "une"), a_case(elsewhere, "deux")

    shown = do(page, "give", here, there, to=str(lead.pk))

    assert "1 case is Lea’s." in shown
    assert "1 case stays as it was: Lea does not answer for its brand." in shown
    assert whose() == ["Lea", None]


def test_only_who_answers_can_be_given_a_case(
    page: Client, square: Account, viewer: User, outsider: User
) -> None:
    case = a_case(square, "une")

    for nobody in (str(viewer.pk), str(outsider.pk), "none"):
        shown = do(page, "give", case, to=nobody)
        assert "This person answers for none of your brands." in shown
    assert whose() == [None]


def test_colleagues_are_fetched_when_somebody_wants_to_give(
    page: Client, lead: User, viewer: User, outsider: User
) -> None:
    offered = page.get("/inbox/colleagues/").content.decode()

    assert re.findall(r">([^<]+)</option>", offered) == ["Choose a colleague", "Ines", "Lea"]


def test_without_script_one_is_asked_to_whom(page: Client, square: Account, lead: User) -> None:
    case = a_case(square, "une", title="La lampe")

    asked = page.post(SELECTED, {"do": "give", "case": [case.pk], "view": "mine"})

    shown = asked.content.decode()
    assert "To whom do these cases go?" in shown
    assert "La lampe" in shown
    given = {"do": "give", "case": [case.pk], "view": "mine", "to": lead.pk}
    assert page.post(SELECTED, given).headers["Location"] == "/inbox/?view=mine"
    assert whose() == ["Lea"]
