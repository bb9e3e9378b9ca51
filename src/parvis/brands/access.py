"""Who may see and do what: a user's roles, brand by brand.

Strangers get 404, for they must not learn that something exists; members whose role is too low
get 403.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.contrib.messages.storage.base import BaseStorage
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from parvis.brands.models import Brand, Installation, Membership, Role, User
from parvis.kit.actors import Actor
from parvis.kit.fields import LogMark
from parvis.kit.htmx import told_apart

P = ParamSpec("P")


@dataclass(frozen=True)
class Access:
    """What one user may do. `roles` maps the ids of their brands to their role there.

    `mark` is the activity log's when this was asked: a page may miss what came after it.
    """

    user: User
    roles: Mapping[int, Role]
    brands: tuple[Brand, ...] = ()
    mark: int = 0

    @property
    def zone(self) -> tzinfo:
        """Times are shown in the time zone of the user's first brand."""
        return self.brands[0].zone if self.brands else UTC

    @property
    def actor(self) -> Actor:
        return self.user.actor

    def brand_ids(self, role: Role = Role.VIEWER) -> list[int]:
        """The brands in which the user may act as `role`."""
        return [brand for brand, own in self.roles.items() if own.may_act_as(role)]

    def may(self, brand_id: int, role: Role) -> bool:
        own = self.roles.get(brand_id)
        return own is not None and own.may_act_as(role)

    def may_anywhere(self, role: Role) -> bool:
        return any(own.may_act_as(role) for own in self.roles.values())

    def require(self, brand_id: int, role: Role) -> None:
        """Raises `PermissionDenied` (403) when the user's role in the brand is too low."""
        if not self.may(brand_id, role):
            raise PermissionDenied


class TeamRequest(HttpRequest):
    """A request by a member of the team; `access` is there in every view behind `team`."""

    access: Access
    htmx: HtmxDetails


def access_of(user: User) -> Access:
    """The user's brands, by name, and their role in each; in one query."""
    rows = (
        Membership.objects.filter(user=user)
        .select_related("brand")
        .annotate(mark=LogMark())
        .order_by("brand__name")
    )
    return Access(
        user,
        roles={row.brand_id: Role(row.role) for row in rows},
        brands=tuple(row.brand for row in rows),
        mark=rows[0].mark if rows else 0,
    )


def team(
    role: Role,
) -> Callable[
    [Callable[Concatenate[TeamRequest, P], HttpResponse]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase],
]:
    """A view for those who are at least `role` in one brand; strangers are asked to log in."""

    def decorate(
        view: Callable[Concatenate[TeamRequest, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                if not Installation.objects.exists():
                    return redirect("brands:setup")
                return _to_the_login(cast("TeamRequest", request))
            team_request = cast("TeamRequest", request)
            team_request.access = access_of(request.user)
            if not team_request.access.may_anywhere(role):
                raise PermissionDenied
            with timezone.override(team_request.access.zone):
                return told_apart(view(team_request, *args, **kwargs))

        guarded.needed_role = role  # type: ignore[attr-defined] # read by the test of all URLs
        return guarded

    return decorate


def _to_the_login(request: TeamRequest) -> HttpResponse:
    """And back to the page one was on. A part of a page must not become a form to log in. What was
    sent is not kept for strangers: whose login has ended while they wrote is told so."""
    if request.method == "POST" and _was_sent_by_hand(request):
        _say_that_nothing_was_kept(request)
    if not request.htmx:
        return redirect_to_login(_page_asked_from(request))
    login = redirect_to_login(request.htmx.current_url_abs_path or "/")
    return HttpResponse(headers={"HX-Redirect": login.url})


def _was_sent_by_hand(request: TeamRequest) -> bool:
    """A page says by itself that it is open, or is left, and waits for no page."""
    return bool(request.htmx) or "text/html" in request.headers.get("Accept", "")


def _say_that_nothing_was_kept(request: HttpRequest) -> None:
    """Once, however often it was sent."""
    said = _(
        "You were logged out: what you just sent was not kept. Log in and send it again: what you"
        " typed is put back where your browser can do so; files must be chosen again."
    )
    waiting = messages.get_messages(request)
    if said not in {one.message for one in waiting}:
        messages.warning(request, said)
    if isinstance(waiting, BaseStorage):
        waiting.used = False  # read here, and not shown yet


def _page_asked_from(request: HttpRequest) -> str:
    """A form may be sent to an address that shows no page: its own page is the one to return to."""
    referer = request.headers.get("Referer", "")
    if request.method != "POST" or not url_has_allowed_host_and_scheme(
        referer, allowed_hosts={request.get_host()}
    ):
        return request.get_full_path()
    return urlsplit(referer)._replace(scheme="", netloc="").geturl()


def access_context(request: HttpRequest) -> dict[str, Any]:
    """For every page of the team: what this user may do, and their brands."""
    access: Access | None = getattr(request, "access", None)
    if access is None:
        return {}
    return {
        "access": access,
        "own_brands": access.brands,
        "may_lead": access.may_anywhere(Role.LEAD),
        "may_answer": access.may_anywhere(Role.AGENT),
    }
