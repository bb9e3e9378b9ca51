"""Requests over one kept connection, each timed from the first byte sent to the last received."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from http.client import HTTPConnection
from ipaddress import IPv4Address
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

TIMEOUT_SECONDS = 30.0


class Visitor:
    """A browser of sorts: keeps its cookies, and comes from an address of its own each time.

    The addresses are told as a proxy tells them, since one alone is soon told to wait.
    """

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS)
        self._cookies: dict[str, str] = {}
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def open(self, path: str) -> str:
        """The page; remembers its cookies."""
        return self._ask("GET", path, expected=200)[0]

    def send(self, path: str, fields: Mapping[str, str], *, expected: int) -> float:
        """Post a form; gives the seconds."""
        return self._ask("POST", path, fields=fields, expected=expected)[1]

    def _ask(
        self, method: str, path: str, *, expected: int, fields: Mapping[str, str] | None = None
    ) -> tuple[str, float]:
        self._count += 1
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
            "X-Forwarded-For": str(IPv4Address("10.0.0.0") + self._count),
        }
        body = None
        if fields is not None:
            body = urlencode(fields)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        start = time.perf_counter()
        self._connection.request(method, path, body=body, headers=headers)
        answer = self._connection.getresponse()
        content = answer.read().decode()
        seconds = time.perf_counter() - start
        if answer.status != expected:
            raise RuntimeError(f"{method} {path} answered {answer.status}: {content[:500]}")
        for cookie in answer.headers.get_all("Set-Cookie", []):
            if found := re.match(r"([^=]+)=([^;]+)", cookie):
                self._cookies[found[1]] = found[2]
        return content, seconds


def form_token(page: str) -> str:
    """The hidden field with which a page's form is sent."""
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    if found is None:
        raise RuntimeError("the page has no form")
    return found[1]
