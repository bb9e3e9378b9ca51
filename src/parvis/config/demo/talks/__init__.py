"""What anybody may say to the brand, and what it answers: one file for a channel, a language and
a subject, `mail_fr_delivery.txt`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import cast

from parvis.config.demo.scripts.script import Channel
from parvis.config.demo.talks.talk import Language, Talk, read_talks


@cache
def all_talks() -> tuple[Talk, ...]:
    """Every talk of every file, in the files' order."""
    found: list[Talk] = []
    for file in sorted(files(__name__).iterdir(), key=lambda file: file.name):
        name, _, kind = file.name.rpartition(".")
        if kind == "txt":
            channel, language, _ = name.split("_", 2)
            found += read_talks(
                file.read_text(encoding="utf-8"),
                channel=cast("Channel", channel),
                language=cast("Language", language),
            )
    return tuple(found)


@cache
def talks_by_key() -> dict[str, Talk]:
    return {talk.key: talk for talk in all_talks()}


__all__ = ["Talk", "all_talks", "talks_by_key"]
