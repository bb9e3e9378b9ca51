"""A file of the form is seen before it takes the place of what was said; another course needs a
word why, beforehand."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from html import unescape
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parvis.brands.models import Brand, User
from parvis.kit.actors import PARVIS
from parvis.strategy.actions import bring_form
from parvis.strategy.actions.course import WhyMissing, set_course
from parvis.strategy.actions.previewing import preview_form
from parvis.strategy.actions.sheet import fill_sheet
from parvis.strategy.diagnosis.form import Aim, Form, Kind, Place, Rival
from parvis.strategy.diagnosis.writing import write_form
from parvis.strategy.forms.paste import WRITTEN_BYTES, can_be_sent_back
from parvis.strategy.models import CourseChange, Objective, Proposal, Sheet
from parvis.strategy.models import Place as PlaceRow
from parvis.strategy.queries.form import form_of

BRING = "/strategy/bring/?brand=tilleul"
FORM = Form(
    brand="Maison Tilleul",
    on=date(2026, 3, 2),
    places=(Place(name="The menders’ blog", kind=Kind.BLOG),),
    aims=(Aim(id="loyalty", target=0.4, policy="Plan 2026"),),
)
OTHER = replace(FORM, places=(), aims=(Aim(id="loyalty", target=0.5, policy="Plan 2026"),))


@pytest.fixture
def told(brand: Brand, noon: datetime) -> Brand:
    bring_form(brand, FORM, by=PARVIS, at=noon)
    return brand


@pytest.fixture
def course(told: Brand, lead: User, noon: datetime) -> Brand:
    set_course(told, by=lead.actor, at=noon)
    return told


def uploaded(form: Form) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("form.yaml", write_form(form).encode())}


def status_when_sent_back(client: Client, page: str) -> int:
    """In the way that a browser does."""
    if 'enctype="multipart/form-data"' in page:
        return client.post(BRING, shown_in(page)).status_code
    plain = urlencode(shown_in(page))
    return client.post(BRING, plain, "application/x-www-form-urlencoded").status_code


def agree(client: Client, file: SimpleUploadedFile) -> None:
    """As somebody does who has seen what it changes."""
    page = client.post(BRING, {"file": file}).content.decode()
    answer = client.post(BRING, shown_in(page))
    assert answer.status_code == 302


def shown_in(page: str) -> dict[str, str]:
    """What the page sends back: the file, and what it was shown over."""
    found = re.findall(r'name="(brought|over)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}


def test_nothing_is_written_until_it_is_agreed_to(
    client: Client, told: Brand, lead: User, noon: datetime
) -> None:
    client.force_login(lead)

    seen = client.post(BRING, uploaded(OTHER))

    page = " ".join(seen.content.decode().split())
    assert seen.status_code == 200
    assert "<b>Places</b> 1 → 0" in page
    assert "The menders’ blog" in page
    assert form_of(told, at=noon).places == FORM.places

    client.post(BRING, shown_in(seen.content.decode()))

    assert form_of(told, at=noon).places == ()


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ({"values": ["lasting", "from here"]}, "<b>What you stand for</b> 2 → 0"),
        ({"people": 2.0, "hours_a_week": 30.0}, "<b>Means</b> 2 → 0"),
        ({"pure_player": False}, "<b>What exists</b> 1 → 0"),
        ({"promise_hours": 2.0}, "no verdict changes"),
    ],
)
def test_the_least_that_was_typed_is_not_lost_unseen(
    client: Client,
    brand: Brand,
    lead: User,
    noon: datetime,
    typed: dict[str, object],
    line: str,
) -> None:
    fill_sheet(brand, to=typed, by=PARVIS, at=noon)
    client.force_login(lead)

    seen = client.post(BRING, uploaded(replace(FORM, places=(), aims=())))

    assert seen.status_code == 200
    assert line in " ".join(seen.content.decode().split())
    assert Sheet.objects.values_list(*typed).get(brand=brand) == tuple(typed.values())


def test_where_nothing_was_said_a_file_is_brought_at_once(
    client: Client, brand: Brand, lead: User, noon: datetime
) -> None:
    client.force_login(lead)

    answer = client.post(BRING, uploaded(FORM))

    assert answer.status_code == 302
    assert form_of(brand, at=noon).places == FORM.places


def test_another_course_asks_why_on_the_page_that_shows_it(
    client: Client, course: Brand, lead: User, noon: datetime
) -> None:
    client.force_login(lead)
    page = client.post(BRING, uploaded(OTHER)).content.decode()
    assert "target 40% → 50%" in " ".join(page.split())

    silent = client.post(BRING, shown_in(page) | {"why": " "})

    assert silent.status_code == 422
    assert "write why" in silent.content.decode()
    assert form_of(course, at=noon).aims == FORM.aims

    client.post(BRING, shown_in(silent.content.decode()) | {"why": "40 was too easy."})

    assert form_of(course, at=noon).aims == OTHER.aims
    assert [(one.was, one.now, one.why) for one in CourseChange.objects.all()] == [
        ("0.4", "0.5", "40 was too easy.")
    ]


def test_the_same_course_asks_nothing(
    client: Client, course: Brand, lead: User, noon: datetime
) -> None:
    client.force_login(lead)
    page = client.post(BRING, uploaded(replace(FORM, places=()))).content.decode()
    assert 'name="why"' not in page

    client.post(BRING, shown_in(page))

    assert form_of(course, at=noon).places == ()


def test_no_way_leads_past_the_question(course: Brand, lead: User, noon: datetime) -> None:
    with pytest.raises(WhyMissing):
        bring_form(course, OTHER, by=lead.actor, at=noon)

    assert form_of(course, at=noon).aims == FORM.aims


def test_what_a_colleague_says_meanwhile_is_shown_before_it_goes(
    client: Client, course: Brand, lead: User, noon: datetime
) -> None:
    client.force_login(lead)
    page = client.post(BRING, uploaded(OTHER)).content.decode()
    PlaceRow.objects.create(brand=course, name="Their forum", kind="forum")
    why = {"why": "40 was too easy."}

    again = client.post(BRING, shown_in(page) | why)

    assert again.status_code == 422
    assert "<b>Places</b> 2 → 0" in " ".join(again.content.decode().split())
    assert "Something else was said meanwhile" in again.content.decode()
    assert "40 was too easy." in again.content.decode()
    assert len(form_of(course, at=noon).places) == 2

    client.post(BRING, shown_in(again.content.decode()) | why)

    assert form_of(course, at=noon).places == ()


def test_what_was_shown_and_is_no_form_any_more_is_told(
    client: Client, told: Brand, lead: User, noon: datetime
) -> None:
    client.force_login(lead)

    answer = client.post(BRING, {"brought": "places:\n- kind: billboard\n"})

    assert answer.status_code == 422
    assert "Line 2, places[0].kind" in answer.content.decode()
    assert form_of(told, at=noon).places == FORM.places


def test_a_preview_leaves_no_trace(told: Brand, noon: datetime) -> None:
    before = list(Objective.objects.values())

    changes = preview_form(told, OTHER, at=noon, language="en")

    assert [one.gone for one in changes.lists] == [("The menders’ blog",)]
    assert list(Objective.objects.values()) == before


def test_a_preview_waits_for_a_file_that_is_being_brought(told: Brand, noon: datetime) -> None:
    with CaptureQueriesContext(connection) as asked:
        preview_form(told, OTHER, at=noon, language="en")

    first = next(one["sql"] for one in asked if "SAVEPOINT" not in one["sql"])
    assert first.endswith("FOR NO KEY UPDATE")


def test_what_was_found_on_pages_stays_with_the_file_just_taken_away(
    client: Client, brand: Brand, lead: User, noon: datetime
) -> None:
    page = {"brand": brand, "kind": "blog", "address": "https://menders.example/"}
    blog = PlaceRow.objects.create(name="Blog", **page, looked_at=noon, look_failed="no_date")
    Proposal.objects.create(
        place=blog, what="description", said="We mend.", address=blog.address, on=noon.date()
    )
    moved = PlaceRow.objects.create(brand=brand, name="Wiki", kind="wiki", address="https://old/")
    PlaceRow.objects.filter(pk=moved.pk).update(looked_at=noon)
    client.force_login(lead)
    taken = client.get("/strategy/form.yaml?brand=tilleul").getvalue()

    agree(client, SimpleUploadedFile("form.yaml", taken.replace(b"https://old/", b"https://new/")))

    looked_at, unseen = PlaceRow.objects.filter(brand=brand)
    assert (looked_at.pk != blog.pk, looked_at.looked_at) == (True, noon)
    assert looked_at.look_failed == "no_date"
    assert [one.said for one in looked_at.proposals.all()] == ["We mend."]
    assert (unseen.address, unseen.looked_at) == ("https://new/", None)


def test_a_large_file_that_is_taken_can_be_agreed_to(
    client: Client, told: Brand, lead: User, noon: datetime
) -> None:
    client.force_login(lead)
    words = "Чинить зонты " * 380
    large = replace(OTHER, rivals=tuple(Rival(name=f"{n}", tone=words) for n in range(200)))
    page = client.post(BRING, uploaded(large)).content.decode()

    assert len(write_form(large).encode()) > 1_700_000
    assert status_when_sent_back(client, page) == 302
    assert len(form_of(told, at=noon).rivals) == 200


def test_a_form_too_long_to_be_sent_back_is_told_at_once() -> None:
    assert can_be_sent_back("a" * (WRITTEN_BYTES - 2) + "\n")
    assert not can_be_sent_back("a" * (WRITTEN_BYTES - 1) + "\n")
    assert not can_be_sent_back("é" * (WRITTEN_BYTES // 2 + 1))
    assert WRITTEN_BYTES + 50_000 < settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def test_exports_that_the_file_names_are_asked_for(client: Client, told: Brand, lead: User) -> None:
    client.force_login(lead)
    file = SimpleUploadedFile("form.yaml", b"channels:\n- {key: mail, counted_from: mail.jsonl}\n")

    page = client.post(BRING, {"file": file}).content.decode()

    assert "Counted from exports, which are not in this file: mail." in page
