"""Quiet messages are drawn by lot, and somebody looks whether they need an answer."""

from __future__ import annotations

import re
from datetime import timedelta
from random import Random

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from parvis.brands.models import Brand, User
from parvis.channels.models import Message
from parvis.inbox.actions import (
    MessageDeleted,
    check_quiet,
    restore_correction,
    undo_check,
    undo_correction,
)
from parvis.inbox.models import Case, Correction, Judgement, SpotCheck
from parvis.inbox.queries.checks import Checked, checked, drawn
from parvis.kit.clock import now
from tests.inbox.letters import Letters, hour, thanks

pytestmark = pytest.mark.django_db
TOMORROW = hour(30)


def test_lots_are_drawn_among_quiet_ones_nobody_spoke_of(
    brand: Brand, known: dict[str, Message]
) -> None:
    found = drawn(brand, chance=Random(1), at=TOMORROW)

    assert [quiet.message for quiet in found] == [known["unknown"]]


def test_lots_fall_on_each_alike_and_the_same_chance_draws_the_same(
    brand: Brand, letters: Letters
) -> None:
    said = {thanks(letters, number).pk: 0 for number in range(4)}
    for seed in range(200):
        found = drawn(brand, chance=Random(seed), at=TOMORROW, most=2)
        for quiet in found:
            said[quiet.message.pk] += 1

    assert sum(said.values()) == 400
    assert all(75 < times < 125 for times in said.values())
    assert drawn(brand, chance=Random(9), at=TOMORROW) == drawn(
        brand, chance=Random(9), at=TOMORROW
    )


def test_what_was_deleted_is_not_drawn(brand: Brand, letters: Letters) -> None:
    gone = thanks(letters, 1)
    Message.objects.filter(pk=gone.pk).update(deleted_at=hour(1), text="", html="", quoted="")

    assert drawn(brand, chance=Random(1), at=TOMORROW) == []


def test_a_check_that_finds_a_question_makes_its_case(
    brand: Brand, letters: Letters, agent: User
) -> None:
    message = thanks(letters, 1)

    case = check_quiet(message, calls_for_answer=True, by=agent, at=hour(3))

    assert case == Case.objects.get()
    assert checked(brand, at=TOMORROW) == Checked(messages=1, missed=1)
    undo_correction(Correction.objects.get(), by=agent, at=hour(4))
    assert checked(brand, at=TOMORROW) == Checked(messages=0, missed=0)


def test_a_check_by_a_mistaken_key_is_taken_back_and_its_message_comes_first(
    client: Client, brand: Brand, letters: Letters, agent: User
) -> None:
    texts = [f"ok thanks {number}" for number in range(5)]
    message, *_others = letters.ask_each(texts)
    Judgement.objects.update(calls_for_answer=False, said_at=now() - timedelta(hours=1))
    address = f"/inbox/quiet/{message.pk}/check/"
    client.force_login(agent)

    for said in ("yes", "no"):
        answered = client.post(address, {"said": said}, headers={"HX-Request": "true"})
        assert f'action="{address}"' in answered.content.decode().partition("hx-swap-oob")[2]
        again = client.post(address, {"undo": "1"}, follow=True)
        assert "Taken back: nobody has looked at it yet." in again.content.decode()
        drawn_again = [quiet.message.pk for quiet in again.context["drawn"]]
        assert drawn_again[0] == message.pk
        assert len(drawn_again) == len(texts)

    assert not SpotCheck.objects.filter(undone_at=None).exists()
    assert not Correction.objects.filter(undone_at=None).exists()
    assert Case.objects.filter(state="open").count() == 0


def test_what_a_colleague_checked_since_is_not_taken_back(
    client: Client, letters: Letters, agent: User, lead: User
) -> None:
    message = thanks(letters, 1)
    check_quiet(message, calls_for_answer=True, by=agent, at=hour(3))
    check_quiet(message, calls_for_answer=False, by=lead, at=hour(4))
    client.force_login(agent)

    page = client.post(f"/inbox/quiet/{message.pk}/check/", {"undo": "1"}, follow=True)

    assert "A colleague has looked at it since" in page.content.decode()
    said = SpotCheck.objects.order_by("pk").values_list("by_name", "undone_at")
    assert list(said) == [("Ines", hour(4)), ("Lea", None)]


def test_a_deleted_message_is_not_checked(letters: Letters, agent: User) -> None:
    message = thanks(letters, 1)
    Message.objects.update(deleted_at=hour(1), text="", html="", quoted="")

    for needs in (True, False):
        with pytest.raises(MessageDeleted):
            check_quiet(message, calls_for_answer=needs, by=agent, at=hour(3))


