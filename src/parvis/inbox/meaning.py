"""What understands messages by their meaning, where the installation has it (PARVIS_ENCODER)."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import TYPE_CHECKING

from parvis.kit import settings

if TYPE_CHECKING:
    from parvis.triage.judge import Judge
    from parvis.triage.meaning import Meaning
    from parvis.triage.semantic import Encoder

log = logging.getLogger(__name__)


def encoder() -> Encoder | None:
    """What the setting asks for, read once in a process: that takes seconds. Raises `NoEncoder`."""
    return _encoder(settings.text("PARVIS_ENCODER"))


def hearing(judge: Judge) -> Judge:
    """This judge, asking what messages mean where it is unsure; itself where that cannot be had."""
    meaning = _meaning(settings.text("PARVIS_ENCODER"))
    if meaning is None:
        return judge
    from parvis.triage.meaning import with_meaning  # with NumPy, which only workers need

    return with_meaning(judge, meaning)


@lru_cache(maxsize=1)
def _encoder(setting: str) -> Encoder | None:
    from parvis.triage.semantic import encoder_of

    return encoder_of(setting)


@lru_cache(maxsize=1)
def _meaning(setting: str) -> Meaning | None:
    """Why there is none is said once in a process."""
    if not setting:
        return None
    from parvis.triage.linear import WrongModel
    from parvis.triage.meaning import NoMeaning, shipped_meaning
    from parvis.triage.semantic import NoEncoder

    try:
        found = _encoder(setting)
        return shipped_meaning(found) if found else None
    except (NoEncoder, NoMeaning, WrongModel) as why:
        log.warning("Messages are judged by words alone, PARVIS_ENCODER is no help: %s", why)
        return None
