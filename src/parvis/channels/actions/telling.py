"""Telling the rooms above of what was received, so that messages become cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self, TypeAlias

from django.db import connection

from parvis.channels.models import Account
from parvis.channels.signals import received

Tell: TypeAlias = Callable[[Sequence[int]], None]


def tell_at_once(message_ids: Sequence[int]) -> None:
    received.send_robust(sender=Account, message_ids=list(message_ids))


class TellingBehind:
    """Tells in a thread of its own, in order, while the owner reads the next batch.

    One processor then makes cases while the other reads, and PostgreSQL is kept waiting by
    neither. The owner is never more than a batch ahead. What is not told, because the owner was
    interrupted, the inbox's sweep brings.
    """

    def __enter__(self) -> Self:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="telling")
        self._telling: Future[None] | None = None
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._thread.submit(_close_connection)
        self._thread.shutdown()

    def __call__(self, message_ids: Sequence[int]) -> None:
        if self._telling:
            self._telling.result()
        self._telling = self._thread.submit(tell_at_once, message_ids)


def _close_connection() -> None:
    """The calling thread's own: `connection` is another one in each."""
    connection.close()
