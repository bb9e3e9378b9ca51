"""Where the team keeps its answers: the list, and one article with its preview."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Brand, Language, Role
from parvis.kit.clock import now
from parvis.knowledge.actions import (
    change_article,
    publish_article,
    unpublish_article,
    write_article,
)
from parvis.knowledge.forms import ArticleForm, NewArticleForm
from parvis.knowledge.markup import as_html, typeset
from parvis.knowledge.models import Article
from parvis.knowledge.queries import count_articles, team_articles

ON_A_PAGE = 50


@require_safe
@team(Role.VIEWER)
def article_list(request: TeamRequest) -> HttpResponse:
    """All articles of the user's brands: `?q=`, `?language=`, `?state=published|draft`."""
    words = request.GET.get("q", "")
    language = _one_of(request.GET.get("language", ""), Language.values)
    state = _one_of(request.GET.get("state", ""), ["published", "draft"])
    articles = team_articles(request.access.brand_ids(), words=words, language=language)
    shown = articles.filter(published_at__isnull=state == "draft") if state else articles
    context = {
        "page": Paginator(shown, ON_A_PAGE).get_page(request.GET.get("page")),
        "counts": count_articles(articles),
        "words": words,
        "chosen_language": language,
        "languages": Language.choices,
        "state": state,
        "section": "knowledge",
    }
    template = "knowledge/list.html#rows" if request.htmx else "knowledge/list.html"
    return render(request, template, context)


@require_http_methods(["GET", "HEAD", "POST"])
@team(Role.AGENT)
def new_article(request: TeamRequest) -> HttpResponse:
    """GET shows the empty form, POST writes the article; `publish` shows it to everybody."""
    form = NewArticleForm(request.POST or None, initial={"language": get_language()})
    form.offer(Brand.objects.filter(pk__in=request.access.brand_ids(Role.AGENT)))
    if not form.is_valid():
        return _form_page(request, form)
    words = form.cleaned_data
    article = write_article(
        words["brand"],
        language=words["language"],
        title=words["title"],
        body=words["body"],
        by=request.access.actor,
        at=now(),
    )
    return _after_saving(request, article)


@require_http_methods(["GET", "HEAD", "POST"])
@team(Role.VIEWER)
def article_page(request: TeamRequest, pk: int) -> HttpResponse:
    """One article: to read for a viewer, to change from agent on."""
    article = _article(request, pk)
    if request.method == "POST":
        request.access.require(article.brand_id, Role.AGENT)
    elif not request.access.may(article.brand_id, Role.AGENT):
        return _reading_page(request, article)
    form = ArticleForm(request.POST or None, initial=_words_of(article))
    if not form.is_valid():
        return _form_page(request, form, article)
    words = form.cleaned_data
    change_article(
        article,
        language=words["language"],
        title=words["title"],
        body=words["body"],
        by=request.access.actor,
        at=now(),
    )
    return _after_saving(request, article)


@require_POST
@team(Role.VIEWER)
def publication(request: TeamRequest, pk: int) -> HttpResponse:
    """Show the article to everybody (`published=yes`), or to the team only (`no`)."""
    article = _article(request, pk)
    request.access.require(article.brand_id, Role.AGENT)
    if request.POST.get("published") == "yes":
        publish_article(article, by=request.access.actor, at=now())
        messages.success(request, _("Published: customers find it now."))
    else:
        unpublish_article(article, by=request.access.actor, at=now())
        messages.success(request, _("Taken back: only the team sees it now."))
    return redirect("knowledge:article_page", pk=article.pk)


@require_POST
@team(Role.AGENT)
def preview(request: TeamRequest) -> HttpResponse:
    """How `title` and `body` would look: a part of a page for htmx, else a page. Keeps nothing."""
    context = {**_as_shown(request.POST.dict()), "section": "knowledge"}
    template = "knowledge/preview.html#preview" if request.htmx else "knowledge/preview.html"
    return render(request, template, context)


def _article(request: TeamRequest, pk: int) -> Article:
    scoped = Article.objects.filter(brand_id__in=request.access.brand_ids())
    return get_object_or_404(scoped.select_related("brand"), pk=pk)


def _words_of(article: Article) -> dict[str, str]:
    return {"language": article.language, "title": article.title, "body": article.body}


def _form_page(
    request: TeamRequest, form: ArticleForm, article: Article | None = None
) -> HttpResponse:
    shown = _as_shown({bound.name: bound.value() or "" for bound in form})
    context = {**shown, "form": form, "article": article, "section": "knowledge"}
    return render(request, "knowledge/edit.html", context, status=422 if form.errors else 200)


def _reading_page(request: TeamRequest, article: Article) -> HttpResponse:
    context = {**_as_shown(_words_of(article)), "article": article, "section": "knowledge"}
    return render(request, "knowledge/read.html", context)


def _as_shown(words: dict[str, str]) -> dict[str, str]:
    """What customers would see of `title` and `body` in `language`; all of them may be missing."""
    language = words.get("language", "")
    return {
        "title": typeset(words.get("title", ""), language=language),
        "preview": as_html(words.get("body", ""), language=language),
    }


def _after_saving(request: TeamRequest, article: Article) -> HttpResponse:
    if "publish" in request.POST:
        publish_article(article, by=request.access.actor, at=now())
        messages.success(request, _("Saved and published: customers find it now."))
    else:
        messages.success(request, _("Saved."))
    return redirect("knowledge:article_page", pk=article.pk)


def _one_of(value: str, known: list[str]) -> str:
    return value if value in known else ""
