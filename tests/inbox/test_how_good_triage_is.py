"""The page that says how good triage is: what is known, where it errs, what it may miss."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parvis.brands.models import Brand, User
from parvis.channels.models import Account, Message
from parvis.inbox.actions import (
    make_case_of,
    needs_no_answer,
    resolve_case,
)
from parvis.inbox.models import Case, Correction, Judgement, SpotCheck
from parvis.inbox.queries.quality import ERRORS_SHOWN, quality
from parvis.inbox.queries.verdicts import card_lines
from parvis.kit.clock import now
from parvis.triage.card import Card, Figures
from tests.inbox.letters import Letters, hour, thanks
from tests.inbox.test_quiet_messages import MANY

pytestmark = pytest.mark.django_db
TOMORROW = hour(30)


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
