"""What is known of a visitor's browser: the pages it has opened, and which click is which."""

from __future__ import annotations

from django.utils.crypto import salted_hmac

from parvis.brands.public import PublicRequest

SESSION_KEY = "asked"
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


def remember_page(request: PublicRequest, token: str) -> None:
    """This browser's own pages, the newest first, so that "My requests" can list them."""
    asked: dict[str, list[str]] = request.session.get(SESSION_KEY, {})
    tokens = [token, *(known for known in asked.get(request.brand.slug, []) if known != token)]
    request.session[SESSION_KEY] = {**asked, request.brand.slug: tokens[:REMEMBERED]}


def remembered_pages(request: PublicRequest) -> list[str]:
    tokens: list[str] = request.session.get(SESSION_KEY, {}).get(request.brand.slug, [])
    return tokens
