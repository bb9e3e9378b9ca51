"""The customer's own pages: their requests, one of them, and the link that was mailed."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from parvis.brands.public import PublicRequest, public_page
from parvis.channels.actions import TooMany, ask
from parvis.channels.visitors import click_of, remember_page, remembered_pages
from parvis.inbox.forms import FollowUpForm
from parvis.inbox.queries.customer import CustomerPage, customer_page, words_written_by
from parvis.kit.clock import now
from parvis.kit.secrets import digest
from parvis.people.actions import confirm_claim
from parvis.people.models import Claim

OPENED = "opened_claims"


@never_cache
@require_GET
@public_page
def my_cases(request: PublicRequest) -> HttpResponse:
    """What was asked from this browser."""
    pages = [(token, _page(request, token)) for token in remembered_pages(request)]
    context = {"pages": [(token, page) for token, page in pages if page], "section": "cases"}
    return render(request, "inbox/my_cases.html", {**context, "now": now()})


@never_cache
@require_http_methods(["GET", "POST"])
@public_page
def my_case(request: PublicRequest, token: str) -> HttpResponse:
    """One request and its answers; POST writes on."""
    page = _page(request, token)
    if page is None:
        raise Http404
    form = FollowUpForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            _write_on(request, token, **form.cleaned_data)
        except TooMany as too_many:
            form.add_error(None, str(too_many))
        else:
            return redirect("inbox:my_case", slug=request.brand.slug, token=token)
    context = {"page": page, "form": form, "token": token, "section": "cases", "now": now()}
    template = "inbox/my_case.html#conversation" if request.htmx else "inbox/my_case.html"
    return render(request, template, context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@public_page
def confirm(request: PublicRequest, token: str) -> HttpResponse:
    """The mailed link. Mail programs open links by themselves to look for viruses, so opening
    it shows a button, and the button confirms (docs/decisions/005)."""
    claim = get_object_or_404(
        Claim.objects.select_related("identity__brand"),
        token_digest=digest(token),
        identity__brand=request.brand,
    )
    if request.method == "GET":
        context = {"claim": claim, "written": words_written_by(claim), "section": "cases"}
        return render(request, "inbox/confirm.html", context)
    confirm_claim(claim, at=now())
    request.session[OPENED] = [*request.session.get(OPENED, []), claim.pk][-50:]
    messages.success(request, _("Thank you. Answers now come to %s as well.") % claim.address)
    page = request.GET.get("page", "")
    if page and digest(page) == claim.identity.ext_id:
        shown = redirect("inbox:my_case", slug=request.brand.slug, token=page)
        remember_page(request, shown, page)
        return shown
    return redirect("inbox:my_cases", slug=request.brand.slug)


def _page(request: PublicRequest, token: str) -> CustomerPage | None:
    opened = request.session.get(OPENED, [])
    return customer_page(request.brand, token, opened_claims=opened)


def _write_on(request: PublicRequest, token: str, *, text: str, once: str) -> None:
    ask(
        request.brand,
        text=text,
        name="",
        address="",
        language=get_language() or request.brand.language,
        at=now(),
        token=token,
        click=click_of(request, once=once, text=text),
    )