def test_triage_was_right_is_taken_back_by_one_click_with_the_check_it_undid(
    client: Client, brand: Brand, letters: Letters, agent: User, lead: User
) -> None:
    check_quiet(thanks(letters, 1), calls_for_answer=True, by=agent, at=hour(3))
    said = Correction.objects.get()
    client.force_login(lead)

    where = "?from=triage&page=1"
    page = client.post(f"/inbox/corrections/{said.pk}/undo/{where}", follow=True).content.decode()
    assert "Taken back: what triage said holds." in page
    assert checked(brand, at=TOMORROW) == Checked(messages=0, missed=0)
    undo = f"/inbox/corrections/{said.pk}/restore/{where}"
    assert f'action="{undo.replace("&", "&amp;")}"' in page

    again = client.post(undo, {"undo": "1"})
    assert again["Location"] == "/inbox/triage/?brand=tilleul&page=1#mistakes"
    assert checked(brand, at=TOMORROW) == Checked(messages=1, missed=1)
    said.refresh_from_db()
    assert (said.undone_at, Case.objects.get().state) == (None, "open")
    said_anew = SpotCheck.objects.get()
    assert (said_anew.by_name, said_anew.undone_at) == ("Ines", None)


def test_put_back_a_check_is_that_of_who_looked_first_though_a_colleague_looked_in_between(
    brand: Brand, letters: Letters, agent: User, lead: User
) -> None:
    message = thanks(letters, 1)
    check_quiet(message, calls_for_answer=True, by=agent, at=hour(3))
    said = Correction.objects.get()
    undo_correction(said, by=lead, at=hour(4))
    check_quiet(message, calls_for_answer=False, by=lead, at=hour(5))
    undo_check(message, by=lead, at=hour(6))

    assert restore_correction(said, by=agent, at=hour(7))

    checks = SpotCheck.objects.order_by("pk").values_list("by_name", "checked_at", "undone_at")
    assert list(checks) == [("Ines", hour(3), None), ("Lea", hour(5), hour(6))]
    assert checked(brand, at=TOMORROW) == Checked(messages=1, missed=1)


def test_where_a_colleague_has_looked_since_their_check_holds(
    letters: Letters, agent: User, lead: User
) -> None:
    message = thanks(letters, 1)
    check_quiet(message, calls_for_answer=True, by=agent, at=hour(3))
    said = Correction.objects.get()
    undo_correction(said, by=lead, at=hour(4))
    check_quiet(message, calls_for_answer=False, by=lead, at=hour(5))

    assert restore_correction(said, by=agent, at=hour(7))

    holds = SpotCheck.objects.get(undone_at=None)
    assert (holds.by_name, holds.calls_for_answer) == ("Lea", False)


def test_of_a_message_one_check_holds_and_none_ends_before_it_was_made(
    letters: Letters, agent: User
) -> None:
    message = thanks(letters, 1)
    check_quiet(message, calls_for_answer=False, by=agent, at=hour(3))
    again = SpotCheck(
        judgement=message.judgement, calls_for_answer=True, by_name="Lea", checked_at=hour(4)
    )

    with pytest.raises(IntegrityError, match="one_living_check"), transaction.atomic():
        again.save()
    again.undone_at = hour(3)
    with pytest.raises(IntegrityError, match="a_check_is_undone_after"), transaction.atomic():
        again.save()


def test_the_page_tells_it_and_the_checks_are_one_key_each(
    client: Client, letters: Letters, lead: User, known: dict[str, Message]
) -> None:
    client.force_login(lead)
    message = thanks(letters, 4)
    Message.objects.filter(pk=message.pk).update(created_at=now())
    message.judgement.said_at = now() - timedelta(hours=1)
    message.judgement.save()

    page = client.get("/inbox/quiet/checks/").content.decode()
    assert f"/inbox/quiet/{message.pk}/check/" in page
    assert 'data-key="y"' in page

    answered = client.post(
        f"/inbox/quiet/{message.pk}/check/", {"said": "no"}, headers={"HX-Request": "true"}
    )
    assert "it needs no answer" in answered.content.decode()
    assert message.judgement.spot_checks.get().by == lead
    client.post(f"/inbox/quiet/{message.pk}/check/", {"said": "?"})
    assert not message.judgement.spot_checks.get().calls_for_answer

    shown = client.get("/inbox/triage/").content.decode()
    assert "Of 1 quiet messages drawn by lot, 0 needed an answer: 0% to 79%" in shown
    assert re.findall(r'class="axis-text"[^>]*>([^<]*)<', shown) == [
        *("0–20%", "20–40%", "40–60%", "60–80%", "80–100%")
    ]
    assert "The one that comes with Parvis." in shown
