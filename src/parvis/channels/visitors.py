"""What is known of a visitor's browser: the pages it has opened, and which click is which."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac

from parvis.brands.public import PublicRequest

ASKED = "parvis_asked"
REMEMBERED = 20


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


def remember_page(request: PublicRequest, response: HttpResponse, token: str) -> None:
    """This browser's own pages, the newest first, so that "My requests" can list them.

    In a cookie of its own: a session would be one more row to write before the visitor is told
    that their words have arrived.
    """
    known = [page for page in remembered_pages(request) if page != token]
    response.set_signed_cookie(
        ASKED,
        ".".join([token, *known][:REMEMBERED]),
        salt=request.brand.slug,
        max_age=settings.SESSION_COOKIE_AGE,
        path=reverse("knowledge:home", args=[request.brand.slug]),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def remembered_pages(request: PublicRequest) -> list[str]:
    tokens = request.get_signed_cookie(
        ASKED, "", salt=request.brand.slug, max_age=settings.SESSION_COOKIE_AGE
    )
    return [token for token in (tokens or "").split(".") if token]
