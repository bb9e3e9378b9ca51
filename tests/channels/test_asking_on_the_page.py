"""Asking on the page: of two who write at once both are heard; nobody is called by a digest."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parvis.brands.models import Brand
from parvis.channels.actions import ask, connect_account, drain_outbox, read_deliveries
from parvis.channels.models import Account, LinkWanted, Message, Outgoing
from parvis.channels.queries import unsent
from parvis.inbox.queries.customer import customer_page
from parvis.kit.actors import PARVIS
from parvis.people.actions import confirm_claim
from parvis.people.models import Claim, Identity, Person
from tests.two_processes import in_a_process, wait_until_somebody_waits

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ADDRESS = "zoe@example.org"


def say(
    brand: Brand,
    text: str = "Où ?",
    *,
    name: str = "",
    address: str = "",
    token: str = "",
    at: datetime = NOON,
) -> str:
    return ask(brand, text=text, name=name, address=address, language="fr", at=at, token=token)


def read(brand: Brand) -> None:
    read_deliveries(Account.objects.get(brand=brand, connector="web"), at=NOON)


def link_to(brand: Brand, page: str) -> str:
    """Where the page says that a link was mailed."""
    shown = customer_page(brand, page, opened_claims=())
    assert shown is not None
    return shown.link_to


@pytest.fixture
def mailbox(brand: Brand) -> Account:
    """A mailbox of the imaginary town, whose post office takes every mail."""
    return connect_account(
        brand,
        connector_id="email",
        name="Post",
        address="post@tilleul.example",
        settings_={"town": "yes"},
        by=PARVIS,
        at=NOON,
    )


@pytest.mark.django_db(transaction=True)
def test_two_messages_on_one_page_at_once_are_both_kept(brand: Brand) -> None:
    token = say(brand)

    with ThreadPoolExecutor(1) as another_tab, transaction.atomic():
        say(brand, "Par ici", token=token)
        done = another_tab.submit(in_a_process, lambda: say(brand, "Et par là", token=token))
        wait_until_somebody_waits(done)

    read(brand)
    assert sorted(Message.objects.values_list("text", flat=True)) == [
        "Et par là",
        "Où ?",
        "Par ici",
    ]


@pytest.mark.django_db(transaction=True)
def test_the_first_two_questions_ever_may_come_at_once(brand: Brand) -> None:
    with ThreadPoolExecutor(1) as another:
        with transaction.atomic():
            say(brand, "Où ?")
            asking = another.submit(in_a_process, lambda: say(brand, "Quand ?"))
            wait_until_somebody_waits(asking)
        asking.result()

    assert Account.objects.get(connector="web").deliveries.count() == 2


@pytest.mark.django_db
def test_who_gives_no_name_is_a_visitor(brand: Brand) -> None:
    say(brand)
    read(brand)

    assert (Person.objects.get().name, Message.objects.get().author_name) == (
        "Visiteur",
        "Visiteur",
    )


@pytest.mark.django_db
def test_a_name_is_kept_for_what_is_written_later(brand: Brand) -> None:
    token = say(brand, name="Zoé")
    read(brand)
    say(brand, "Alors ?", token=token)
    read(brand)

    assert set(Message.objects.values_list("author_name", flat=True)) == {"Zoé"}


@pytest.mark.django_db
def test_on_their_own_page_nobody_is_named(brand: Brand) -> None:
    token = say(brand, name="Zoé")
    waiting = customer_page(brand, token, opened_claims=())
    read(brand)
    there = customer_page(brand, token, opened_claims=())

    assert waiting is not None
    assert there is not None
    assert [entry.name for entry in (*waiting.entries, *there.entries)] == ["", ""]


@pytest.mark.django_db
def test_a_nameless_visitor_is_known_by_the_address_they_confirm(
    brand: Brand, mailbox: Account
) -> None:
    say(brand, address=ADDRESS)
    read(brand)
    assert Person.objects.get().name == "Visiteur"

    confirm_claim(Claim.objects.get(), at=NOON)

    assert Identity.objects.get(network="email").person.name == ADDRESS


@pytest.mark.django_db
def test_nobodys_mailbox_is_filled_with_links(brand: Brand, mailbox: Account) -> None:
    pages = [say(brand, address=ADDRESS) for _ in range(4)]
    say(brand, address=ADDRESS, at=NOON + timedelta(days=1, seconds=1))
    read(brand)

    assert Outgoing.objects.filter(to=ADDRESS).count() == 4
    assert [link_to(brand, page) for page in pages] == [ADDRESS, ADDRESS, ADDRESS, ""]


@pytest.mark.django_db
def test_without_a_mailbox_the_page_does_not_say_that_a_link_was_mailed(brand: Brand) -> None:
    page = say(brand, address=ADDRESS)
    waiting = link_to(brand, page)
    read(brand)

    assert (waiting, link_to(brand, page)) == ("", "")


@pytest.mark.django_db
def test_the_link_goes_with_the_reading_of_the_question_and_once(
    brand: Brand, mailbox: Account
) -> None:
    page = say(brand, address=ADDRESS)
    waiting = (link_to(brand, page), Claim.objects.count(), mailbox.outgoing.count())
    read(brand)
    Account.objects.get(connector="web").deliveries.update(state="waiting")
    read(brand)

    assert waiting == (ADDRESS, 0, 0)
    assert (link_to(brand, page), Claim.objects.get().address) == (ADDRESS, ADDRESS)
    assert page in mailbox.outgoing.get().text
    assert not LinkWanted.objects.exists()


@pytest.mark.django_db
def test_the_link_is_for_nobody_elses_eyes(brand: Brand, mailbox: Account) -> None:
    """Whoever opens it confirms the address: it is not shown to the team, nor kept once sent."""
    say(brand, address=ADDRESS)
    read(brand)

    assert [row.text for row in unsent(mailbox, before=None, limit=9)] == [""]
    drain_outbox(mailbox, at=NOON)
    assert [(row.state, row.text) for row in mailbox.outgoing.all()] == [("sent", "")]


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "statements"), [("", 5), (ADDRESS, 6)])
def test_a_visitor_waits_for_few_statements(
    client: Client, brand: Brand, mailbox: Account, address: str, statements: int
) -> None:
    """The brand, a count, the account, the words, the knock; and, beside an address, the wish."""
    say(brand)  # the account of the page is made, and somebody has knocked

    with CaptureQueriesContext(connection) as queries:
        client.post(
            reverse("channels:ask", args=[brand.slug]), {"text": "Où ?", "address": address}
        )

    own = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert len(own) == statements
