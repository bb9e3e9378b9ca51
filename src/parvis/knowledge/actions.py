"""Everything that writes answers: written, changed, shown to everybody, taken back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from parvis.brands.models import Brand
from parvis.kit.activity import record
from parvis.kit.actors import Actor
from parvis.knowledge.models import Article

SLUG_LENGTH = 90
"""Leaves room in the column for the number that tells two equal titles apart."""


@transaction.atomic
def write_article(
    brand: Brand,
    *,
    language: str,
    title: str,
    body: str,
    by: Actor,
    at: datetime,
    slug: str = "",
) -> Article:
    """A new answer, seen by the team only until it is published.

    Without `slug` its address is made from the title. Raises `ValidationError` when a field is
    not in order, or when the given `slug` is taken in that language.
    """
    article = Article(
        brand=brand,
        language=language,
        slug=slug or _free_slug(brand, language, slugify(title)),
        title=title,
        body=body,
        created_at=at,
        updated_at=at,
    )
    article.full_clean()
    article.save(force_insert=True)
    _record("article.written", article, by=by, at=at)
    return article


@transaction.atomic
def change_article(
    article: Article, *, language: str, title: str, body: str, by: Actor, at: datetime
) -> None:
    """New words for an answer; its address stays. Raises `ValidationError`."""
    if (article.language, article.title, article.body) == (language, title, body):
        return
    if article.language != language:
        article.slug = _free_slug(article.brand, language, article.slug)
    article.language, article.title, article.body = language, title, body
    article.updated_at = at
    article.full_clean()
    article.save(update_fields=["language", "slug", "title", "body", "updated_at"])
    _record("article.changed", article, by=by, at=at)


@transaction.atomic
def publish_article(article: Article, *, by: Actor, at: datetime) -> None:
    """Everybody may read it from now on; a second time changes nothing."""
    if article.published_at is not None:
        return
    article.published_at = at
    article.save(update_fields=["published_at"])
    _record("article.published", article, by=by, at=at)


@transaction.atomic
def unpublish_article(article: Article, *, by: Actor, at: datetime) -> None:
    """Only the team may read it from now on; a second time changes nothing."""
    if article.published_at is None:
        return
    article.published_at = None
    article.save(update_fields=["published_at"])
    _record("article.unpublished", article, by=by, at=at)


def _free_slug(brand: Brand, language: str, wanted: str) -> str:
    # Two people may write the same question at once. Without KEY, the lock lets cases and
    # messages that refer to the brand go on being written.
    Brand.objects.select_for_update(no_key=True).get(pk=brand.pk)
    base = wanted[:SLUG_LENGTH].strip("-") or "answer"
    taken = set(
        Article.objects.filter(brand=brand, language=language, slug__startswith=base).values_list(
            "slug", flat=True
        )
    )
    numbered = (f"{base}-{n}" for n in range(2, len(taken) + 3))
    return next(slug for slug in (base, *numbered) if slug not in taken)


def _record(verb: str, article: Article, *, by: Actor, at: datetime) -> None:
    record(
        verb,
        target=("article", article.pk),
        by=by,
        at=at,
        brand_id=article.brand_id,
        facts={"title": article.title, "language": article.language},
    )
