"""Connecting a channel and changing one: one page for every connector there is."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_hex

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Brand, Role
from parvis.brands.tabs import settings_tabs
from parvis.brands.views.finding import brand_asked_for
from parvis.channels.actions import change_account, connect_account
from parvis.channels.forms import AccountForm
from parvis.channels.io import IN_TOWN
from parvis.channels.models import Account
from parvis.channels.offers import can_be_connected, offer_of
from parvis.channels.protocol import Checks, HearsItself, Spec
from parvis.channels.registry import UnknownConnector, connector
from parvis.channels.trial import Trial, incomplete, try_account, try_with_a_mail
from parvis.channels.views.finding import account_of
from parvis.kit.clock import now


@dataclass(frozen=True)
class Asked:
    """What a page of this kind is about; `account` is None for a new one."""

    brand: Brand
    spec: Spec
    account: Account | None = None


@sensitive_post_parameters()
@never_cache
@team(Role.LEAD)
@require_http_methods(["GET", "POST"])
def connect(request: TeamRequest, connector_id: str) -> HttpResponse:
    """A new account; its keys are tried first, and kept only when they are good."""
    try:
        spec = connector(connector_id).spec
    except UnknownConnector as error:
        raise Http404 from error
    brand = brand_asked_for(request, role=Role.LEAD)
    if not can_be_connected(spec, brand):
        raise Http404
    return _answer(request, Asked(brand, spec))


@sensitive_post_parameters()
@never_cache
@team(Role.AGENT)
@require_http_methods(["GET", "POST"])
def account(request: TeamRequest, account_id: int) -> HttpResponse:
    """Other settings or keys of an account; accounts of the imaginary town have none."""
    found = account_of(request.access, account_id, role=Role.LEAD)
    if IN_TOWN in found.settings:
        raise Http404
    return _answer(request, Asked(found.brand, connector(found.connector).spec, found))


def _answer(request: TeamRequest, asked: Asked) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = AccountForm(data, spec=asked.spec, brand=asked.brand, account=asked.account)
    if data is None:
        return _page(request, asked, form)
    if not form.is_valid():
        return _page(request, asked, form, incomplete(form.words_of_errors()), status=422)
    if "mail" in data:
        trial = try_with_a_mail(form.draft(), entered=form.secrets, token=token_hex(8), at=now())
    else:
        trial = try_account(form.draft(), entered=form.secrets)
    if {"try", "mail"} & data.keys() or not trial.passed:
        return _page(request, asked, form, trial, status=200 if trial.passed else 422)
    return _keep(request, asked, form)


def _keep(request: TeamRequest, asked: Asked, form: AccountForm) -> HttpResponse:
    by, at = request.access.actor, now()
    try:
        with transaction.atomic():
            if asked.account:
                change_account(
                    asked.account,
                    name=form.called,
                    address=form.address,
                    settings_=form.account_settings,
                    secrets_=form.secrets,
                    by=by,
                    at=at,
                )
            else:
                connect_account(
                    asked.brand,
                    connector_id=asked.spec.id,
                    name=form.called,
                    address=form.address,
                    settings_=form.account_settings,
                    secrets_=form.secrets,
                    by=by,
                    at=at,
                )
    except IntegrityError:
        form.add_error("called", _("Another channel of this brand is called so."))
        return _page(request, asked, form, status=422)
    said = _("%(name)s is saved.") if asked.account else _("%(name)s is connected.")
    messages.success(request, said % {"name": form.called})
    return redirect("channels:accounts")


def _page(
    request: TeamRequest,
    asked: Asked,
    form: AccountForm,
    trial: Trial | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """For htmx, which only tries, the outcome alone: what was typed stays in the page."""
    if request.htmx:
        return render(request, "channels/account.html#trial", {"trial": trial}, status=status)
    context = {
        "section": "settings",
        "tabs": settings_tabs(request.access, current="channels"),
        "brand": asked.brand,
        "account": asked.account,
        "offer": offer_of(asked.spec),
        "form": form,
        "trial": None if form.errors else trial,
        "can_try": isinstance(connector(asked.spec.id), Checks) and asked.spec.fields,
        "can_mail_itself": isinstance(connector(asked.spec.id), HearsItself),
    }
    return render(request, "channels/account.html", context, status=status)
