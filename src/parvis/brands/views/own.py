"""What each of the team sets for oneself."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from parvis.brands.access import TeamRequest, team
from parvis.brands.actions import change_user, create_access_token, revoke_access_token
from parvis.brands.forms import OwnForm, TokenForm
from parvis.brands.models import Role, User
from parvis.brands.queries import tokens_of
from parvis.brands.tabs import settings_tabs
from parvis.brands.views.language import keep_language
from parvis.kit.clock import now


@team(Role.VIEWER)
@require_http_methods(["GET", "POST"])
def me(request: TeamRequest) -> HttpResponse:
    user = request.access.user
    if request.method == "GET":
        return _page(request, OwnForm(instance=user))
    form = OwnForm(request.POST, instance=User.objects.get(pk=user.pk))
    if not form.is_valid():
        return _page(request, form, status=422)
    name, language = form.cleaned_data["name"], form.cleaned_data["language"]
    change_user(user, name=name, language=language, by=request.access.actor, at=now())
    messages.success(request, _("Saved."))
    return keep_language(redirect("brands:me"), language)


@never_cache
@team(Role.VIEWER)
@require_POST
def tokens(request: TeamRequest) -> HttpResponse:
    """The key is in this answer and nowhere else, so there is no redirect after it."""
    user = request.access.user
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _page(request, OwnForm(instance=user), status=422, token=form)
    key = create_access_token(
        user, name=form.cleaned_data["name"], by=request.access.actor, at=now()
    )
    return _page(request, OwnForm(instance=user), key=key)


@team(Role.VIEWER)
@require_POST
def revoked_token(request: TeamRequest, token_id: int) -> HttpResponse:
    token = get_object_or_404(request.access.user.access_tokens, pk=token_id)
    revoke_access_token(token, by=request.access.actor, at=now())
    messages.success(request, _("The key opens nothing any more."))
    if request.htmx:
        context = {"tokens": tokens_of(request.access.user), "now": now()}
        return render(request, "brands/me.html#tokens", context)
    return redirect("brands:me")


def _page(
    request: TeamRequest, form: OwnForm, *, status: int = 200, **more: object
) -> HttpResponse:
    context = {
        "section": "settings",
        "tabs": settings_tabs(request.access, current="me"),
        "form": form,
        "token": TokenForm(auto_id="id_token_%s"),
        "tokens": tokens_of(request.access.user),
        "now": now(),
        **more,
    }
    return render(request, "brands/me.html", context, status=status)
