"""What is said in the demo, by whom: a script written for one person, or a talk told again.

A conversation is made from its key alone, so that whoever finds the key on a message knows how it
goes on: nothing has to be stored.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from zlib import crc32

from parvis.config.demo.people import PEOPLE_BY_KEY, Person
from parvis.config.demo.scripts import SCRIPTS, Script
from parvis.config.demo.scripts.script import Channel
from parvis.config.demo.talks import Talk, talks_by_key
from parvis.config.demo.talks.talk import Turn
from parvis.config.demo.townspeople import TOWNSPEOPLE
from parvis.config.demo.wording import Wording

TOLD_AGAIN = "~"
"""Between the key of a talk and which telling of it this is."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """On the square, `under` is the key of the brand's post that it comments."""

    key: str
    channel: Channel
    person: Person
    language: str
    topic: str
    subject: str
    under: str
    turns: tuple[Turn, ...]

    @property
    def is_answered(self) -> bool:
        return any(turn.who == "agent" for turn in self.turns)


def conversation(key: str) -> Conversation | None:
    """The conversation of this key; None when no script and no talk is called so."""
    talk_key, again, telling = key.partition(TOLD_AGAIN)
    if again:
        talk = talks_by_key().get(talk_key)
        return told(talk, telling) if talk else None
    script = _scripts().get(key)
    return scripted(script) if script else None


def person_of(talk: Talk, telling: str) -> Person:
    """Who has this talk, the time that `telling` says."""
    people = _by_language()[talk.language]
    return people[crc32(f"{talk.key}{TOLD_AGAIN}{telling}".encode()) % len(people)]


def told(talk: Talk, telling: str) -> Conversation:
    """The talk as somebody has it; `telling` says which time it is."""
    key = f"{talk.key}{TOLD_AGAIN}{telling}"
    chance = random.Random(key)  # noqa: S311 - the same words in every demo
    person = person_of(talk, telling)
    wording = Wording(key, language=talk.language, first_name=person.name.partition(" ")[0])
    manner = _Manner(person, talk, chance)
    turns = [replace(turn, text=wording.of(turn.text)) for turn in talk.turns]
    spoken = [
        replace(turn, text=manner.written(turn.text, n=n)) if turn.who == "person" else turn
        for n, turn in enumerate(turns)
    ]
    return Conversation(
        key=key,
        channel=talk.channel,
        person=person,
        language=talk.language,
        topic=talk.topic,
        subject=manner.headed(wording.of(talk.subject)),
        under=talk.under,
        turns=tuple(spoken),
    )


def scripted(script: Script) -> Conversation:
    """A script, with the person for whom it was written."""
    return Conversation(
        key=script.key,
        channel=script.channel,
        person=PEOPLE_BY_KEY[script.person],
        language=script.language,
        topic="",
        subject=script.lines[0].subject,
        under=script.under,
        turns=tuple(
            Turn(line.who, line.text, timedelta(minutes=line.after_minutes))
            for line in script.lines
        ),
    )


@cache
def _scripts() -> Mapping[str, Script]:
    return {script.key: script for script in SCRIPTS}


@cache
def _by_language() -> Mapping[str, tuple[Person, ...]]:
    return {
        language: tuple(person for person in TOWNSPEOPLE if person.language == language)
        for language in ("fr", "en")
    }


class _Manner:
    """How somebody writes: with or without a greeting, a name, capitals."""

    _GREETINGS = {
        "fr": ("Bonjour,", "Bonjour,", "Bonjour,", "Bonsoir,", "Bonjour à l’équipe,", ""),
        "en": ("Hello,", "Hi,", "Hi there,", "Dear Bruine,", "Good morning,", ""),
    }
    _THANKS = {
        "fr": ("Merci d’avance,", "Merci,", "Cordialement,", "Bonne journée,", "", ""),
        "en": ("Thanks,", "Many thanks,", "Best,", "Regards,", "Thank you,", ""),
    }
    _OPENINGS = {
        "fr": ("", "", "", "Bonjour, ", "bonjour, ", "Bonsoir, ", "Hello, ", "Coucou, "),
        "en": ("", "", "", "Hi, ", "hello, ", "Hey, ", "Evening all, ", "quick one: "),
    }
    _CLOSINGS = {
        "fr": ("", "", "", " Merci", " Merci d'avance", " merci 🙏", " svp", " Bonne journée"),
        "en": ("", "", "", " Thanks", " thanks in advance", " ta", " 🙏", " Cheers"),
    }
    _GREETED = ("bonjour", "bonsoir", "madame", "salut", "hello", "hi ", "hi,", "dear", "good ")

    def __init__(self, person: Person, talk: Talk, chance: random.Random) -> None:
        self._mail = talk.channel == "mail"
        self._is_long = talk.channel == "mail" and talk.topic != "advert"
        self._greeting = chance.choice(self._GREETINGS[talk.language])
        self._thanks = chance.choice(self._THANKS[talk.language])
        self._is_idle = talk.topic in {"chat", "praise", "advert"}
        self._opening = chance.choice(self._OPENINGS[talk.language])
        self._closing = chance.choice(self._CLOSINGS[talk.language])
        first = person.name.partition(" ")[0]
        self._name = chance.choice((person.name, person.name, first, ""))
        self._hasty = not self._mail and chance.random() < 0.16

    def written(self, text: str, *, n: int) -> str:
        if not self._is_long:
            spoken = self._turned(text) if n == 0 else text
            return _hastily(spoken) if self._hasty else spoken
        if n:
            return text
        greeted = text.lower().startswith(self._GREETED)
        signed = "\n".join(filter(None, (self._thanks, self._name)))
        return "\n\n".join(filter(None, ("" if greeted else self._greeting, text, signed)))

    def _turned(self, text: str) -> str:
        """Some begin with a hello, some end with a thank you."""
        if self._is_idle:
            return text
        handle = "@bruine " if text.startswith("@bruine ") else ""
        words = text.removeprefix(handle)
        greeted = words.lower().startswith(self._GREETED)
        opens = "" if greeted or "!" in words[:12] else self._opening
        closes = self._closing if words.endswith("?") else ""
        if opens and not words[1:2].isupper():
            words = words[:1].lower() + words[1:]
        return f"{handle}{opens}{words}{closes}"

    def headed(self, subject: str) -> str:
        return _hastily(subject) if self._hasty and subject else subject


def _hastily(text: str) -> str:
    """As on a phone, in the street: no capital, no full stop."""
    begins_a_name = text[:1] == "@" or text[1:2].isupper()
    lowered = text if begins_a_name else text[:1].lower() + text[1:]
    return lowered.removesuffix(".")
