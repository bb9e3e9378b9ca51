"""Lists are narrowed to what triage and the team say of their cases."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from parvis.brands.models import Brand, User
from parvis.channels.models import Account
from parvis.inbox.actions import make_matter, merge_matter, say_matter, say_task
from parvis.inbox.actions.indexing import index_cases
from parvis.inbox.marks import LANGUAGES
from parvis.inbox.models import Case, Judgement
from parvis.inbox.queries.search import search_cases
from parvis.inbox.views.choices import LABELS
from parvis.kit.clock import now
from tests.inbox.conversations import a_case

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def judged(square: Account, title: str, **said: object) -> Case:
    """A case whose message was judged to be like that."""
    case = a_case(square, title)
    message = case.places.get().message
    figures: dict[str, object] = {
        "needs_answer": 0.9,
        "calls_for_answer": True,
        "promotional": 0,
        "complaint": 0,
        "question": 0,
        "urgency": 0,
        "p_negative": 0,
        "p_neutral": 1,
        "p_positive": 0,
        "version": "1",
        "language": "fr",
        "judged_at": NOON,
        "p_middle": 1,
    }
    Judgement.objects.update_or_create(
        message=message,
        defaults={"account": square, "said_at": message.created_at, **figures, **said},
    )
    return case


def titles(brand: Brand, words: str, user: User) -> list[str]:
    index_cases(list(Case.objects.values_list("pk", flat=True)))
    found = search_cases([brand.pk], words, user=user, at=NOON)
    by_id = Case.objects.in_bulk([hit.case_id for hit in found.hits])
    return sorted(case.title for case in by_id.values())


@pytest.fixture
def cases(square: Account) -> None:
    judged(square, "calme")
    judged(square, "furieux", p_negative=0.9, p_neutral=0.1, complaint=0.8)
    judged(square, "pressé", urgency=0.7)
    judged(square, "leaving", churn=0.9, language="en", p_middle=0.2, p_difficult=0.8)


@pytest.mark.usefixtures("cases")
@pytest.mark.parametrize(
    ("asked", "titled"),
    [
        ("tone:negative", ["furieux"]),
        ("is:complaint", ["furieux"]),
        ("is:urgent", ["pressé"]),
        ("is:leaving", ["leaving"]),
        ("lang:en", ["leaving"]),
        ("lang:fr -tone:negative", ["calme", "pressé"]),
        ("value:difficult", ["leaving"]),
        ("value:middle", ["calme", "furieux", "pressé"]),
        ("matter:nulle", []),
        ("pressé is:urgent", ["pressé"]),
        ("calme is:urgent", []),
    ],
)
def test_cases_are_found_by_what_they_are(
    brand: Brand, agent: User, asked: str, titled: list[str]
) -> None:
    assert titles(brand, asked, agent) == titled


def test_by_the_matter_that_the_team_says_and_what_it_takes(
    brand: Brand, square: Account, lead: User
) -> None:
    zips = make_matter(brand, name="Fermetures éclair", by=lead, at=NOON)
    old = make_matter(brand, name="Zip", by=lead, at=NOON)
    say_matter(judged(square, "une"), matter=zips, by=lead, at=NOON)
    say_matter(judged(square, "deux"), matter=old, by=lead, at=NOON)
    judged(square, "trois")
    merge_matter(old, into=zips, by=lead, at=NOON)
    say_task(zips, task="simple", by=lead, at=NOON)

    assert titles(brand, 'matter:"fermetures éclair"', lead) == ["deux", "une"]
    assert titles(brand, "value:simple", lead) == ["deux", "une"]
    assert titles(brand, "value:middle", lead) == ["trois"]


@pytest.mark.usefixtures("cases")
def test_the_queue_is_narrowed_by_its_address(client: Client, agent: User) -> None:
    index_cases(list(Case.objects.values_list("pk", flat=True)))
    client.force_login(agent)

    with CaptureQueriesContext(connection) as queries:
        shown = client.get("/inbox/?view=unassigned&tone=negative&value=middle").content.decode()

    assert len(queries) <= 12
    assert "furieux" in shown
    assert "calme" not in shown
    assert "tone=negative" in shown


@pytest.mark.usefixtures("cases")
def test_the_form_counts_each_choice(client: Client, agent: User) -> None:
    index_cases(list(Case.objects.values_list("pk", flat=True)))
    client.force_login(agent)

    shown = client.get("/inbox/narrow/?tone=negative").content.decode()

    assert '<option value="negative" selected>negative (1)</option>' in shown
    assert '<option value="fr">French (1)</option>' in shown


@pytest.mark.usefixtures("cases")
def test_the_form_counts_what_the_list_would_show(client: Client, agent: User) -> None:
    Case.objects.filter(title="calme").update(snoozed_until=now() + timedelta(days=1))
    Case.objects.filter(title="pressé").update(assignee=agent)
    index_cases(list(Case.objects.values_list("pk", flat=True)))
    client.force_login(agent)

    def french(address: str) -> list[str]:
        form = client.get(f"/inbox/narrow/{address}").content.decode()
        return re.findall(r'<option value="fr">(French[^<]*)</option>', form)

    assert {address: french(address) for address in ("", "?view=mine", "?view=snoozed")} == {
        "": ["French (2)"],
        "?view=mine": ["French (1)"],
        "?view=snoozed": ["French (1)"],
    }
    assert french("?q=retard") == ["French"]


@pytest.mark.usefixtures("cases")
def test_a_narrowed_list_bears_no_count_of_the_whole(client: Client, agent: User) -> None:
    index_cases(list(Case.objects.values_list("pk", flat=True)))
    client.force_login(agent)

    def counted(address: str) -> list[str]:
        shown = client.get(address).content.decode()
        return re.findall(
            r'<span class="count">(\d+)</span>', shown.partition('class="queue-body"')[0]
        )

    assert counted("/inbox/") == ["4", "4", "4", "4", "4"]
    assert counted("/inbox/?tone=negative") == ["4", "4"]
    assert counted("/inbox/?q=furieux") == ["4", "4"]


@pytest.mark.usefixtures("cases")
def test_the_list_says_what_it_is_narrowed_to(
    client: Client, brand: Brand, agent: User, lead: User
) -> None:
    zips = make_matter(brand, name="Fermetures éclair", by=lead, at=NOON)
    client.force_login(agent)

    with CaptureQueriesContext(connection) as queries:
        shown = client.get(f"/inbox/?view=mine&matter={zips.pk}&tone=negative").content.decode()

    assert len(queries) <= 12
    assert "<span>Fermetures éclair, negative</span>" in shown
    assert '<a href="/inbox/?view=mine">Show all again</a>' in shown


def test_the_name_of_another_brands_matter_is_not_told(
    client: Client, other_brand: Brand, agent: User, lead: User
) -> None:
    theirs = make_matter(other_brand, name="Secret", by=lead, at=NOON)
    client.force_login(agent)

    assert "Secret" not in client.get(f"/inbox/?matter={theirs.pk}").content.decode()


def test_languages_are_called_as_french_calls_them() -> None:
    with translation.override("fr"):
        named = [str(LABELS[one]) for one in LANGUAGES]

    assert named == [name.lower() for name in named]
    assert "arabe" in named
