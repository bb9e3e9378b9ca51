"""The page that says how good triage is: what is known, where it errs, what it may miss."""

from __future__ import annotations

import re
from datetime import timedelta
from random import Random

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parvis.brands.models import Brand, User
from parvis.channels.models import Account, Message
from parvis.inbox.actions import (
    MessageDeleted,
    check_quiet,
    make_case_of,
    needs_no_answer,
    resolve_case,
    undo_correction,
)
from parvis.inbox.models import BrandModel, Case, Correction, Judgement, SpotCheck
from parvis.inbox.queries.checks import Checked, checked, drawn
from parvis.inbox.queries.models import lessons_since
from parvis.inbox.queries.quality import ERRORS_SHOWN, quality
from parvis.inbox.queries.verdicts import card_lines
from parvis.kit.clock import now
from parvis.kit.models import Activity
from parvis.triage.card import Card, Figures
from tests.inbox.letters import Letters, hour
from tests.inbox.test_quiet_messages import MANY

pytestmark = pytest.mark.django_db
TOMORROW = hour(30)


def thanks(letters: Letters, number: int) -> Message:
    """Quiet, by somebody else each time."""
    return letters.ask("ok thanks", at=number / 10, by=f"p-{number}", thread=f"q-{number}")


@pytest.fixture
def known(letters: Letters, agent: User) -> dict[str, Message]:
    """One message of each kind: called and answered, called for nothing, missed, rightly quiet."""
    found = {
        "called": letters.ask("Where is my order?", at=0, thread="a", by="a"),
        "called wrongly": letters.ask("Who wants my lamp? Where to?", at=0, thread="b", by="b"),
        "missed": thanks(letters, 1),
        "quiet": thanks(letters, 2),
        "unknown": thanks(letters, 3),
    }
    letters.answer(found["called"], at=1)
    needs_no_answer(found["called wrongly"], by=agent, at=hour(2))
    make_case_of(found["missed"], by=agent, at=hour(3))
    check_quiet(found["quiet"], calls_for_answer=False, by=agent, at=hour(4))
    return found


def test_what_is_known_is_held_against_what_was_said(
    brand: Brand, known: dict[str, Message]
) -> None:
    found = quality(brand, at=TOMORROW)

    assert (
        found.called_rightly,
        found.called_wrongly,
        found.missed,
        found.quiet_rightly,
    ) == (1, 1, 1, 1)
    assert (found.right, found.wrong, found.precision) == (2, 2, 0.5)
    assert sum(step.messages for step in found.steps) == 4
    wrong = {known["called wrongly"].pk, known["missed"].pk}
    assert {mistake.message.pk for mistake in found.mistakes} == wrong


def test_the_share_is_the_same_where_more_is_known_than_is_counted(
    brand: Brand, letters: Letters, agent: User
) -> None:
    """Twice as many answers as corrections, side by side all the time."""
    for number in range(12):
        message = letters.ask(at=number, by=f"p-{number}", thread=f"t-{number}")
        if number % 3 == 0:
            needs_no_answer(message, by=agent, at=hour(number + 0.5))
        else:
            letters.answer(message, at=number + 0.5)

    whole = quality(brand, at=TOMORROW)
    cut = quality(brand, at=TOMORROW, most=4)

    assert (whole.since, whole.called_rightly, whole.called) == (None, 8, 12)
    assert (cut.since, cut.called_rightly, cut.called) == (hour(5.5), 4, 6)
    assert cut.precision == whole.precision


def test_mistakes_are_shown_page_by_page_the_latest_first(
    brand: Brand, letters: Letters, agent: User
) -> None:
    missed = [thanks(letters, number) for number in range(ERRORS_SHOWN + 2)]
    for message in missed:
        make_case_of(message, by=agent, at=hour(9))

    first = quality(brand, at=TOMORROW)
    second = quality(brand, at=TOMORROW, page=2)

    newest = missed[::-1]
    assert [mistake.message for mistake in first.mistakes] == newest[:ERRORS_SHOWN]
    assert [mistake.message for mistake in second.mistakes] == newest[ERRORS_SHOWN:]
    assert (first.first, first.last, second.first, second.last) == (1, 20, 21, 22)
    assert quality(brand, at=TOMORROW, page=9).page == 2


