"""The agents' pages: who sees which case, and what a form does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from parvis.brands.models import Brand, User
from parvis.channels.models import Account, Outgoing
from parvis.inbox.actions import reply_to_case
from parvis.inbox.models import Case, Note
from tests.inbox.test_a_message_becomes_a_case import arrive, ask

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def case(brand: Brand, square: Account) -> Case:
    ask(brand, "@tilleul où est ma commande ?")
    arrive(square)
    return Case.objects.get()


def page(case: Case) -> str:
    return f"/inbox/cases/{case.pk}/"


def test_an_agent_sees_the_queue_and_the_case(client: Client, case: Case, agent: User) -> None:
    client.force_login(agent)

    shown = client.get(page(case))

    assert shown.status_code == 200
    assert shown.content.decode().count("où est ma commande ?") >= 3  # queue, head, timeline


def test_a_stranger_is_asked_to_log_in(client: Client, case: Case) -> None:
    shown = client.get(page(case))

    assert (shown.status_code, shown["Location"]) == (
        302,
        f"/accounts/login/?next=/inbox/cases/{case.pk}/",
    )


def test_the_member_of_another_brand_sees_no_case(
    client: Client, case: Case, outsider: User
) -> None:
    client.force_login(outsider)

    assert client.get(page(case)).status_code == 404
    assert client.post(page(case) + "replies/", {"text": "x"}).status_code == 404


def test_a_viewer_reads_and_does_not_answer(client: Client, case: Case, viewer: User) -> None:
    client.force_login(viewer)

    assert client.get(page(case)).status_code == 200
    assert client.post(page(case) + "replies/", {"text": "x"}).status_code == 403


def test_a_reply_is_queued_once_however_often_it_is_clicked(
    client: Client, case: Case, agent: User
) -> None:
    client.force_login(agent)
    words = {"text": "Elle part ce soir.", "key": "click-0001", "seen": "0"}

    for _ in range(2):
        answered = client.post(page(case) + "replies/", words)
        assert (answered.status_code, answered["Location"]) == (302, page(case))

    assert [row.text for row in Outgoing.objects.all()] == ["Elle part ce soir."]


def test_a_reply_is_held_when_a_colleague_has_answered_meanwhile(
    client: Client, case: Case, agent: User, lead: User
) -> None:
    client.force_login(agent)
    reply_to_case(case, text="Déjà dit.", client_key="lead-1", by=lead, at=NOON)

    held = client.post(
        page(case) + "replies/", {"text": "Bonjour", "key": "click-0002", "seen": "0"}
    )

    assert held.status_code == 409
    assert "Lea" in held.content.decode()
    assert "Bonjour" in held.content.decode()
    assert Outgoing.objects.count() == 1


def test_an_empty_reply_is_refused_in_words(client: Client, case: Case, agent: User) -> None:
    client.force_login(agent)

    refused = client.post(page(case) + "replies/", {"text": " ", "key": "click-0003", "seen": "0"})

    assert refused.status_code == 422
    assert "Write an answer first." in refused.content.decode()


def test_notes_assignment_and_resolution_are_on_the_timeline(
    client: Client, case: Case, agent: User
) -> None:
    client.force_login(agent)

    client.post(page(case) + "notes/", {"note": "Colis chez le transporteur."})
    client.post(page(case) + "assignment/", {"to": agent.pk})
    client.post(page(case) + "resolution/")

    case.refresh_from_db()
    assert (case.state, case.assignee, case.due_at) == ("resolved", agent, None)
    assert Note.objects.get().text == "Colis chez le transporteur."
    shown = client.get(page(case)).content.decode()
    assert "Ines took the case" in shown
    assert "Ines resolved the case" in shown


def test_resolving_is_undone(client: Client, case: Case, agent: User) -> None:
    client.force_login(agent)
    client.post(page(case) + "resolution/")

    client.post(page(case) + "resolution/", {"undo": "1"})

    case.refresh_from_db()
    assert case.state == "open"


def test_the_queue_is_ordered_by_the_promise_that_breaks_next(
    client: Client, brand: Brand, square: Account, agent: User
) -> None:
    ask(brand, "@tilleul plus tard ?", at=NOON + timedelta(hours=1), handle="paul")
    ask(brand, "@tilleul d’abord ?", at=NOON, handle="anne")
    arrive(square, at=NOON + timedelta(hours=1))
    client.force_login(agent)

    shown = client.get("/inbox/").content.decode()

    assert shown.index("d’abord") < shown.index("plus tard")


def test_a_part_for_htmx_is_never_taken_for_the_page(
    client: Client, case: Case, agent: User
) -> None:
    client.force_login(agent)

    part = client.get(page(case), headers={"HX-Request": "true", "HX-Target": "timeline"})

    assert "<html" not in part.content.decode()
    assert {"HX-Request", "HX-Target"} <= {name.strip() for name in part["Vary"].split(",")}
