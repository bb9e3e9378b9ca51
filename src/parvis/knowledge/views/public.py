"""What customers see: the question, the answers, and the way to a person."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from parvis.brands.models import Brand, Installation
from parvis.brands.public import PublicRequest, opening_sentence, public_page
from parvis.kit.clock import now
from parvis.knowledge.markup import as_html
from parvis.knowledge.queries import article_at, find_articles, published_articles

ON_HOME = 8
WHILE_TYPING = 4
RELATED = 3
ON_A_PAGE = 60


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """The way to the only brand's place, to one of several, or to the set-up page."""
    brands = list(Brand.objects.all())
    if not brands or not Installation.objects.exists():
        return redirect("brands:setup")
    if len(brands) == 1:
        return redirect("knowledge:home", slug=brands[0].slug)
    # No brand's own place yet: the frame carries the product's name.
    context = {"brands": brands, "brand": {"name": "Parvis"}}
    return render(request, "knowledge/brands.html", context)


@require_safe
@public_page
def home(request: PublicRequest) -> HttpResponse:
    """The question first. `?q=` answers it on the same page, for those without script."""
    words = request.GET.get("q", "")
    context = {
        "words": words,
        "found": find_articles(request.brand, words, language=_language(request)),
        "articles": published_articles(request.brand, _language(request))[:ON_HOME],
        "open_words": opening_sentence(request.brand, at=now()),
    }
    return render(request, "knowledge/home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def suggest(request: PublicRequest) -> HttpResponse:
    """A few answers to `q` or `text` while it is typed: a part of a page, for htmx.

    By POST when the words are somebody's own story: those belong into no address and no log.
    """
    given = request.POST if request.method == "POST" else request.GET
    words = given.get("q") or given.get("text", "")
    found = find_articles(request.brand, words, language=_language(request), limit=WHILE_TYPING)
    context = {"words": words, "found": found, "asking": "text" in given}
    return render(request, "knowledge/found.html", context)


@require_safe
@public_page
def answers(request: PublicRequest) -> HttpResponse:
    """All there is to read."""
    articles = published_articles(request.brand, _language(request))
    page = Paginator(articles, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "knowledge/answers.html", {"page": page, "section": "answers"})


@require_safe
@public_page
def article(request: PublicRequest, article: str) -> HttpResponse:
    """One answer, and others near it."""
    language = _language(request)
    shown = article_at(request.brand, article, language)
    if shown is None:
        raise Http404
    near = find_articles(request.brand, shown.title, language=language, limit=RELATED + 1)
    context = {
        "article": shown,
        "html": as_html(shown.body, language=shown.language),
        "related": [found.article for found in near if found.article != shown][:RELATED],
        "section": "answers",
    }
    return render(request, "knowledge/article.html", context)


def _language(request: PublicRequest) -> str:
    return get_language() or request.brand.language
