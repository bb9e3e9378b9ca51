"""`parvis listen`: keeps a connection to every channel that pushes messages."""

from __future__ import annotations

import argparse
import threading
from concurrent.futures import ThreadPoolExecutor


def add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser


def run(options: argparse.Namespace) -> int:
    """Listen until SIGTERM or Ctrl-C."""
    del options
    from parvis.channels import listen

    stop = threading.Event()
    with ThreadPoolExecutor(1, thread_name_prefix="listen") as threads:
        listening = threads.submit(listen.run, stop)
        try:
            # In a thread, because a signal may not set an event that this thread waits for.
            listening.result()
        except (SystemExit, KeyboardInterrupt):
            stop.set()
            listening.result()
    return 0