def test_what_was_said_goes_before_what_was_done(
    brand: Brand, letters: Letters, agent: User
) -> None:
    message = letters.ask(at=0)
    letters.answer(message, at=1)
    assert quality(brand, at=TOMORROW).called_rightly == 1

    needs_no_answer(message, by=agent, at=hour(2))

    found = quality(brand, at=TOMORROW)
    assert (found.called_rightly, found.called_wrongly) == (0, 1)


def test_the_page_takes_as_many_queries_however_much_is_known(
    client: Client, lead: User, letters: Letters, agent: User
) -> None:
    client.force_login(lead)

    def learn(number: int) -> None:
        """Half an hour ago, so that the page counts it."""
        message = thanks(letters, number)
        make_case_of(message, by=agent, at=now() - timedelta(minutes=30))

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/inbox/triage/").status_code == 200
        return len(asked)

    learn(1)
    client.get("/inbox/triage/")
    few = queries()
    for number in range(2, 8):
        learn(number)

    assert queries() == few
    assert few <= 15


def test_where_nothing_is_quiet_nothing_is_offered_to_be_checked(
    client: Client, lead: User, letters: Letters
) -> None:
    client.force_login(lead)
    empty = client.get("/inbox/triage/").content.decode()
    message = thanks(letters, 1)
    message.judgement.said_at = now() - timedelta(hours=1)
    message.judgement.save()
    with_one = client.get("/inbox/triage/").content.decode()

    assert ("Check 20 quiet messages" in empty, "Check 20 quiet messages" in with_one) == (
        False,
        True,
    )
    assert "There is nothing to check" in empty


def test_all_its_numbers_are_written_alike(client: Client, square: Account, lead: User) -> None:
    with connection.cursor() as cursor:
        cursor.execute(MANY, {"account": square.pk})
    quiet = Judgement.objects.filter(calls_for_answer=False).order_by("pk")[:1006]
    SpotCheck.objects.bulk_create(
        SpotCheck(judgement=one, calls_for_answer=False, by_name="Lea", checked_at=now())
        for one in quiet
    )
    client.force_login(lead)

    shown = client.get("/inbox/triage/").content.decode()

    assert "1,006 of 1,006 known messages" in shown
    assert "Of 1,006 quiet messages drawn by lot" in shown


def test_what_triage_was_right_about_is_said_on_its_page(
    client: Client, lead: User, letters: Letters
) -> None:
    make_case_of(thanks(letters, 1), by=lead, at=hour(3))
    correction = Correction.objects.get()
    client.force_login(lead)

    answer = client.post(f"/inbox/corrections/{correction.pk}/undo/?from=triage&page=3")

    assert answer.headers["Location"] == "/inbox/triage/?brand=tilleul&page=3#mistakes"
    correction.refresh_from_db()
    assert correction.undone_at is not None


def test_the_page_says_what_the_shipped_model_is_weak_at(client: Client, lead: User) -> None:
    client.force_login(lead)

    page = client.get("/inbox/triage/").content.decode()

    card = page[page.index('id="card"') :]
    told = [line.partition("</th>")[0] for line in card.split('<th scope="row">')[1:]]
    assert sorted(told) == [
        *("Abuse", "Advertising", "Complaint", "Needs an answer"),
        *("Question", "Tone", "Urgent", "Wants to leave"),
    ]
    assert told[-1] == "Tone"
    assert "little better than chance" in card


def test_the_tone_is_not_ranked_among_what_is_measured_otherwise() -> None:
    """Of the others F1 is known, of the tone the share told rightly."""
    figures = {"needs_answer": 0.9, "abuse": 0.7, "tone": 0.2}
    card = Card("v", 1, Figures(1, figures), Figures(1, figures))

    assert [line.name for line in card_lines(card)] == ["Abuse", "Needs an answer", "Tone"]


