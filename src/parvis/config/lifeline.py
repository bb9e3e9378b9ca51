"""A part of `parvis serve` ends when its supervisor does, however that ended.

The supervisor holds one end of the part's standard input and never writes: end of file means
that it is gone, on every platform and even after kill -9.
"""

from __future__ import annotations

import os
import signal
import threading
import time

MARK = "PARVIS_SUPERVISED"
LAST_SECONDS = 20.0


def end_with_supervisor() -> None:
    """Where `parvis serve` started this process: end it when standard input ends."""
    if os.environ.pop(MARK, ""):
        threading.Thread(target=_watch, name="lifeline", daemon=True).start()


def _watch() -> None:
    while os.read(0, 64):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(LAST_SECONDS)
    os._exit(1)
