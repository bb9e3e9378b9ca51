"""What people type finds the answer: unfinished words, no accents, slips of the hand."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from parvis.brands.models import Brand
from parvis.kit.actors import PARVIS
from parvis.knowledge.actions import publish_article, write_article
from parvis.knowledge.models import Article
from parvis.knowledge.queries import article_at, find_articles, published_articles

pytestmark = pytest.mark.django_db

PARCEL = "Où est mon colis ?"
REFUND = "Quand serai-je remboursé ?"
CANCEL = "Annuler ou modifier une commande"
RETURNS = "How do I return something?"


@pytest.fixture(autouse=True)
def answers(brand: Brand, noon: datetime) -> None:
    publish(brand, PARCEL, "Le **numéro de suivi** est dans le message d’expédition.", at=noon)
    publish(brand, REFUND, "Sous cinq jours, sur la carte qui a payé.", at=noon)
    publish(brand, CANCEL, "Tant que la commande n’est pas partie, écrivez-nous.", at=noon)
    publish(brand, RETURNS, "Print the label and bring the parcel back.", at=noon, language="en")


def publish(
    brand: Brand, title: str, body: str, *, at: datetime, language: str = "fr", slug: str = ""
) -> Article:
    article = write_article(
        brand, language=language, title=title, body=body, slug=slug, by=PARVIS, at=at
    )
    publish_article(article, by=PARVIS, at=at)
    return article


def titles(brand: Brand, words: str, language: str = "fr") -> list[str]:
    return [found.article.title for found in find_articles(brand, words, language=language)]


@pytest.mark.parametrize(
    "words",
    ["colis", "mon colis", "Où est mon COLIS ?", "ou est mon coli", "numero de suivi", "num", '"'],
)
def test_words_find_the_answer(brand: Brand, words: str) -> None:
    assert titles(brand, words) == ([PARCEL] if words != '"' else [])


def test_accents_may_be_missing_or_too_many(brand: Brand) -> None:
    assert titles(brand, "rembourse") == titles(brand, "rémboursé") == [REFUND]


@pytest.mark.parametrize(
    ("slip", "meant"),
    [("colsi", PARCEL), ("remboursemant", REFUND), ("anuler", CANCEL), ("remboursem", REFUND)],
)
def test_typing_errors_find_titles_written_alike(brand: Brand, slip: str, meant: str) -> None:
    assert titles(brand, slip) == [meant]


def test_a_whole_sentence_finds_what_some_of_its_words_name(brand: Brand) -> None:
    sentence = "Bonjour, je voudrais savoir si vous pouvez annuler mon achat de ce matin"
    assert titles(brand, sentence) == [CANCEL]


def test_answers_that_have_all_words_lead(brand: Brand, noon: datetime) -> None:
    publish(brand, "Colis abîmé", "Une photo du colis nous suffit.", at=noon)
    assert titles(brand, "suivi colis") == [PARCEL, "Colis abîmé"]


def test_a_beginning_counts_for_less_than_a_word(brand: Brand, noon: datetime) -> None:
    publish(brand, "Personnaliser", "Permis : perles, percale, personnages.", at=noon)
    assert titles(brand, "colis per") == [PARCEL, "Personnaliser"]


def test_the_asked_language_comes_first_and_the_other_after(brand: Brand, noon: datetime) -> None:
    publish(brand, "Parcel shops", "Bring your return there.", at=noon, language="en")
    publish(brand, "Return", "Retours : return to sender.", at=noon)
    assert titles(brand, "return", "en") == [RETURNS, "Parcel shops", "Return"]
    assert titles(brand, "return", "fr") == ["Return", RETURNS, "Parcel shops"]


def test_what_is_not_published_is_not_found(brand: Brand, noon: datetime) -> None:
    write_article(brand, language="fr", title="Soldes", body="Bientôt.", by=PARVIS, at=noon)
    assert titles(brand, "soldes") == titles(brand, "sodles") == []


def test_another_brand_is_not_found(brand: Brand, other_brand: Brand, noon: datetime) -> None:
    publish(other_brand, "Bons cadeaux", "Valables un an.", at=noon)
    assert titles(brand, "cadeaux") == titles(brand, "cadaeux") == []


def test_the_headline_shows_the_found_words_without_markup(brand: Brand) -> None:
    (found,) = find_articles(brand, "suivi", language="fr")
    assert found.headline == "Le numéro de <mark>suivi</mark> est dans le message d’expédition"


def test_the_headline_says_where_it_is_cut(brand: Brand, noon: datetime) -> None:
    publish(brand, "Atelier", "Début. " + "mot " * 60 + "aiguille " + "mot " * 60, at=noon)
    (found,) = find_articles(brand, "aiguille", language="fr")
    assert found.headline.startswith("… mot mot")
    assert "<mark>aiguille</mark>" in found.headline
    assert found.headline.endswith("mot mot …")


def test_a_headline_is_safe_to_show(brand: Brand, noon: datetime) -> None:
    publish(brand, "Essai", "Du <script>alert(1)</script> et un mot rare", at=noon)
    (found,) = find_articles(brand, "rare", language="fr")
    assert "<script" not in found.headline
    assert "<mark>rare</mark>" in found.headline


def test_one_query_when_words_are_found_and_two_for_slips(
    brand: Brand, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        find_articles(brand, "mon colis", language="fr")
    with django_assert_num_queries(2):
        find_articles(brand, "colsi", language="fr")
    with django_assert_num_queries(0):
        find_articles(brand, " ?! ", language="fr")


@given(words=st.text(max_size=40))
@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_typed_never_fails(brand: Brand, words: str) -> None:
    assert len(find_articles(brand, words, language="fr", limit=2)) <= 2


def test_published_answers_come_in_the_asked_language_first(brand: Brand) -> None:
    assert {a.title for a in published_articles(brand, "en")[:1]} == {RETURNS}
    assert {a.language for a in published_articles(brand, "fr")[:3]} == {"fr"}


def test_one_address_serves_each_reader_in_their_language(brand: Brand, noon: datetime) -> None:
    publish(brand, "Livraison", "Deux jours.", at=noon, slug="delivery")
    publish(brand, "Delivery", "Two days.", at=noon, slug="delivery", language="en")
    publish(brand, "Shops", "Two.", at=noon, slug="shops", language="en")
    read = {
        (slug, language): article.title if article else None
        for slug in ("delivery", "shops", "nowhere")
        for language in ("fr", "en")
        for article in [article_at(brand, slug, language)]
    }
    assert read == {
        ("delivery", "fr"): "Livraison",
        ("delivery", "en"): "Delivery",
        ("shops", "fr"): "Shops",
        ("shops", "en"): "Shops",
        ("nowhere", "fr"): None,
        ("nowhere", "en"): None,
    }
