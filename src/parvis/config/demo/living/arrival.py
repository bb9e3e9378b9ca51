"""A single message that may arrive at any time."""

from dataclasses import dataclass
from typing import Literal

from parvis.config.demo.scripts.script import Channel


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody says something out of the blue. Mails and web messages have a subject."""

    channel: Channel
    person: str
    language: Literal["fr", "en"]
    text: str
    subject: str = ""