def test_one_that_was_closed_without_a_word_proves_nothing(
    brand: Brand, letters: Letters, agent: User
) -> None:
    letters.ask(at=0)
    resolve_case(Case.objects.get(), by=agent.actor, at=hour(2))

    assert quality(brand, at=TOMORROW).known == 0


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

    assert not SpotCheck.objects.exists()
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
    assert SpotCheck.objects.get().by == lead


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
    assert SpotCheck.objects.get().by_name == "Ines"


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
    assert SpotCheck.objects.get(pk=message.pk).by == lead
    client.post(f"/inbox/quiet/{message.pk}/check/", {"said": "?"})
    assert not SpotCheck.objects.get(pk=message.pk).calls_for_answer

    shown = client.get("/inbox/triage/").content.decode()
    assert "Of 1 quiet messages drawn by lot, 0 needed an answer: 0% to 79%" in shown
    assert re.findall(r'class="axis-text"[^>]*>([^<]*)<', shown) == [
        *("0–20%", "20–40%", "40–60%", "60–80%", "80–100%")
    ]
    assert "The one that comes with Parvis." in shown


def model_of(brand: Brand, number: int, state: BrandModel.State) -> BrandModel:
    at = now() - timedelta(days=10 - number)
    figures = {"right": 0.9, "right_in_use": 0.8, "loss": 0.3, "loss_in_use": 0.5, "sure": 1}
    return BrandModel.objects.create(
        brand=brand,
        number=number,
        made_at=at,
        learned_until=at,
        examples=30,
        examined=10,
        state=state,
        changed_at=at,
        changed_by_name="Parvis",
        numbers=b"0",
        about={},
        **figures,
    )


def test_a_lead_returns_to_the_shipped_model_and_back_by_one_click_each(
    client: Client, brand: Brand, lead: User
) -> None:
    model = model_of(brand, 1, BrandModel.State.IN_USE)
    client.force_login(lead)
    assert "tilleul-1: learned from what this team" in client.get("/inbox/triage/").content.decode()

    client.post("/inbox/triage/tilleul/model/", {"model": "shipped"})
    model.refresh_from_db()
    assert (model.state, model.changed_by_name) == ("returned", "Lea")
    undo = f"/inbox/triage/tilleul/model/?model={model.pk}"
    assert undo in client.get("/inbox/triage/").content.decode()

    client.post(undo, {"undo": "1"})
    model.refresh_from_db()
    assert model.state == "in_use"

    client.post("/inbox/triage/tilleul/model/", {"model": "none"})
    assert "not kept any more" in client.get("/inbox/triage/").content.decode()
    model.refresh_from_db()
    assert model.state == "in_use"


def test_an_undone_change_of_models_teaches_as_if_it_had_not_been(
    client: Client, brand: Brand, lead: User, letters: Letters
) -> None:
    former = model_of(brand, 1, BrandModel.State.REPLACED)
    in_use = model_of(brand, 2, BrandModel.State.IN_USE)
    make_case_of(thanks(letters, 1), by=lead, at=now() - timedelta(days=1))
    assert lessons_since(brand).count == 1
    client.force_login(lead)
    address = "/inbox/triage/tilleul/model/"

    client.post(address, {"model": former.pk})
    assert lessons_since(brand).count == 0
    client.post(f"{address}?model={in_use.pk}", {"undo": "1"})

    assert lessons_since(brand).count == 1
    states = BrandModel.objects.order_by("number").values_list("state", flat=True)
    assert list(states) == ["replaced", "in_use"]


def test_a_second_click_keeps_the_way_back_to_what_was_in_use(
    client: Client, brand: Brand, lead: User
) -> None:
    model = model_of(brand, 1, BrandModel.State.IN_USE)
    client.force_login(lead)
    address = "/inbox/triage/tilleul/model/"

    client.post(address, {"model": "shipped"})
    client.post(address, {"model": "shipped"})

    page = client.get("/inbox/triage/").content.decode()
    assert f"{address}?model={model.pk}" in page
    assert f"{address}?model=shipped" not in page
    assert "It is in use already." in page
    assert Activity.objects.filter(verb="triage.model_returned").count() == 1
