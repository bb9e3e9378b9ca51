"""How much each measure takes: enough to be steady, little enough to be waited for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Sizes:
    """Everything that can be chosen on the command line."""

    messages: int = 20_000
    """normalised messages in each round of the intake"""
    mails: int = 400
    cases: tuple[int, int] = (1_000, 50_000)
    messages_a_case: int = 3
    tickets: int = 5_000
    """cases on each side of the comparison with django-helpdesk"""
    requests: int = 150
    """requests of each kind, for the form and the pages"""
    pages: int = 50
    """live pages that are open at once"""
    commits: int = 40
    rest: float = 20.0
    """seconds that an empty installation rests before its memory is taken"""
    rounds: int = 3
    mail_folder: Path | None = None
    """a folder of .eml files to parse instead of generated mails"""


SMALL = Sizes()
FULL = Sizes(
    messages=100_000,
    mails=2_000,
    cases=(10_000, 1_000_000),
    tickets=100_000,
    requests=400,
    pages=200,
    commits=100,
    rest=60.0,
)
PRESETS = {"small": SMALL, "full": FULL}
