"""The team keeps its answers: who may read, who may write, and what strangers see."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from parvis.brands.models import Brand, User
from parvis.kit.actors import PARVIS
from parvis.kit.models import Activity
from parvis.knowledge.actions import write_article
from parvis.knowledge.models import Article

pytestmark = pytest.mark.django_db
WORDS = {"title": "Où est mon colis", "language": "fr", "body": "Le **suivi**\r\nle dit."}


@pytest.fixture
def draft(brand: Brand, noon: datetime) -> Article:
    return write_article(
        brand, language="fr", title="Soldes d’été", body="Bientôt.", by=PARVIS, at=noon
    )


def signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def test_an_agent_writes_an_answer_and_publishes_it(
    client: Client, brand: Brand, agent: User
) -> None:
    signed_in(client, agent)
    response = client.post("/answers/new/", {**WORDS, "brand": brand.pk, "publish": "yes"})
    article = Article.objects.get()
    assert response.headers["Location"] == f"/answers/{article.pk}/"
    assert (article.brand, article.slug, article.body, article.is_published) == (
        brand,
        "ou-est-mon-colis",
        "Le **suivi**\nle dit.",
        True,
    )


def test_a_draft_is_changed_published_and_taken_back(
    client: Client, agent: User, draft: Article
) -> None:
    signed_in(client, agent)
    client.post(f"/answers/{draft.pk}/", WORDS)
    client.post(f"/answers/{draft.pk}/publication/", {"published": "yes"})
    client.post(f"/answers/{draft.pk}/publication/", {"published": "no"})
    draft.refresh_from_db()
    assert (draft.title, draft.slug, draft.is_published) == (WORDS["title"], "soldes-dete", False)
    log = Activity.objects.filter(target_kind="article", actor_name="Ines").order_by("id")
    assert list(log.values_list("verb", flat=True)) == [
        "article.changed",
        "article.published",
        "article.unpublished",
    ]


def test_what_is_missing_is_said_and_nothing_is_kept(
    client: Client, brand: Brand, agent: User
) -> None:
    signed_in(client, agent)
    response = client.post("/answers/new/", {**WORDS, "brand": brand.pk, "title": " "})
    assert response.status_code == 422
    assert "Write the question that is answered." in response.content.decode()
    assert not Article.objects.exists()


def test_a_viewer_reads_but_may_not_write(client: Client, viewer: User, draft: Article) -> None:
    signed_in(client, viewer)
    page = client.get(f"/answers/{draft.pk}/")
    assert (page.status_code, "<textarea" in page.content.decode()) == (200, False)
    assert client.get("/answers/").status_code == 200
    assert client.get("/answers/new/").status_code == 403
    for path in (f"{draft.pk}/", f"{draft.pk}/publication/", "new/", "preview/"):
        assert client.post(f"/answers/{path}", WORDS).status_code == 403
    draft.refresh_from_db()
    assert draft.title == "Soldes d’été"


def test_strangers_learn_nothing(
    client: Client, outsider: User, brand: Brand, draft: Article
) -> None:
    signed_in(client, outsider)
    assert client.get(f"/answers/{draft.pk}/").status_code == 404
    assert client.post(f"/answers/{draft.pk}/", WORDS).status_code == 404
    assert client.post(f"/answers/{draft.pk}/publication/").status_code == 404
    assert client.post("/answers/new/", {**WORDS, "brand": brand.pk}).status_code == 422
    assert "Soldes" not in client.get("/answers/").content.decode()


def test_who_is_not_logged_in_is_asked_to(client: Client, draft: Article) -> None:
    for path in ("", "new/", f"{draft.pk}/"):
        response = client.get(f"/answers/{path}")
        assert (response.status_code, response.url) == (  # type: ignore[attr-defined] # a redirect
            302,
            f"/accounts/login/?next=/answers/{path}",
        )


def test_the_list_is_searched_and_filtered(
    client: Client, brand: Brand, agent: User, draft: Article
) -> None:
    signed_in(client, agent)
    client.post("/answers/new/", {**WORDS, "brand": brand.pk, "publish": "yes"})

    def shown(query: str) -> set[str]:
        page = client.get(f"/answers/{query}").content.decode()
        return {title for title in ("Soldes d’été", WORDS["title"]) if title in page}

    assert shown("") == {"Soldes d’été", WORDS["title"]}
    assert shown("?q=ete") == shown("?state=draft") == {"Soldes d’été"}
    assert shown("?q=SUIVI") == shown("?state=published") == {WORDS["title"]}
    assert shown("?language=en") == shown("?q=100%25") == set()


def test_htmx_gets_the_rows_alone(client: Client, agent: User, draft: Article) -> None:
    signed_in(client, agent)
    rows = client.get("/answers/?q=soldes", headers={"hx-request": "true"}).content.decode()
    assert ("<html" in rows, "Soldes d’été" in rows) == (False, True)


def test_the_preview_shows_safe_html_and_keeps_nothing(client: Client, agent: User) -> None:
    signed_in(client, agent)
    written = {"title": "Essai", "body": "# Fort\n<img src=x onerror=alert(1)>"}
    part = client.post("/answers/preview/", written, headers={"hx-request": "true"})
    assert "<h2>Fort</h2>" in part.content.decode()
    assert "<img" not in part.content.decode()
    assert not Article.objects.exists()


def test_the_list_takes_the_same_queries_for_many_answers(
    client: Client,
    brand: Brand,
    agent: User,
    draft: Article,
    noon: datetime,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    signed_in(client, agent)
    for number in range(20):
        write_article(brand, language="fr", title=f"N {number}", body="…", by=PARVIS, at=noon)
    with django_assert_num_queries(6):
        client.get("/answers/")
