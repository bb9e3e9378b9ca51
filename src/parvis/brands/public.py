"""What the pages for customers share: the brand in the address, its language, when it answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from parvis.brands.calendar import opening_hours
from parvis.brands.models import Brand
from parvis.kit import spoken
from parvis.kit.htmx import told_apart

P = ParamSpec("P")


class PublicRequest(HttpRequest):
    """A request for a page of a brand's own place; `brand` is there behind `public_page`."""

    brand: Brand
    htmx: HtmxDetails


def public_page(
    view: Callable[Concatenate[PublicRequest, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """A view under `/@<slug>/`, in the brand's language and time zone; 404 where none is.

    The visitor's own choice of language goes before the brand's.
    """

    @wraps(view)
    def shown(request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        public_request = cast("PublicRequest", request)
        public_request.brand = get_object_or_404(Brand, slug=slug)
        # Left active behind the view: LocaleMiddleware says it in Content-Language.
        translation.activate(_chosen_language(request) or public_request.brand.language)
        with timezone.override(public_request.brand.zone):
            response = view(public_request, *args, **kwargs)
        patch_vary_headers(response, ["Cookie"])
        told_apart(response)
        return response

    return shown


def public_context(request: HttpRequest) -> dict[str, Any]:
    """For every page of a brand's own place: the addresses of its pages, and its usual wait."""
    brand: Brand | None = getattr(request, "brand", None)
    if brand is None:
        return {}
    return {
        "brand": brand,
        "brand_css": f"{reverse('brands:stylesheet', args=[brand.slug])}?{brand.accent[1:]}",
        "home": reverse("knowledge:home", args=[brand.slug]),
        "answers": reverse("knowledge:answers", args=[brand.slug]),
        "ask": reverse("channels:ask", args=[brand.slug]),
        "own_cases": reverse("inbox:my_cases", args=[brand.slug]),
        "said_page": reverse("strategy:you_said", args=[brand.slug]),
        "usual_wait": spoken.duration(timedelta(minutes=brand.promise_minutes)),
    }


def opening_sentence(brand: Brand, *, at: datetime) -> str:
    """Whether somebody is there at `at`, in words; in the time zone that is active."""
    hours = opening_hours(brand, years=[at.year])
    if hours.is_open(at):
        closes = hours.next_closing(at)
        if closes is None or timezone.localdate(closes) != timezone.localdate(at):
            return _("Open now.")
        return _("Open now, until %(time)s.") % {"time": spoken.clock_time(closes)}
    opens = hours.next_opening(at)
    if opens == at:  # closed for as far as the hours can tell
        return _("Closed at the moment.")
    return _("Closed now, open again %(moment)s.") % {"moment": spoken.day_and_time(opens, at)}


def _chosen_language(request: HttpRequest) -> str:
    kept = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return kept if kept in dict(settings.LANGUAGES) else ""
