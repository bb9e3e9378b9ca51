"""`parvis doctor --ready`: whether the pages answer and the database behind them.

Small and quick, because a container's health check runs it every few seconds.
"""

from __future__ import annotations

import http.client
from urllib.parse import urlsplit

PATIENCE_SECONDS = 10.0
PATH = "/healthz"


def say_whether_ready(address: str) -> int:
    """Print one line; 0 when the pages at `address` answer, else 1."""
    place = urlsplit(address)
    line = http.client.HTTPConnection(
        place.hostname or "", place.port or 80, timeout=PATIENCE_SECONDS
    )
    try:
        line.request("GET", PATH)
        status = line.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        print(f"Nobody answers at {address}: {error}")
        return 1
    finally:
        line.close()
    if status == http.client.OK:
        print("ready")
        return 0
    print(f"{address}{PATH} answers {status}: run parvis doctor to see why.")
    return 1
