"""The brand's own place: the question, what answers it, and the way to a person."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from parvis.brands.actions import change_brand, set_opening_hours
from parvis.brands.hours import Period
from parvis.brands.models import Brand
from parvis.brands.public import opening_sentence
from parvis.kit.actors import PARVIS
from parvis.knowledge.actions import publish_article, write_article
from parvis.knowledge.models import Article

pytestmark = pytest.mark.django_db


@pytest.fixture
def parcel(brand: Brand, noon: datetime) -> Article:
    article = write_article(
        brand,
        language="fr",
        title="Où est mon colis ?",
        body="Le **suivi** le dit.\n\n<script>alert(1)</script>",
        by=PARVIS,
        at=noon,
    )
    publish_article(article, by=PARVIS, at=noon)
    return article


def text_of(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


def test_the_home_asks_and_offers_answers_and_people(
    client: Client, brand: Brand, parcel: Article
) -> None:
    page = text_of(client, "/@tilleul/")
    assert '<html lang="fr"' in page
    for address in (
        "/@tilleul/answers/ou-est-mon-colis/",
        "/@tilleul/answers/",
        "/@tilleul/ask/",
        "/@tilleul/my/",
        "/@tilleul/brand.css?1f6f64",
    ):
        assert f'href="{address}"' in page
    assert 'name="q"' in page


def test_without_an_answer_the_home_has_no_search(client: Client, brand: Brand) -> None:
    page = text_of(client, "/@tilleul/")
    assert 'name="q"' not in page
    assert 'href="/@tilleul/ask/"' in page


def test_the_question_is_answered_without_script(
    client: Client, brand: Brand, parcel: Article
) -> None:
    page = text_of(client, "/@tilleul/?q=suivi")
    assert 'value="suivi"' in page
    assert "<mark>suivi</mark>" in page


def test_what_nothing_answers_leads_to_a_person(
    client: Client, brand: Brand, parcel: Article
) -> None:
    page = text_of(client, "/@tilleul/?q=gravure+%3Cb%3E")
    assert 'href="/@tilleul/ask/?text=gravure%20%3Cb%3E"' in page


def test_suggestions_are_a_part_of_a_page(client: Client, brand: Brand, parcel: Article) -> None:
    part = text_of(client, "/@tilleul/suggest/?q=coli")
    assert "<html" not in part
    assert 'href="/@tilleul/answers/ou-est-mon-colis/"' in part
    assert 'href="/@tilleul/ask/?text=coli"' in part


def test_who_is_asking_already_gets_suggestions_without_another_way_to_ask(
    client: Client, brand: Brand, parcel: Article
) -> None:
    response = client.post("/@tilleul/suggest/", {"text": "mon colis"})
    part = response.content.decode()
    assert 'href="/@tilleul/answers/ou-est-mon-colis/"' in part
    assert "/ask/" not in part


def test_at_most_four_answers_are_suggested(client: Client, brand: Brand, noon: datetime) -> None:
    for number in range(6):
        article = write_article(
            brand, language="fr", title=f"Colis {number}", body="…", by=PARVIS, at=noon
        )
        publish_article(article, by=PARVIS, at=noon)
    part = text_of(client, "/@tilleul/suggest/?q=colis")
    assert part.count("/answers/colis-") == 4


def test_an_article_is_shown_as_safe_html(client: Client, brand: Brand, parcel: Article) -> None:
    page = text_of(client, "/@tilleul/answers/ou-est-mon-colis/")
    assert "<strong>suivi</strong>" in page
    assert "<script>alert" not in page
    assert 'href="/@tilleul/ask/"' in page


def test_a_draft_and_an_unknown_brand_are_not_there(
    client: Client, brand: Brand, noon: datetime
) -> None:
    write_article(brand, language="fr", title="Soldes", body="Bientôt.", by=PARVIS, at=noon)
    text_of(client, "/@tilleul/answers/soldes/", status=404)
    assert "Soldes" not in text_of(client, "/@tilleul/answers/")
    for page in ("", "answers/", "suggest/", "brand.css"):
        text_of(client, f"/@nobody/{page}", status=404)


def test_the_visitors_choice_of_language_goes_before_the_brands(
    client: Client, brand: Brand, parcel: Article
) -> None:
    by_brand = client.get("/@tilleul/", headers={"accept-language": "en"})
    assert (by_brand["Content-Language"], "Cookie" in by_brand["Vary"]) == ("fr", True)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert client.get("/@tilleul/")["Content-Language"] == "en"
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "xx"
    assert client.get("/@tilleul/")["Content-Language"] == "fr"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 3, 2, 9, 0, tzinfo=UTC), "Open now, until 12:30."),
        (datetime(2026, 3, 2, 12, 0, tzinfo=UTC), "Closed now, open again today at 13:30."),
        (datetime(2026, 3, 2, 18, 0, tzinfo=UTC), "Closed now, open again tomorrow at 09:00."),
        (datetime(2026, 3, 6, 18, 0, tzinfo=UTC), "Closed now, open again Monday at 09:00."),
    ],
)
def test_the_page_says_when_somebody_is_there(
    brand: Brand, noon: datetime, moment: datetime, words: str
) -> None:
    workday = [Period(9 * 60, 12 * 60 + 30), Period(13 * 60 + 30, 18 * 60)]
    set_opening_hours(brand, week=dict.fromkeys(range(5), workday), by=PARVIS, at=noon)
    with timezone.override(brand.zone), translation.override("en"):
        assert opening_sentence(brand, at=moment) == words


def test_a_brand_without_hours_is_always_open(brand: Brand, noon: datetime) -> None:
    with translation.override("en"):
        assert opening_sentence(brand, at=noon) == "Open now."


def test_the_number_of_queries_does_not_grow_with_the_answers(
    client: Client,
    brand: Brand,
    parcel: Article,
    noon: datetime,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(30):
        article = write_article(
            brand, language="fr", title=f"Question {number}", body="…", by=PARVIS, at=noon
        )
        publish_article(article, by=PARVIS, at=noon)
    expected = {"": 4, "?q=colis": 5, "answers/": 3, "answers/ou-est-mon-colis/": 3}
    for page, queries in expected.items():
        with django_assert_num_queries(queries):
            text_of(client, f"/@tilleul/{page}")
    with django_assert_num_queries(2):
        text_of(client, "/@tilleul/suggest/?q=colis")


def test_the_stylesheet_carries_the_accent_and_is_sent_once(client: Client, brand: Brand) -> None:
    first = client.get("/@tilleul/brand.css")
    assert (first.status_code, first["Content-Type"]) == (200, "text/css; charset=utf-8")
    assert "--accent:" in first.content.decode()
    again = client.get("/@tilleul/brand.css", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    change_brand(brand, to={"accent": "#8a1c4a"}, by=PARVIS, at=brand.created_at)
    changed = client.get("/@tilleul/brand.css", headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200


def test_the_root_leads_to_the_only_brand(client: Client, brand: Brand) -> None:
    assert client.get("/").headers["Location"] == "/@tilleul/"


def test_the_root_of_a_new_installation_leads_to_the_setup(client: Client, db: None) -> None:
    assert client.get("/").headers["Location"] == "/setup/"


def test_the_root_lists_several_brands(client: Client, brand: Brand, other_brand: Brand) -> None:
    page = text_of(client, "/")
    assert 'href="/@tilleul/"' in page
    assert 'href="/@autre/"' in page
