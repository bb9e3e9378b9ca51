"""Who writes by mail, on the web and in public is one person; and two again if they were not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from parvis.brands.models import Brand, User
from parvis.channels.actions import ask, read_deliveries
from parvis.channels.models import Account, Message
from parvis.channels.town import post_on_square
from parvis.inbox.actions import MoveRefused, merge_case, take_in, undo_move
from parvis.inbox.actions.sweep import take_up_what_was_missed
from parvis.inbox.models import Case, Move
from parvis.inbox.queries.missed import links_not_followed
from parvis.inbox.queries.reckoning import cases_whose_promises_differ
from parvis.people.actions import confirm_claim, link_identity, link_person, undo_link
from parvis.people.models import Claim, Identity, Link, Person
from tests.contract.mailbox_account import bring, mail_account
from tests.contract.mails import mail
from tests.inbox.letters import Letters, case_of, hour
from tests.inbox.test_a_message_becomes_a_case import arrive

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
MINA = "mina@example.test"
Followed = Callable[[], object]


@pytest.fixture
def news() -> Iterator[Followed]:
    """Whatever was linked is followed by its cases, though the news of it was lost."""
    yield lambda: take_up_what_was_missed(among_newest=None, at=hour(50))
    assert links_not_followed() == []


def words_in(case: Case) -> list[str]:
    said = Message.objects.filter(place__case=case).order_by("created_at", "id")
    return list(said.values_list("text", flat=True))


def test_who_writes_by_mail_on_the_web_and_in_public_is_one_person_with_one_clock(
    brand: Brand, square: Account, agent: User, news: Followed
) -> None:
    mailbox = mail_account(brand)
    bring(mailbox, mail("Where is my order?", From=f"Mina <{MINA}>", Date=None), at=NOON)
    ask(brand, text="Is it lost?", name="Mina", address=MINA, language="en", at=NOON + 5 * MINUTE)
    read_deliveries(Account.objects.get(connector="web"), at=NOON + 5 * MINUTE)
    post_on_square(
        brand, handle="azur", name="Azur", text="@tilleul and mine?", at=NOON + 9 * MINUTE
    )
    arrive(square, at=NOON + 9 * MINUTE)
    assert Person.objects.filter(cases__isnull=False).distinct().count() == 3

    confirm_claim(Claim.objects.get(), at=NOON + 10 * MINUTE)  # she opened the mailed link
    by_mail = Identity.objects.get(network="email").person
    in_public = Identity.objects.get(ext_id="azur").person
    link_person(in_public, to=by_mail, by=agent.actor, at=NOON + 11 * MINUTE)
    news()
    first, *later = Case.objects.order_by("opened_at")
    for case in later:
        merge_case(case, into=first, by=agent.actor, at=NOON + 12 * MINUTE)

    post_on_square(brand, handle="azur", name="Azur", text="@tilleul hello?", at=NOON + 20 * MINUTE)
    arrive(square, at=NOON + 20 * MINUTE)

    case = Case.objects.exclude(state="merged").get()
    assert (case.person, case.due_at) == (by_mail, NOON + timedelta(hours=4))
    assert words_in(case) == [
        "Where is my order?",
        "Is it lost?",
        "@tilleul and mine?",
        "@tilleul hello?",
    ]


@pytest.fixture
def two_as_one(letters: Letters, agent: User, news: Followed) -> tuple[Case, Case, Link]:
    """The cases of Mina and of somebody at a telephone, who was taken for her."""
    hers = letters.ask(at=0, by="mina")
    theirs = letters.ask("And my lamp?", at=1, by="+33 6", thread="t-2")
    assert hers.author
    assert theirs.author
    link = link_identity(
        theirs.author,
        to=hers.author.person,
        basis=Link.Basis.AGENT_ASSERTION,
        by=agent.actor,
        at=hour(2),
    )
    news()
    return case_of(hers), case_of(theirs), link


def test_two_who_were_taken_for_one_are_two_again_each_with_their_own(
    two_as_one: tuple[Case, Case, Link], agent: User, news: Followed, brand: Brand
) -> None:
    hers, theirs, link = two_as_one
    assert [str(case.person) for case in (hers, theirs)] == ["mina", "mina"]

    undo_link(link, by=agent.actor, at=hour(3))
    news()

    assert [
        (str(case.person), case.due_at, words_in(case)) for case in Case.objects.order_by("pk")
    ] == [
        ("mina", hour(4), ["Where is my order?"]),
        ("+33 6", hour(5), ["And my lamp?"]),
    ]
    assert cases_whose_promises_differ(brand) == []


def test_of_a_case_in_which_both_spoke_each_has_their_own_words_again(
    two_as_one: tuple[Case, Case, Link],
    letters: Letters,
    agent: User,
    news: Followed,
    brand: Brand,
) -> None:
    hers, theirs, link = two_as_one
    merge_case(theirs, into=hers, by=agent.actor, at=hour(2))
    letters.answer(Message.objects.get(text="And my lamp?"), at=2.5)

    undo_link(link, by=agent.actor, at=hour(3))
    news()

    living = Case.objects.exclude(state="merged").order_by("pk")
    assert [(str(case.person), case.due_at, words_in(case)) for case in living] == [
        ("mina", hour(4), ["Where is my order?"]),
        ("+33 6", None, ["And my lamp?", "It leaves today."]),
    ]
    assert cases_whose_promises_differ(brand) == []
    with pytest.raises(MoveRefused, match="two people"):
        undo_move(Move.objects.get(kind="split"), by=agent.actor, at=hour(4))


def test_what_is_said_after_the_link_was_undone_is_nobody_elses(
    two_as_one: tuple[Case, Case, Link], letters: Letters, agent: User, news: Followed
) -> None:
    _, _, link = two_as_one
    undo_link(link, by=agent.actor, at=hour(3))
    news()

    again = letters.ask("Hello?", at=4, by="+33 6", thread="t-3")

    assert str(case_of(again).person) == "+33 6"


@pytest.mark.parametrize("claimed", ["the same name", "the same typed address"])
def test_nobody_is_taken_for_somebody_on_their_own_word(brand: Brand, claimed: str) -> None:
    mailbox = mail_account(brand)
    bring(mailbox, mail("Where is my order?", From=f"Mina Azur <{MINA}>"), at=NOON)
    name, address = ("Mina Azur", "") if claimed == "the same name" else ("Mallory", MINA)

    ask(brand, text="And mine?", name=name, address=address, language="en", at=NOON)
    read_deliveries(Account.objects.get(connector="web"), at=NOON)
    take_in(list(Message.objects.values_list("pk", flat=True)))

    assert len(set(Case.objects.values_list("person", flat=True))) == 2
