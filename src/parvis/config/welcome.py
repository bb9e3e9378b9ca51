"""What `parvis serve` says once its first page answers."""

from __future__ import annotations

import http.client
import time
from urllib.parse import urlsplit

PATIENCE_SECONDS = 600.0


def wait_for_page(address: str) -> bool:
    """Return when the start page answers; False when it does not within ten minutes."""
    place = urlsplit(address)
    deadline = time.monotonic() + PATIENCE_SECONDS
    pause = 0.2
    while time.monotonic() < deadline:
        # The socket is open before anybody serves it: a request waits there, none is refused.
        connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=60)
        try:
            connection.request("GET", "/")
            if connection.getresponse().status < 500:
                return True
        except (OSError, http.client.HTTPException):
            pass
        finally:
            connection.close()
        time.sleep(pause)
        pause = min(2 * pause, 10)
    return False


def welcome(address: str, *, demo: bool) -> str:
    """The address; for the demo also who may log in and what to try."""
    lines = ["", f"  Parvis is ready: {address}", ""]
    if demo:
        lines += [*_logins(), "", *_what_to_try(address), ""]
    return "\n".join([*lines, "  Stop it with Ctrl-C.", ""])


def _logins() -> list[str]:
    from parvis.config.demo.logins import LOGINS

    widths = [max(len(row[column]) for row in LOGINS) for column in range(3)]
    rows = (
        "    " + "  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True))
        for row in LOGINS
    )
    return ["  Log in as one of the team:", *(row.rstrip() for row in rows)]


def _what_to_try(address: str) -> list[str]:
    return [
        "  What to try:",
        "    1. Log in as an agent and answer the case whose promise breaks next.",
        f"    2. In another browser, ask something as a customer at {address}/",
        "       and watch it arrive in the queue.",
        "    3. Log in as the lead and open Insight: every number opens its cases.",
        "  The invented brand goes on filling while you look around.",
    ]
