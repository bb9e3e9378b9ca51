"""One address, two answers: the whole page for a browser, a part of it for htmx."""

from __future__ import annotations

from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers


def told_apart(response: HttpResponseBase) -> HttpResponseBase:
    """The same answer, which says that it depends on who asks.

    Without it a browser that goes back shows the part it fetched last as if it were the page.
    """
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response
