"""One form, two ways: the pages and the file that `parvis diagnose` reads say the same."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from parvis.brands.models import Brand, User
from parvis.config.cli import main
from parvis.kit.actors import PARVIS
from parvis.strategy.actions import bring_form
from parvis.strategy.diagnosis.diagnose import diagnose
from parvis.strategy.diagnosis.document import as_json
from parvis.strategy.diagnosis.form import (
    Aim,
    Capture,
    Channel,
    Degree,
    Fit,
    Form,
    Fundamental,
    Habit,
    Identity,
    Kind,
    Means,
    Place,
    Profile,
    Public,
    Rival,
    Segment,
    State,
    Subject,
    Voice,
)
from parvis.strategy.diagnosis.reading import read_form
from parvis.strategy.diagnosis.writing import write_form
from parvis.strategy.models import Place as PlaceRow
from parvis.strategy.queries.form import QUERIES, form_of
from tests.conftest import MONDAY_NOON

DAY = date(2026, 3, 2)
WHOLE = Form(
    brand="Maison Tilleul",
    on=DAY,
    language="fr",
    pure_player=False,
    promise_hours=8.5,
    places=(
        Place(
            name="Our “Insta”: yes",
            kind=Kind.ACCOUNT,
            channel="instagram",
            address="https://www.instagram.com/tilleul/",
            owner="null",
            state=State.SILENT,
            last_sign=date(2025, 12, 1),
            shows="Opening hours: Mo-Fr 9-18 (https://www.instagram.com/tilleul/, 2026-03-01)",
        ),
        Place(name="Our “Insta”: yes", kind=Kind.BLOG),
    ),
    identity=Identity(
        values=("lasting", "no"),
        expertise=("seams",),
        voices=(Voice(name="Nadia", role="mends", willing=True), Voice(name="- Léa #1")),
        subjects=(
            Subject(
                name="Mending",
                legitimate=Degree.PARTLY,
                evidence="Two films.\nAnd a book.",
                spoken_by=("Nadia",),
                fit={
                    Fundamental.SPEED: Fit(degree=Degree.NO),
                    Fundamental.SHARING: Fit(degree=Degree.YES, evidence="12"),
                },
            ),
        ),
    ),
    segments=(
        Segment(
            name="Walkers",
            public=Public.INFLUENCERS,
            size=40_000,
            source="A study",
            channels={
                "instagram": Habit(
                    present=0.29,
                    expects=0.07,
                    profiles={Profile.SPECTATOR: 0.68, Profile.CRITIC: 0.3},
                    source="2013",
                    on=date(2013, 1, 1),
                ),
                "mail": Habit(public=Public.CUSTOMERS, why="They buy by letter"),
            },
        ),
    ),
    aims=(
        Aim(
            id="loyalty",
            target=0.5,
            today=0.41,
            due=date(2026, 12, 31),
            policy="One sale in two",
            owner="Léa",
            channels=("mail", "instagram"),
        ),
        Aim(id="expertise", measure="invitations a year", target=12),
    ),
    rivals=(
        Rival(
            name="Zinc",
            channels=("x",),
            hours="9-18",
            tone="dry",
            who_answers="a machine",
            faq="none",
            offers="-10 %",
            practices={"within_the_day": False},
            captures=(
                Capture(on=date(2026, 3, 1), note="Sunday"),
                Capture(on=date(2026, 2, 1), address="https://zinc.example/"),
            ),
        ),
    ),
    means=Means(
        people=1.5,
        hours_a_week=20,
        handling_minutes=7.5,
        gesture=0,
        tools=("a mailbox",),
        training="Mondays",
    ),
    channels=(
        Channel(
            key="mail",
            name="Courrier",
            asked=240,
            answered=0.95,
            hours_to_answer=6.25,
            promotions=4,
            replies=228,
            handling_minutes=9,
            source="the mailbox",
        ),
        Channel(key="x"),
    ),
)


def test_what_is_brought_is_what_the_rows_say(brand: Brand) -> None:
    bring_form(brand, WHOLE, by=PARVIS, at=MONDAY_NOON)

    assert form_of(brand, at=MONDAY_NOON) == WHOLE


def test_what_is_brought_a_second_time_takes_the_place_of_the_first(brand: Brand) -> None:
    bring_form(brand, WHOLE, by=PARVIS, at=MONDAY_NOON)
    less = replace(WHOLE, places=(), aims=(), told={})

    bring_form(brand, less, by=PARVIS, at=MONDAY_NOON)

    assert form_of(brand, at=MONDAY_NOON) == less


def test_a_form_is_read_in_a_fixed_number_of_queries(
    brand: Brand, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bring_form(brand, WHOLE, by=PARVIS, at=MONDAY_NOON)

    with django_assert_num_queries(QUERIES):
        form_of(brand, at=MONDAY_NOON)


def test_a_form_that_is_written_is_read_as_it_was() -> None:
    assert read_form(write_form(WHOLE).encode(), today=DAY).form == WHOLE


def test_a_form_that_says_nothing_is_read_as_it_was() -> None:
    nothing = Form(brand="Tilleul", on=DAY)

    assert read_form(write_form(nothing).encode(), today=DAY).form == nothing


def test_three_digits_after_the_point_are_written_so_that_they_are_no_thousands() -> None:
    form = Form(brand="Tilleul", on=DAY, promise_hours=1.125)

    assert read_form(write_form(form).encode(), today=DAY).form == form


def test_the_command_says_of_the_file_what_the_pages_say(
    client: Client, brand: Brand, lead: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bring_form(brand, WHOLE, by=PARVIS, at=MONDAY_NOON)
    client.force_login(lead)
    file = tmp_path / "form.yaml"

    file.write_bytes(client.get("/strategy/form.yaml").content)
    assert main(["diagnose", str(file), "--json"]) == 0

    today = read_form(file.read_bytes(), today=DAY).form.on
    of_rows = diagnose(replace(form_of(brand, at=MONDAY_NOON), on=today))
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(as_json(of_rows, "fr")))


def test_a_file_brought_on_the_page_fills_the_form(
    client: Client, brand: Brand, lead: User
) -> None:
    client.force_login(lead)
    file = SimpleUploadedFile("form.yaml", write_form(WHOLE).encode())

    answer = client.post("/strategy/bring/?brand=tilleul", {"file": file})

    assert answer.headers["Location"] == "/strategy/?brand=tilleul"
    assert form_of(brand, at=MONDAY_NOON) == WHOLE


def test_a_wrong_file_changes_nothing_and_is_told_line_by_line(
    client: Client, brand: Brand, lead: User
) -> None:
    client.force_login(lead)
    PlaceRow.objects.create(brand=brand, name="Blog", kind="blog")
    file = SimpleUploadedFile("form.yaml", b"brand: Tilleul\nplaces:\n  - kind: billboard\n")

    answer = client.post("/strategy/bring/?brand=tilleul", {"file": file})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Line 3, places[0].kind" in page
    assert [place.name for place in form_of(brand, at=MONDAY_NOON).places] == ["Blog"]


def test_the_report_is_read_on_a_page_and_on_paper(
    client: Client, brand: Brand, viewer: User
) -> None:
    bring_form(brand, WHOLE, by=PARVIS, at=MONDAY_NOON)
    client.force_login(viewer)

    page, paper = client.get("/strategy/report/"), client.get("/strategy/report.pdf")

    assert "Maison Tilleul" in page.content.decode()
    assert paper.content.startswith(b"%PDF")
    assert paper.headers["Content-Disposition"].endswith('.pdf"')


def test_what_does_not_go_together_is_said_beside_its_line(
    client: Client, brand: Brand, lead: User
) -> None:
    client.force_login(lead)
    PlaceRow.objects.create(
        brand=brand, name="Blog", kind="blog", state="alive", last_sign=date(2020, 1, 1)
    )

    page = client.get("/strategy/diagnosis/exists/").content.decode()

    assert (
        "Blog is said to be alive, but its last sign of life was on 1\N{NO-BREAK SPACE}January 2020"
        in page
    )
