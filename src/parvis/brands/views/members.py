"""The team of a brand; for its owners."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from parvis.brands.access import TeamRequest, team
from parvis.brands.actions import LastOwner, change_role, create_user, invite_member, set_password
from parvis.brands.forms import InviteForm, RoleForm
from parvis.brands.models import Brand, Membership, Role
from parvis.brands.queries import brands_led, members_of
from parvis.brands.tabs import settings_tabs
from parvis.brands.views.finding import brand_asked_for, brand_called
from parvis.kit.clock import now
from parvis.kit.secrets import new_token

PASSWORD_BYTES = 12


@team(Role.OWNER)
@require_GET
def members(request: TeamRequest) -> HttpResponse:
    return _page(request, brand_asked_for(request, role=Role.OWNER))


@sensitive_post_parameters("password")
@never_cache
@team(Role.OWNER)
@require_POST
def invite(request: TeamRequest, slug: str) -> HttpResponse:
    """A made password is in this answer and nowhere else, so there is no redirect after it."""
    brand = brand_called(slug, access=request.access, role=Role.OWNER)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _page(request, brand, status=422, invite=form)
    made = _welcome(brand, form, request)
    if not made:
        return _back(request, brand)
    return _page(request, brand, made=made, made_for=form.cleaned_data["name"])


def _welcome(brand: Brand, form: InviteForm, request: TeamRequest) -> str:
    """Take somebody into the team; returns the password that was made, if one was."""
    by, at = request.access.actor, now()
    asked, made = form.cleaned_data, ""
    user = form.known
    if user is None:
        made = "" if asked["password"] else new_token(PASSWORD_BYTES)
        user = create_user(
            asked["email"],
            name=asked["name"],
            password=asked["password"] or made,
            by=by,
            at=at,
            language=brand.language,
        )
    invite_member(brand, user=user, role=Role(asked["role"]), by=by, at=at)
    messages.success(
        request, _("%(name)s belongs to %(brand)s.") % {"name": user.name, "brand": brand.name}
    )
    return made


@team(Role.OWNER)
@require_POST
def role(request: TeamRequest, membership_id: int) -> HttpResponse:
    membership = _membership(request, membership_id)
    form = RoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose one of the roles."))
        return _back(request, membership.brand, status=422)
    return _give(request, membership, Role(form.cleaned_data["role"]))


@team(Role.OWNER)
@require_POST
def removed(request: TeamRequest, membership_id: int) -> HttpResponse:
    return _give(request, _membership(request, membership_id), None)


@never_cache
@team(Role.OWNER)
@require_POST
def password(request: TeamRequest, membership_id: int) -> HttpResponse:
    """A new first password for somebody who forgot theirs; in this answer and nowhere else.

    Only for members of nothing but one's own brands: it opens all that they may see.
    """
    membership = _membership(request, membership_id)
    elsewhere = membership.user.memberships.exclude(brand__in=request.access.brand_ids(Role.OWNER))
    if elsewhere.exists():
        raise PermissionDenied
    made = new_token(PASSWORD_BYTES)
    set_password(membership.user, password=made, by=request.access.actor, at=now())
    return _page(request, membership.brand, made=made, made_for=membership.user.name)


def _give(request: TeamRequest, membership: Membership, new: Role | None) -> HttpResponse:
    brand, name = membership.brand, membership.user.name
    try:
        change_role(membership, to=new, by=request.access.actor, at=now())
    except LastOwner:
        messages.error(
            request,
            _("%(name)s is the only owner of %(brand)s: make somebody else an owner first.")
            % {"name": name, "brand": brand.name},
        )
        return _back(request, brand, status=409)
    if new is None:
        messages.success(request, _("%(name)s is no longer in the team.") % {"name": name})
    else:
        messages.success(
            request, _("%(name)s is now %(role)s.") % {"name": name, "role": new.label}
        )
    return _back(request, brand)


def _membership(request: TeamRequest, membership_id: int) -> Membership:
    mine = Membership.objects.filter(brand__in=request.access.brand_ids())
    found = get_object_or_404(mine.select_related("brand", "user"), pk=membership_id)
    request.access.require(found.brand_id, Role.OWNER)
    return found


def _page(request: TeamRequest, brand: Brand, *, status: int = 200, **more: object) -> HttpResponse:
    context: dict[str, Any] = {
        "section": "settings",
        "tabs": settings_tabs(request.access, current="members"),
        "brands": brands_led(request.access, Role.OWNER),
        "invite": InviteForm(),
        **_team(request, brand),
        **more,
    }
    return render(request, "brands/members.html", context, status=status)


def _team(request: TeamRequest, brand: Brand) -> dict[str, object]:
    return {
        "brand": brand,
        "members": members_of(brand, seen_by=request.access.user),
        "roles": Role.choices,
        "now": now(),
    }


def _back(request: TeamRequest, brand: Brand, *, status: int = 200) -> HttpResponse:
    """The list alone for htmx; otherwise back to the page."""
    if request.htmx:
        return render(request, "brands/members.html#members", _team(request, brand), status=status)
    return redirect(f"{reverse('brands:members')}?{urlencode({'brand': brand.slug})}")
