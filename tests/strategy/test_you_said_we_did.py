"""What customers wish for is noted, decided, said in public, and told once to who asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from parvis.brands.models import Brand, User
from parvis.channels.models import Account, Outgoing
from parvis.inbox.actions import resolve_case
from parvis.inbox.models import Case, Draft, Judgement
from parvis.strategy.actions.telling import tell_those_who_wait
from parvis.strategy.actions.wishes import (
    NothingDecided,
    TitleTaken,
    decide_wish,
    note_new_wish,
    note_wish,
    publish_note,
    remove_wish,
    rename_wish,
    tell_who_asked,
    withdraw_note,
)
from parvis.strategy.models import Decision, Telling, Wish, Wished
from parvis.strategy.queries.wishes import said_in_public, wish_page, wishes_of
from tests.inbox.test_a_message_becomes_a_case import arrive, ask

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def cases(brand: Brand, square: Account) -> list[Case]:
    """Two persons ask for the same, one of them twice."""
    for number, (handle, text) in enumerate(
        (
            ("zoe", "@tilleul vendez-vous un kit de réparation ?"),
            ("max", "@tilleul un kit pour réparer, ce serait possible ?"),
        )
    ):
        ask(brand, text, at=NOON + timedelta(seconds=number), handle=handle)
    arrive(square, at=NOON + timedelta(minutes=1))
    return list(Case.objects.order_by("opened_at"))


@pytest.fixture
def answered(cases: list[Case], agent: User) -> list[Case]:
    """Nobody waits for an answer of their own any more."""
    for case in cases:
        resolve_case(case, by=agent.actor, at=NOON + timedelta(minutes=2))
    return cases


@pytest.fixture
def kit(cases: list[Case], agent: User) -> Wish:
    wish = note_new_wish(cases[0], title="A repair kit to buy", by=agent, at=NOON)
    note_wish(cases[1], wish=wish, by=agent, at=NOON)
    return wish


def done(wish: Wish, lead: User, *, at: datetime = NOON) -> int:
    """Decided, published and told: how many persons."""
    decide_wish(wish, kind=Decision.Kind.DONE, why="Cheap to do", by=lead, at=at)
    note = publish_note(wish, text="The kit is in the shop.", by=lead, at=at)
    told = tell_who_asked(note, by=lead, at=at)
    tell_those_who_wait(at=at)
    return told


def test_the_same_words_in_another_case_are_the_same_wish(
    cases: list[Case], agent: User, brand: Brand
) -> None:
    first = note_new_wish(cases[0], title="A repair kit", by=agent, at=NOON)
    second = note_new_wish(cases[1], title=" a  REPAIR kit ", by=agent, at=NOON)

    assert first == second
    [line] = wishes_of(brand)
    assert (line.wish.title, line.persons, line.cases) == ("A repair kit", 2, 2)


def test_whoever_asked_is_told_in_their_own_case_and_once(
    kit: Wish, answered: list[Case], lead: User
) -> None:
    assert done(kit, lead) == 2

    told = list(Outgoing.objects.values_list("text", flat=True))
    told_in = set(Outgoing.objects.values_list("answers__place__case", flat=True))
    assert told_in == {case.pk for case in answered}
    assert len(told) == 2
    assert all("The kit is in the shop." in text and "/@tilleul/said/" in text for text in told)
    assert {row.state for row in Telling.objects.all()} == {"queued"}

    assert done(kit, lead, at=NOON + timedelta(days=1)) == 0
    assert Outgoing.objects.count() == 2


def test_who_asks_after_the_others_were_told_can_be_told_too(
    kit: Wish, answered: list[Case], agent: User, lead: User
) -> None:
    remove_wish(answered[1], wish=kit, by=agent, at=NOON)
    assert done(kit, lead) == 1

    note_wish(answered[1], wish=kit, by=agent, at=NOON)
    page = wish_page(kit)
    assert (page.to_tell, page.told) == (1, {"queued": 1})
    assert page.line.note
    assert tell_who_asked(page.line.note, by=lead, at=NOON) == 1


def test_a_worker_that_is_stopped_and_starts_again_tells_nobody_twice(
    kit: Wish, answered: list[Case], lead: User
) -> None:
    done(kit, lead)
    Telling.objects.update(state=Telling.State.WAITING, outgoing=None)

    tell_those_who_wait(at=NOON + timedelta(minutes=5))

    assert Outgoing.objects.count() == 2
    assert {row.state for row in Telling.objects.all()} == {"queued"}


def test_who_waits_for_an_answer_gets_that_one_first(
    kit: Wish, cases: list[Case], agent: User, lead: User, client: Client
) -> None:
    resolve_case(cases[1], by=agent.actor, at=NOON + timedelta(minutes=2))
    assert done(kit, lead, at=NOON + timedelta(minutes=3)) == 2

    assert [row.state for row in Telling.objects.order_by("case")] == ["waiting", "queued"]
    assert (wish_page(kit).held_back, wish_page(kit).being_told) == (1, 0)
    client.force_login(lead)
    shown = client.get(f"/strategy/wishes/{kit.pk}/").content.decode()
    assert "1 still waits for an answer in their case, and is told after it." in shown
    assert [promise.is_running for promise in cases[0].promises.all()] == [True]

    resolve_case(cases[0], by=agent.actor, at=NOON + timedelta(minutes=9))
    assert tell_those_who_wait(at=NOON + timedelta(minutes=10)) == 1
    assert {row.state for row in Telling.objects.all()} == {"queued"}


def test_being_told_takes_no_case_and_no_draft(kit: Wish, answered: list[Case], lead: User) -> None:
    Draft.objects.create(case=answered[0], author=lead, text="Dear Zoe", saved_at=NOON)

    done(kit, lead, at=NOON + timedelta(minutes=3))

    assert [case.assignee for case in Case.objects.all()] == [None, None]
    assert Draft.objects.get().text == "Dear Zoe"


def test_each_is_told_in_the_language_in_which_they_wrote(
    kit: Wish, answered: list[Case], lead: User
) -> None:
    for case, language in zip(answered, ("it", "en"), strict=True):
        Judgement.objects.filter(message__place__case=case).update(language=language)
    decide_wish(kit, kind=Decision.Kind.DONE, why="Cheap", by=lead, at=NOON)
    assert (wish_page(kit).to_tell, wish_page(kit).in_other_language) == (2, 1)
    note = publish_note(kit, text="Le kit est là.", other_text="The kit is here.", by=lead, at=NOON)
    tell_who_asked(note, by=lead, at=NOON)
    tell_those_who_wait(at=NOON + timedelta(minutes=3))

    told = Outgoing.objects.order_by("answers__place__case").values_list("text", flat=True)
    assert [text.split("\n")[0:3:2] for text in told] == [
        ["Vous nous en aviez parlé\xa0: «\xa0A repair kit to buy\xa0».", "Le kit est là."],
        ["You had spoken to us of this: “A repair kit to buy”.", "The kit is here."],
    ]
    [said] = said_in_public(kit.brand, language="en")
    assert said.text == "The kit is here."


def test_a_note_in_one_language_is_told_to_all_in_it(kit: Wish, lead: User) -> None:
    decide_wish(kit, kind=Decision.Kind.DONE, why="Cheap", by=lead, at=NOON)
    note = publish_note(kit, text="Le kit est là.", by=lead, at=NOON)

    assert (note.said_in("fr"), note.said_in("en")) == ("Le kit est là.", "Le kit est là.")


def test_when_somebody_last_asked_is_when_they_said_it_not_when_we_spoke(
    kit: Wish, cases: list[Case], brand: Brand
) -> None:
    Wished.objects.update(noted_at=NOON + timedelta(hours=1))
    Case.objects.update(last_activity_at=NOON + timedelta(days=2))

    [line] = wishes_of(brand)

    assert line.last_asked == NOON + timedelta(seconds=1)
    assert [(one.case.pk, one.at) for one in wish_page(kit).asked] == [
        (cases[1].pk, NOON + timedelta(seconds=1)),
        (cases[0].pk, NOON),
    ]


def test_a_note_that_was_withdrawn_before_its_turn_is_told_to_nobody(
    kit: Wish, cases: list[Case], lead: User
) -> None:
    decide_wish(kit, kind=Decision.Kind.DONE, why="Cheap", by=lead, at=NOON)
    note = publish_note(kit, text="It is there.", by=lead, at=NOON)
    tell_who_asked(note, by=lead, at=NOON)
    withdraw_note(kit, by=lead, at=NOON)

    tell_those_who_wait(at=NOON)

    assert Outgoing.objects.count() == 0
    assert wish_page(kit).told == {"impossible": 2}


def test_in_public_stands_what_holds_and_nobodys_name(
    kit: Wish, brand: Brand, lead: User, client: Client
) -> None:
    assert said_in_public(brand, language="en") == []
    done(kit, lead)
    decide_wish(kit, kind=Decision.Kind.DECLINED, why="It broke", by=lead, at=NOON)
    assert said_in_public(brand, language="en") == []

    publish_note(kit, text="We stopped selling it: it broke.", by=lead, at=NOON)

    [said] = said_in_public(brand, language="en")
    assert (said.title, said.kind, said.persons) == ("A repair kit to buy", "declined", 2)
    shown = client.get("/@tilleul/said/").content.decode()
    assert "We stopped selling it" in shown
    assert "zoe" not in shown


def test_nothing_is_said_before_it_is_decided(kit: Wish, lead: User) -> None:
    with pytest.raises(NothingDecided):
        publish_note(kit, text="Soon.", by=lead, at=NOON)
    with pytest.raises(ValueError, match="why"):
        decide_wish(kit, kind=Decision.Kind.PLANNED, why=" ", by=lead, at=NOON)


def test_two_wishes_have_two_names(kit: Wish, cases: list[Case], agent: User, lead: User) -> None:
    note_new_wish(cases[0], title="Open on Sunday", by=agent, at=NOON)

    with pytest.raises(TitleTaken):
        rename_wish(kit, title="open on SUNDAY", by=lead, at=NOON)


def test_a_wish_of_another_brand_is_noted_in_no_case(
    kit: Wish, other_brand: Brand, cases: list[Case], agent: User
) -> None:
    theirs = Wish.objects.create(
        brand=other_brand, title="Theirs", noted_at=NOON, noted_by_name="Oscar"
    )
    with pytest.raises(ValueError, match="brand"):
        note_wish(cases[0], wish=theirs, by=agent, at=NOON)


@pytest.mark.parametrize("kind", ["", "perhaps"])
def test_the_database_knows_three_decisions(kit: Wish, kind: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(wish=kit, kind=kind, why="?", decided_at=NOON, by_name="Lea")


def test_two_decisions_never_hold_at_once(kit: Wish) -> None:
    Decision.objects.create(wish=kit, kind="done", why="?", decided_at=NOON, by_name="Lea")
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(wish=kit, kind="planned", why="?", decided_at=NOON, by_name="Lea")


def test_an_agent_notes_a_lead_decides_and_the_page_says_what_is_next(
    cases: list[Case], agent: User, lead: User, client: Client
) -> None:
    case = cases[0]
    client.force_login(agent)
    assert (
        f"/strategy/cases/{case.pk}/wish/"
        in client.get(f"/inbox/cases/{case.pk}/").content.decode()
    )
    client.post(f"/strategy/cases/{case.pk}/wish/", {"title": "A repair kit to buy"})
    wish = Wish.objects.get()
    assert client.post(f"/strategy/wishes/{wish.pk}/step/", {"step": "withdraw"}).status_code == 403
    client.post(f"/strategy/cases/{cases[1].pk}/wish/", {"wish": wish.pk})

    client.force_login(lead)
    assert "not decided yet" in client.get("/strategy/wishes/").content.decode()
    step = f"/strategy/wishes/{wish.pk}/step/"
    client.post(step, {"step": "decide", "kind": "done", "why": "Cheap"})
    assert "not said in public yet" in client.get("/strategy/wishes/").content.decode()
    shown = client.post(
        step, {"step": "publish", "text": "In the shop.", "tell": "on"}, follow=True
    )

    assert (
        "2 persons who asked are told; who waits for an answer gets that first."
        in shown.content.decode()
    )
    assert Telling.objects.filter(state="waiting").count() == 2


@pytest.mark.parametrize(
    "given",
    [
        {"step": "decide", "kind": "perhaps", "why": "x"},
        {"step": "decide", "kind": "done", "why": ""},
        {"step": "publish", "text": "too early"},
        {"step": "dance"},
        {},
    ],
)
def test_a_step_that_is_none_changes_nothing(
    kit: Wish, lead: User, client: Client, given: dict[str, str]
) -> None:
    client.force_login(lead)
    shown = client.post(f"/strategy/wishes/{kit.pk}/step/", given, follow=True)

    assert shown.status_code == 200
    assert not Decision.objects.exists()
