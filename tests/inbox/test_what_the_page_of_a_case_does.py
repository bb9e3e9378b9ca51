"""The page of a case: putting aside, tags, drafts, presence, joining and splitting, and back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from parvis.brands.models import Brand, User
from parvis.channels.models import Account, Message
from parvis.inbox.actions import be_present, reply_to_case, save_draft
from parvis.inbox.models import Case, Draft, Mention, SavedAnswer
from parvis.kit.clock import now
from tests.inbox.test_a_message_becomes_a_case import arrive, ask

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HTMX = {"HX-Request": "true", "HX-Target": "case-head"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def case(brand: Brand, square: Account) -> Case:
    """Zoé asked for two things."""
    ask(brand, "@tilleul où est ma commande ?")
    ask(brand, "@tilleul et ma facture, où est-elle ?", at=NOON + timedelta(minutes=5))
    arrive(square, at=NOON + timedelta(minutes=5))
    return Case.objects.get()


@pytest.fixture
def page(client: Client, agent: User) -> Client:
    client.force_login(agent)
    return client


def shown(page: Client, case: Case) -> str:
    return page.get(f"/inbox/cases/{case.pk}/").content.decode()


def test_a_case_put_aside_comes_back_by_undo(page: Client, case: Case) -> None:
    address = f"/inbox/cases/{case.pk}/snooze/"

    page.post(address, {"when": "tomorrow"})
    case.refresh_from_db()
    assert case.snoozed_until is not None
    assert "Ines put the case aside until" in shown(page, case)

    page.post(address, {"undo": "1"})
    case.refresh_from_db()
    assert case.snoozed_until is None


def test_a_time_that_is_past_is_refused_in_words(page: Client, case: Case) -> None:
    page.post(f"/inbox/cases/{case.pk}/snooze/", {"when": "own", "until": "2020-01-01T09:00"})

    case.refresh_from_db()
    assert case.snoozed_until is None
    assert "That time has passed." in shown(page, case)


def test_an_own_time_is_the_brands(page: Client, case: Case) -> None:
    page.post(f"/inbox/cases/{case.pk}/snooze/", {"when": "own", "until": "2099-07-01T09:00"})

    case.refresh_from_db()
    assert case.snoozed_until == datetime(2099, 7, 1, 7, 0, tzinfo=UTC)  # Paris in summer


def test_putting_aside_beyond_the_promise_says_so(page: Client, case: Case) -> None:
    Case.objects.update(due_at=now() + timedelta(hours=1))

    page.post(f"/inbox/cases/{case.pk}/snooze/", {"when": "own", "until": "2099-07-01T09:00"})

    assert "Its promise breaks before" in shown(page, case)


def test_following_and_tags_are_on_the_page_until_undone(page: Client, case: Case) -> None:
    page.post(f"/inbox/cases/{case.pk}/follow/")
    page.post(f"/inbox/cases/{case.pk}/tags/", {"name": "facture"})
    head = shown(page, case)
    assert "followed by you" in head
    assert "Remove the tag facture" in head

    page.post(f"/inbox/cases/{case.pk}/follow/", {"undo": "1"})
    tag = case.taggings.get().tag_id
    page.post(f"/inbox/cases/{case.pk}/tags/{tag}/remove/")
    head = shown(page, case)
    assert "followed by you" not in head
    assert "Remove the tag facture" not in head


def test_with_htmx_only_what_changed_comes_back(page: Client, case: Case) -> None:
    news = page.post(f"/inbox/cases/{case.pk}/follow/", headers=HTMX).content.decode()

    assert "<html" not in news
    assert "followed by you" in news
    assert 'id="timeline" hx-swap-oob="true"' in news


def test_a_part_is_split_off_and_put_back(page: Client, case: Case) -> None:
    later = Message.objects.get(text__contains="facture")

    page.post(f"/inbox/cases/{case.pk}/split/", {"message": later.pk})
    new = Case.objects.get(places__message=later)
    assert new != case

    page.post(f"/inbox/moves/{new.moves_in.get().pk}/undo/", {"undo": "1"})
    assert Case.objects.get(places__message=later) == case


def test_the_case_that_was_opened_first_takes_the_other(page: Client, case: Case) -> None:
    later = Message.objects.get(text__contains="facture")
    page.post(f"/inbox/cases/{case.pk}/split/", {"message": later.pk})
    new = Case.objects.get(places__message=later)

    joined = page.post(f"/inbox/cases/{new.pk}/merge/", {"with": case.pk})

    assert joined["Location"] == f"/inbox/cases/{case.pk}/"
    assert Case.objects.get(places__message=later) == case


def test_nothing_is_split_off_without_a_message(page: Client, case: Case) -> None:
    page.post(f"/inbox/cases/{case.pk}/split/")

    assert Case.objects.get() == case
    assert "Choose the messages first." in shown(page, case)


def test_a_draft_is_there_again_on_another_machine(page: Client, case: Case) -> None:
    page.post(f"/inbox/cases/{case.pk}/draft/", {"text": "Elle part ce"})

    assert "Elle part ce</textarea>" in shown(page, case)


def test_a_draft_goes_with_its_answer_and_none_comes_after_it(page: Client, case: Case) -> None:
    words = {"text": "Elle part ce soir.", "key": "click-0001", "seen": "0"}
    page.post(f"/inbox/cases/{case.pk}/draft/", {**words, "text": "Elle part"})
    page.post(f"/inbox/cases/{case.pk}/replies/", words)
    assert not Draft.objects.exists()

    page.post(f"/inbox/cases/{case.pk}/draft/", words)  # a keeping that was on its way

    assert not Draft.objects.exists()


def test_an_answer_that_is_held_stays_a_draft_beside_the_colleagues(
    page: Client, case: Case, lead: User
) -> None:
    reply_to_case(case, text="Déjà dit.", client_key="lead-1", by=lead, at=NOON)

    held = page.post(
        f"/inbox/cases/{case.pk}/replies/", {"text": "Bonjour", "key": "click-0002", "seen": "0"}
    )

    assert held.status_code == 409
    assert "Déjà dit." in held.content.decode()
    assert "Send anyway" in held.content.decode()
    assert Draft.objects.get().text == "Bonjour"


def test_who_else_is_there_is_said_with_what_they_write(
    page: Client, case: Case, lead: User
) -> None:
    be_present(case, is_writing=True, by=lead, at=now())
    save_draft(case, text="Elle est", by=lead, at=now())

    told = page.post(f"/inbox/cases/{case.pk}/presence/", {"writing": "no"}).content.decode()

    assert "Lea is writing an answer" in told
    assert "Elle est" in told


def test_a_draft_is_taken_over_once(page: Client, case: Case, lead: User, agent: User) -> None:
    draft = save_draft(case, text="Elle est", by=lead, at=now())
    assert draft is not None

    page.post(f"/inbox/cases/{case.pk}/drafts/{draft.pk}/")

    assert Draft.objects.get().author == agent
    assert "Ines took over the draft of Lea" in shown(page, case)


def test_who_is_called_in_a_note_sees_it_when_they_come(
    page: Client, case: Case, agent: User, lead: User
) -> None:
    page.post(f"/inbox/cases/{case.pk}/notes/", {"note": "@Lea, à toi ?"})
    assert Mention.objects.get().seen_at is None

    page.force_login(lead)
    page.post(f"/inbox/cases/{case.pk}/presence/", {"writing": "no"})

    assert Mention.objects.get().seen_at is not None


def test_a_saved_answer_is_offered_with_its_blanks_filled(page: Client, case: Case) -> None:
    written = {"title": "Bonjour", "text": "{name}, {agent}", "language": "fr", "brand": "tilleul"}
    page.post("/inbox/saved-answers/new/", written)

    offered = page.get(f"/inbox/cases/{case.pk}/answers/?q=bonj").content.decode()

    assert f'data-text="{case.person.name}, Ines"' in offered


def test_a_title_is_given_once(page: Client, case: Case) -> None:
    assert case
    written = {"title": "Bonjour", "text": "A", "language": "fr", "brand": "tilleul"}
    page.post("/inbox/saved-answers/new/", written)

    again = page.post("/inbox/saved-answers/new/", written)

    assert again.status_code == 422
    assert "Another saved answer has this title" in again.content.decode()
    assert SavedAnswer.objects.count() == 1


def test_several_cases_are_resolved_and_opened_again(page: Client, case: Case) -> None:
    page.post("/inbox/selected/", {"do": "resolve", "case": [case.pk]})
    case.refresh_from_db()
    assert case.state == "resolved"

    page.post(f"/inbox/selected/?do=resolve&case={case.pk}", {"undo": "1"})
    case.refresh_from_db()
    assert case.state == "open"


def test_of_several_cases_those_of_other_brands_are_left_alone(
    client: Client, case: Case, outsider: User
) -> None:
    client.force_login(outsider)

    client.post("/inbox/selected/", {"do": "resolve", "case": [case.pk]})

    case.refresh_from_db()
    assert case.state == "open"


def test_the_palette_finds_a_case_by_its_number(page: Client, case: Case) -> None:
    found = page.get(f"/inbox/commands/?q=%23{case.pk}").content.decode()

    assert f'href="/inbox/cases/{case.pk}/"' in found
