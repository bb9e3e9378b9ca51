"""Greetings put before the messages that are learned from: they say nothing of what follows.

Of the messages as written, too many of those that greet are thanks and good wishes; learned from
like that, "Good morning" would make a question look like praise.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from tools.messages import Written

GREETINGS = {
    "fr": (
        "Bonjour, |Bonjour |bonjour |Bonjour,\n|Bonjour ! |Bonsoir, |Salut, |"
        "Bonjour à tous, |Madame, Monsieur,\n|Bonjour madame, |Coucou, |bjr |"
        "Hello, "
    ),
    "en": (
        "Hi, |hi |Hello, |Hello,\n|hello |Good morning, |Good morning. |Hey, |"
        "Good afternoon, |Good evening, |Hi there, |Hello everyone, |"
        "Dear team,\n"
    ),
    "de": "Hallo, |Guten Tag, |Guten Morgen, |Guten Abend, |Hi, |hallo ",
    "es": "Hola, |Buenos días, |Buenas tardes, |hola |Buenas, |Hola buenas, ",
    "it": "Buongiorno, |Salve, |Ciao, |Buonasera, |buongiorno |Salve ",
    "pt": "Olá, |Bom dia, |Boa tarde, |Boa noite, |Oi, |bom dia ",
    "nl": "Hallo, |Goedemorgen, |Goedendag, |Hoi, |Goedemiddag, |hallo ",
    "ar": "مرحبا، |السلام عليكم، |صباح الخير، |مساء الخير، |السلام عليكم ",
}
"""By language, `|` between them."""
SHARE = 4
"""One in so many greets that was written without a greeting."""
SHORT = 30
"""Letters: who says less than that rarely greets, and what they say is often thanks alone."""
_GREETS = re.compile(
    "|".join(
        rf"{re.escape(greeting.strip(' ,.!،' + chr(10)))}\b"
        for greetings in GREETINGS.values()
        for greeting in greetings.split("|")
    ),
    re.IGNORECASE,
)


def greeted(messages: Sequence[Written]) -> list[Written]:
    """The same, with a greeting before one in `SHARE` of those that have none; it is drawn from
    the text, hence always the same."""
    return [replace(message, text=_greeting(message) + message.text) for message in messages]


def _greeting(message: Written) -> str:
    if len(message.text) < SHORT or _GREETS.match(message.text):
        return ""
    drawn = int.from_bytes(hashlib.sha256(message.text.encode()).digest()[:8])
    which, turn = divmod(drawn, SHARE)
    greetings = GREETINGS[message.language].split("|")
    return "" if turn else greetings[which % len(greetings)]
