"""Finding answers: for customers who type a question, and for the team that keeps them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import Case, CharField, Count, F, Func, IntegerField, Q, QuerySet, Value, When
from django.utils.safestring import SafeString

from parvis.brands.models import Brand
from parvis.knowledge.markup import FOUND_FROM, FOUND_TO, typeset, with_found_marked
from parvis.knowledge.models import Article

MOST_WORDS = 300
"""Characters of a question that are read: who asks writes a line, who pastes writes pages."""

ALIKE = 0.42
"""From this word similarity on, a title is what a mistyped question meant."""

HEADLINE = (
    f"StartSel={FOUND_FROM}, StopSel={FOUND_TO},"
    " MaxFragments=1, MaxWords=26, MinWords=14, ShortWord=0"
)

# A question names many things and an answer only some of them: any word finds, all words lead.
# The last word may be unfinished, so it also counts as a beginning, though for less: a short
# beginning fits many words.
BY_WORDS = r"""
WITH typed AS (
    SELECT config, beginning,
        websearch_to_tsquery(config, %(words)s) AS exactly,
        replace(plainto_tsquery(config, %(words)s)::text, '&', '|')::tsquery AS any_word,
        plainto_tsquery(config, %(before)s) && beginning AS unfinished
    FROM (VALUES ('parvis_fr'::regconfig), ('parvis_en'::regconfig)) AS configs (config),
        regexp_replace(parvis_plain(%(last)s), '[^[:alnum:]]+', '', 'g') AS last_letters,
        coalesce(to_tsquery('simple', nullif(last_letters, '') || ':*'), '') AS beginning
), best AS (
    SELECT article.*, config, any_word || beginning AS loosely,
        article.language = %(language)s AS own_language,
        search @@ exactly OR search @@ unfinished AS has_all,
        ts_rank(search, any_word) + ts_rank(search, beginning) / 10 AS rank
    FROM knowledge_article article
    JOIN typed ON config = CASE language WHEN 'fr' THEN 'parvis_fr'::regconfig
                                         ELSE 'parvis_en'::regconfig END
    WHERE brand_id = %(brand)s AND published_at IS NOT NULL AND search @@ (any_word || beginning)
    ORDER BY own_language DESC, has_all DESC, rank DESC, id
    LIMIT %(limit)s
)
SELECT best.*, plain, ts_headline(config, plain, loosely, %(headline)s) AS headline
FROM best,
    regexp_replace(body, '(^|\n)\s*([-+*]|\d+\.)\s+', ' ', 'g') AS unlisted,
    regexp_replace(unlisted, '\]\([^)]*\)|[][*_`#>|]|-{3,}', '', 'g') AS plain
ORDER BY own_language DESC, has_all DESC, rank DESC, id
"""

BY_LIKENESS = """
SELECT *, '' AS plain, '' AS headline
FROM knowledge_article, word_similarity(parvis_plain(%(words)s), parvis_plain(title)) AS alike
WHERE brand_id = %(brand)s AND published_at IS NOT NULL AND alike >= %(alike)s
ORDER BY language = %(language)s DESC, alike DESC, id
LIMIT %(limit)s
"""


@dataclass(frozen=True)
class Found:
    """An article and the words in it that answer what was typed, the found ones marked."""

    article: Article
    headline: SafeString


def find_articles(brand: Brand, words: str, *, language: str, limit: int = 6) -> list[Found]:
    """Published answers for what somebody has typed so far, the best first.

    Those in `language` come before those in another. When no word is found, titles written
    alike are: typing errors. Nothing typed finds nothing.
    """
    typed = words.replace("\0", " ")[:MOST_WORDS].strip()
    letters = re.findall(r"\w+", typed)
    if not letters:
        return []
    before, _, _ = typed.rpartition(letters[-1])
    asked = {
        "brand": brand.pk,
        "words": typed,
        "before": before,
        "last": letters[-1],
        "language": language,
        "limit": limit,
        "headline": HEADLINE,
        "alike": ALIKE,
    }
    return list(_found(BY_WORDS, asked)) or list(_found(BY_LIKENESS, asked))


def published_articles(brand: Brand, language: str) -> QuerySet[Article]:
    """All that everybody may read, those in `language` first, the newest words first."""
    return brand.articles.filter(published_at__isnull=False).order_by(
        _own_language_first(language), "-updated_at", "pk"
    )


def article_at(brand: Brand, slug: str, language: str) -> Article | None:
    """The published article at an address; where it exists in two languages, in `language`."""
    return published_articles(brand, language).filter(slug=slug).first()


def team_articles(
    brand_ids: Collection[int], *, words: str = "", language: str = ""
) -> QuerySet[Article]:
    """The articles of some brands by title: those that hold `words`, whatever their accents."""
    articles = Article.objects.filter(brand_id__in=brand_ids).select_related("brand")
    if language:
        articles = articles.filter(language=language)
    if typed := words.replace("\0", " ").strip():
        wanted = _plain(Value(typed, CharField()))
        articles = articles.annotate(
            plain_title=_plain(F("title")), plain_body=_plain(F("body"))
        ).filter(Q(plain_title__contains=wanted) | Q(plain_body__contains=wanted))
    return articles.order_by(_plain(F("title")), "pk")


@dataclass(frozen=True)
class ArticleCounts:
    published: int
    draft: int

    @property
    def all(self) -> int:
        return self.published + self.draft


def count_articles(articles: QuerySet[Article]) -> ArticleCounts:
    counts = articles.aggregate(
        published=Count("pk", filter=Q(published_at__isnull=False)),
        draft=Count("pk", filter=Q(published_at__isnull=True)),
    )
    return ArticleCounts(**counts)


def _found(sql: str, asked: dict[str, object]) -> Iterator[Found]:
    for article in Article.objects.raw(sql, asked):
        headline: str = vars(article)["headline"]
        words = _cut_off(headline, of=vars(article)["plain"]) if headline else article.opening
        yield Found(article, with_found_marked(typeset(words, language=article.language)))


def _cut_off(headline: str, *, of: str) -> str:
    """An ellipsis where the headline leaves out what stands before or after it."""
    bare = headline.replace(FOUND_FROM, "").replace(FOUND_TO, "")
    before = "" if of.strip().startswith(bare) else "… "
    after = "" if of.rstrip(" .\n").endswith(bare) else " …"
    return f"{before}{' '.join(headline.split())}{after}"


def _own_language_first(language: str) -> Case:
    return Case(When(language=language, then=0), default=1, output_field=IntegerField())


def _plain(words: Value | F) -> Func:
    """Without accents and capitals, as the database sees it."""
    return Func(words, function="parvis_plain", output_field=CharField())
