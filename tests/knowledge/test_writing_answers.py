"""Articles are written, changed, published: each step once in the activity log."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from parvis.brands.models import Brand
from parvis.kit.actors import PARVIS
from parvis.kit.models import Activity
from parvis.knowledge.actions import (
    change_article,
    publish_article,
    unpublish_article,
    write_article,
)
from parvis.knowledge.models import Article

pytestmark = pytest.mark.django_db


def write(
    brand: Brand, title: str, *, at: datetime, slug: str = "", language: str = "fr"
) -> Article:
    return write_article(
        brand, language=language, title=title, body="…", slug=slug, by=PARVIS, at=at
    )


def verbs() -> list[str]:
    log = Activity.objects.filter(target_kind="article").order_by("id")
    return list(log.values_list("verb", flat=True))


def test_equal_titles_get_addresses_of_their_own(
    brand: Brand, other_brand: Brand, noon: datetime
) -> None:
    slugs = [write(brand, "Où est mon colis ?", at=noon).slug for _ in range(3)]
    assert slugs == ["ou-est-mon-colis", "ou-est-mon-colis-2", "ou-est-mon-colis-3"]
    assert write(brand, "Où est mon colis ?", at=noon, language="en").slug == "ou-est-mon-colis"
    assert write(other_brand, "Où est mon colis ?", at=noon).slug == "ou-est-mon-colis"


def test_titles_without_latin_letters_and_long_ones_have_addresses(
    brand: Brand, noon: datetime
) -> None:
    assert write(brand, "איפה החבילה?", at=noon).slug == "answer"
    assert [len(write(brand, "long " * 32, at=noon).slug) for _ in range(2)] == [89, 91]


def test_a_given_address_that_is_taken_is_refused(brand: Brand, noon: datetime) -> None:
    write(brand, "Un", at=noon, slug="retours")
    with pytest.raises(ValidationError):
        write(brand, "Deux", at=noon, slug="retours")


def test_an_empty_answer_is_refused(brand: Brand, noon: datetime) -> None:
    with pytest.raises(ValidationError) as refused:
        write_article(brand, language="fr", title="", body="", by=PARVIS, at=noon)
    assert set(refused.value.message_dict) == {"title", "body"}
    assert verbs() == []


def test_changing_keeps_the_address_and_says_when(brand: Brand, noon: datetime) -> None:
    article = write(brand, "Colis", at=noon)
    later = noon + timedelta(days=1)
    change_article(article, language="fr", title="Mon colis", body="Là.", by=PARVIS, at=later)
    article.refresh_from_db()
    assert (article.title, article.body, article.slug, article.updated_at) == (
        "Mon colis",
        "Là.",
        "colis",
        later,
    )


def test_a_change_of_language_finds_a_free_address(brand: Brand, noon: datetime) -> None:
    write(brand, "Parcel", at=noon, language="en")
    article = write(brand, "Parcel", at=noon)
    change_article(article, language="en", title="Parcel", body="…", by=PARVIS, at=noon)
    article.refresh_from_db()
    assert (article.language, article.slug) == ("en", "parcel-2")


def test_what_changes_nothing_is_not_recorded(brand: Brand, noon: datetime) -> None:
    article = write(brand, "Colis", at=noon)
    change_article(article, language="fr", title="Colis", body="…", by=PARVIS, at=noon)
    unpublish_article(article, by=PARVIS, at=noon)
    publish_article(article, by=PARVIS, at=noon)
    publish_article(article, by=PARVIS, at=noon + timedelta(days=1))
    unpublish_article(article, by=PARVIS, at=noon)
    assert verbs() == ["article.written", "article.published", "article.unpublished"]
