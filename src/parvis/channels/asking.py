"""The "ask us" page: the form through which anybody reaches a human being."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from parvis.brands.public import PublicRequest, public_page
from parvis.channels.actions import TooMany, ask
from parvis.channels.connectors.web import TEXT_MAX
from parvis.kit.clock import now
from parvis.kit.limits import address_of, may_again
from parvis.kit.secrets import new_token

MOST_AN_HOUR = 20
SESSION_KEY = "asked"
REMEMBERED = 20


class AskForm(forms.Form):
    text = forms.CharField(
        label=_("Your question"),
        max_length=TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": _("Tell us what it is about.")},
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    address = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        required=False,
        help_text=_("We mail you a link. Once you have opened it, the answer comes by mail too."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("This is no e-mail address, such as lea@example.org.")},
    )
    once = forms.CharField(
        max_length=80, required=False, initial=new_token, widget=forms.HiddenInput
    )
    # People do not see this field; programs that fill in every field do.
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def was_filled_by_a_program(self) -> bool:
        return bool(self.cleaned_data.get("website"))


@require_http_methods(["GET", "POST"])
@public_page
def ask_page(request: PublicRequest) -> HttpResponse:
    """GET shows the form (with what `?text=` brings along); POST stores the question."""
    if request.method != "POST":
        return _page(request, AskForm(initial={"text": request.GET.get("text", "")}))
    form = AskForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    if form.was_filled_by_a_program:
        return redirect("knowledge:home", slug=request.brand.slug)
    if not may_again("ask", who=address_of(request), most=MOST_AN_HOUR, within=timedelta(hours=1)):
        form.add_error(None, _("Too many questions came from here. Try again in an hour."))
        return _page(request, form, status=429)
    return _store(request, form)


def _store(request: PublicRequest, form: AskForm) -> HttpResponse:
    words = form.cleaned_data
    try:
        asked = ask(
            request.brand,
            text=words["text"],
            name=words["name"],
            address=words["address"],
            language=get_language() or request.brand.language,
            at=now(),
            click=click_of(request, once=words["once"], text=words["text"]),
        )
    except TooMany as too_many:
        form.add_error(None, str(too_many))
        return _page(request, form, status=429)
    remember_page(request, asked.token)
    return redirect("inbox:my_case", slug=request.brand.slug, token=asked.token)


def click_of(request: PublicRequest, *, once: str, text: str) -> str:
    """One name for every arrival of one sent form, known to this browser and to nobody else.

    `once` came with the form; who goes back in the browser and writes something else has the same
    one. The name opens the page of a first question, so it takes what only this browser and we
    know: the secret of its cookie, and our key.
    """
    browser = request.META.get("CSRF_COOKIE", "")
    if not (once and browser):
        return ""
    said = f"{once}|{browser}|{text}"
    return salted_hmac("parvis.ask", said, algorithm="sha256").hexdigest()[:32]


def remember_page(request: PublicRequest, token: str) -> None:
    """This browser's own pages, the newest first, so that "My requests" can list them."""
    asked: dict[str, list[str]] = request.session.get(SESSION_KEY, {})
    tokens = [token, *(known for known in asked.get(request.brand.slug, []) if known != token)]
    request.session[SESSION_KEY] = {**asked, request.brand.slug: tokens[:REMEMBERED]}


def remembered_pages(request: PublicRequest) -> list[str]:
    tokens: list[str] = request.session.get(SESSION_KEY, {}).get(request.brand.slug, [])
    return tokens


def _page(request: PublicRequest, form: AskForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "section": "ask", "brand": request.brand}
    return render(request, "channels/ask.html", context, status=status)
