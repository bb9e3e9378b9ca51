"""What goes wrong while reading."""

from __future__ import annotations

from datetime import timedelta


class ReadingError(Exception):
    """A reading call failed; the message says what happened and what to do."""


class CredentialsRejected(ReadingError):
    """The keys are no longer good: the account stops and its owner is told."""


class RateLimited(ReadingError):
    """The network asks to wait `after`."""

    def __init__(self, message: str, *, after: timedelta) -> None:
        super().__init__(message)
        self.after = after


class Unreachable(ReadingError):
    """Nothing answered, or not in time: tried again with growing pauses."""


class Refused(ReadingError):
    """The network answered no, for a reason that waiting does not mend."""


class MarkUnreadable(Refused):
    """The reading mark makes no sense: the account stops until somebody reads from the start."""


class Poison(Exception):
    """`parse` cannot read this delivery; it is quarantined with this reason, the rest goes on."""
