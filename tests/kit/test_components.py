"""Components say in words what they show, and keep the page free of inline code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.template.base import Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.signals import template_rendered
from django.utils import translation

from parvis.kit import spoken
from parvis.kit.marks import initials
from parvis.kit.styleguide import styleguide

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "src/parvis").rglob("templates/**/*.html"))
NOW = datetime(2026, 11, 23, 14, 36, tzinfo=UTC)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


class Question(forms.Form):
    email = forms.EmailField(label="E-mail", help_text="To answer you.")
    name = forms.CharField(label="Name", required=False)


def rendered(source: str, **context: object) -> str:
    return " ".join(engines["django"].from_string(source).render(context).split())


def test_a_field_is_tied_to_its_label_its_help_and_its_error() -> None:
    form = Question({"email": "claire@"})
    html = rendered("{% field form.email %}", form=form)
    assert '<label for="id_email">E-mail</label>' in html
    assert 'aria-describedby="id_email_helptext id_email_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<p class="field-help" id="id_email_helptext">To answer you.</p>' in html
    assert 'id="id_email_error"' in html
    assert "Enter a valid email address." in html


def test_only_what_may_stay_empty_is_marked() -> None:
    form = Question()
    assert "(optional)" not in rendered("{% field form.email %}", form=form)
    assert "(optional)" in rendered("{% field form.name %}", form=form)


def test_a_refused_form_lists_what_to_correct_with_a_link_to_each_field() -> None:
    html = rendered("{% form_errors form %}", form=Question({"email": ""}))
    assert '<a href="#id_email">E-mail:</a> This field is required.' in html
    assert rendered("{% form_errors form %}", form=Question()) == ""


@pytest.mark.parametrize(
    ("left", "state", "words", "remaining"),
    [
        (timedelta(hours=2, minutes=5), "calm", "In time", "2 h 05 left"),
        (timedelta(minutes=52), "soon", "Soon due", "52 min left"),
        (timedelta(minutes=18), "breaking", "About to break", "18 min left"),
        (timedelta(minutes=-42), "broken", "Broken", "late by 42 min"),
    ],
)
def test_a_promise_says_its_state_and_what_is_left(
    left: timedelta, state: str, words: str, remaining: str
) -> None:
    html = rendered("{% promise due=due now=now %}", due=NOW + left, now=NOW)
    assert f'data-state="{state}"' in html
    assert words in html
    assert f">{remaining}</time>" in html


def test_each_state_of_a_promise_has_its_own_shape() -> None:
    states = ["calm", "broken", "kept", "quiet"]
    shapes = {
        re.sub(r".*(<svg.*</svg>).*", r"\1", rendered("{% promise state %}", state=state))
        for state in states
    }
    assert len(shapes) == len(states)


def test_the_dial_shows_how_much_of_the_time_is_left() -> None:
    html = rendered(
        "{% promise due=due now=now since=since %}",
        due=NOW + timedelta(hours=1),
        now=NOW,
        since=NOW - timedelta(hours=3),
    )
    assert 'stroke-dasharray="25 100"' in html


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=12), "12 min ago"),
        (timedelta(hours=3), "today at 11:36"),
        (timedelta(days=1), "yesterday at 14:36"),
        (timedelta(days=3), "Friday at 14:36"),
        (timedelta(days=30), "24 October at 14:36"),
        (timedelta(days=600), "2 April 2025"),
    ],
)
def test_the_past_is_told_as_people_tell_it(passed: timedelta, words: str) -> None:
    assert spoken.ago(NOW - passed, NOW) == words


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(seconds=40), "40 s"),
        (timedelta(minutes=25), "25 min"),
        (timedelta(hours=4), "4 h"),
        (timedelta(hours=2, minutes=5), "2 h 05"),
        (timedelta(hours=14, minutes=20), "14 h"),
        (timedelta(days=3), "3 days"),
    ],
)
def test_a_length_of_time_has_one_or_two_units(length: timedelta, words: str) -> None:
    assert spoken.duration(length) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1, "all"),
        (0.82, "8 in 10"),
        (0.034, "3 in 100"),
        (0.002, "fewer than 1 in 100"),
        (0, "none"),
    ],
)
def test_a_share_is_told_in_tens(value: float, words: str) -> None:
    assert spoken.in_ten(value) == words


def test_numbers_follow_the_language_of_the_page() -> None:
    assert rendered("{{ 1039|number }} {{ 0.345|share:1 }}") == "1,039 34.5%"
    assert rendered("{{ 0.58|share }}") == "58%"
    with translation.override("fr"):
        assert rendered("{{ 1039.5|number:1 }}").replace("\u202f", " ") == "1 039,5"


def test_figures_are_rounded_and_not_cut_off() -> None:
    assert rendered("{{ 0.826|share }} {{ 0.0499|share:1 }} {{ 12.7|number }}") == "83% 5.0% 13"


def test_a_half_goes_up_as_people_round() -> None:
    assert rendered("{{ 0.125|share }} {{ 0.285|share }} {{ 2.5|number }} {{ 0.25|number:1 }}") == (
        "13% 29% 3 0.3"
    )


def test_what_is_missing_is_a_dash_and_what_is_nothing_a_nought() -> None:
    assert rendered("{{ missing|number }} {{ None|share }} {{ ''|share:1 }}") == "– – –"
    assert rendered("{{ 0|number }} {{ -0.3|number }} {{ 0|share }}") == "0 0 0%"


def test_the_first_day_of_a_month_is_said_as_the_language_does() -> None:
    assert spoken.day(date(2026, 3, 1)) == "1 March 2026"
    with translation.override("fr"):
        assert spoken.day(date(2026, 3, 1)) == "1er mars 2026"
        assert spoken.day(date(2026, 3, 21), "l j F") == "samedi 21 mars"


def test_a_name_introduces_what_is_said_of_it_as_the_language_does() -> None:
    assert rendered("{{ 'Target'|colon }}") == "Target:"
    with translation.override("fr"):
        assert spoken.colon("Cible") == "Cible\N{NO-BREAK SPACE}:"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Inès Moreau", "IM"),
        ("Jeanne", "J"),
        ("@clairef@piaille.fr", "CP"),
        ("Jean de La Fontaine", "JF"),
        ("🙏", "?"),
        ("", "?"),
    ],
)
def test_people_are_told_apart_by_their_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_bar_is_green_only_when_its_target_is_kept() -> None:
    assert "data-kept" in rendered("{% scale 0.91 target=0.9 %}")
    assert "data-kept" not in rendered("{% scale 0.84 target=0.9 %}")
    assert "data-kept" not in rendered("{% scale 0.84 %}")


def test_what_a_customer_wrote_never_becomes_markup() -> None:
    html = rendered(
        '{% include "kit/components/entry.html" with kind="person" name=words text=words '
        "channel_name=words at=now %}",
        words="<script>alert(1)</script>",
        now=NOW,
    )
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_the_styleguide_shows_every_component() -> None:
    shown: set[str] = set()

    def see(template: Template, **_: object) -> None:
        shown.add(template.name or "")

    request = RequestFactory().get("/styleguide/")
    request.user = AnonymousUser()
    template_rendered.connect(see)
    try:
        assert styleguide(request).status_code == 200
    finally:
        template_rendered.disconnect(see)
    components = (ROOT / "src/parvis/kit/templates/kit/components").glob("*.html")
    assert {f"kit/components/{path.name}" for path in components} - shown == set()


@pytest.mark.parametrize("name", ["404.html", "403.html", "403_csrf.html", "500.html", "503.html"])
def test_pages_of_failure_need_neither_request_nor_database(name: str) -> None:
    html = render_to_string(name)
    assert "<h1>" in html
    assert "Back to the beginning" in html


@pytest.mark.parametrize("name", ["403_csrf.html", "kit/notices.html"])
def test_customers_who_have_no_login_read_nothing_of_one(name: str) -> None:
    html = render_to_string(name)
    assert "login" not in html
    assert "logged out" not in html


def test_every_icon_a_template_names_is_in_the_sprite() -> None:
    listed = set((ROOT / "frontend/icons.txt").read_text().split())
    named = {
        name
        for path in TEMPLATES
        for name in re.findall(r'(?:{% icon |icon_name=)"([\w-]+)"', path.read_text())
    }
    assert named - listed == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: "/".join(path.parts[-2:]))
def test_no_template_needs_more_than_the_strict_policy_allows(path: Path) -> None:
    source = path.read_text()
    assert re.findall(r"<script(?![^>]*\bsrc=)", source) == []
    assert re.findall(r"<style|\sstyle=|\son\w+=|hx-on|javascript:", source) == []
