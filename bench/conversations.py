"""Invented conversations with a brand, in French and in English, the same at every run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

FIRST_DAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
DAYS = 30
ASKED = (
    "Bonjour, ma commande n°{number} du {day} n'est toujours pas arrivée. Où est-elle ?",
    "@tilleul la {thing} reçue hier est cassée, comment obtenir un échange ?",
    "Est-ce que la {thing} existe aussi en {colour} ?",
    "Je ne peux plus me connecter à mon compte depuis {day}, le mot de passe est refusé.",
    "Remboursez-moi la commande {number}, j'attends depuis trois semaines et personne ne répond !",
    "Hello, I ordered a {thing} on {day} and the parcel {number} still has not been shipped.",
    "@tilleul is the {thing} coming back in {colour}? I have been looking everywhere",
    "The invoice for order {number} shows the wrong address. Can you send me a corrected one?",
    "Your {thing} stopped working after two days. Very disappointed. What can be done?",
    "How do I change the delivery day? It says {day} but I am away then.",
)
TOLD = (
    "La nouvelle {thing} de @tilleul est superbe en {colour} 😍",
    "Passé à la boutique {day}, accueil charmant, je recommande.",
    "Lovely {thing} from @tilleul, the {colour} one is my favourite",
    "Gagnez une {thing} gratuite : cliquez sur https://promo.example/{number} maintenant",
)
ANSWERED = (
    "Bonjour, merci de votre message. Votre {thing} part {day}, numéro de suivi {number}.",
    "Nous vous remboursons aujourd'hui ; la référence est {number}. Bonne journée.",
    "Thank you for telling us. We send a new {thing} on {day}, reference {number}.",
    "It is back in {colour} from {day} on. Shall we put one aside for you?",
)
CLOSED = (
    "Merci beaucoup !",
    "Parfait, bonne journée 👍",
    "Thanks, that was quick",
    "Toujours rien reçu, où en est le dossier {number} ?",
    "Ok and when will it arrive exactly?",
)
MORE = (
    "J'ai déjà écrit deux fois sans succès.",
    "C'est un cadeau, la date compte beaucoup pour nous.",
    "I can send a photo if that helps.",
    "We have been customers for years and this never happened before.",
    "Je reste joignable toute la journée.",
)
THINGS = ("lampe", "chaise", "theière", "lamp", "chair", "teapot", "commode", "shelf")
COLOURS = ("bleu", "rouge", "vert", "blue", "red", "green", "yellow")
WEEKDAYS = ("lundi", "mardi", "jeudi", "Monday", "Wednesday", "Friday")


@dataclass(frozen=True)
class Said:
    """One message of a conversation; `author` is empty for the brand."""

    conversation: int
    turn: int
    author: str
    public: bool
    text: str
    at: datetime

    @property
    def name(self) -> str:
        return f"m-{self.conversation}-{self.turn}"


def conversations(messages: int, *, seed: int = 1) -> list[Said]:
    """So many messages in the order of time: a question, mostly an answer, often a last word."""
    chance = Random(seed)
    said: list[Said] = []
    conversation = 0
    while len(said) < messages:
        said.extend(_conversation(conversation, chance, persons=max(messages // 4, 1)))
        conversation += 1
    return sorted(said[:messages], key=lambda one: (one.at, one.conversation, one.turn))


def texts(count: int, *, seed: int = 1) -> list[str]:
    return [one.text for one in conversations(count, seed=seed)]


def as_json_lines(said: list[Said]) -> bytes:
    return b"".join(json.dumps(_line(one), ensure_ascii=False).encode() + b"\n" for one in said)


def _conversation(number: int, chance: Random, *, persons: int) -> Iterator[Said]:
    author = f"person-{chance.randrange(persons)}"
    public = chance.random() < 0.4
    asks = not public or chance.random() < 0.7
    at = FIRST_DAY + timedelta(seconds=chance.randrange(DAYS * 86_400))
    yield Said(number, 0, author, public, _words(chance, ASKED if asks else TOLD), at)
    if not asks or chance.random() < 0.25:
        return
    at += timedelta(minutes=chance.randrange(3, 600))
    yield Said(number, 1, "", public, _words(chance, ANSWERED), at)
    if chance.random() < 0.5:
        at += timedelta(minutes=chance.randrange(1, 900))
        yield Said(number, 2, author, public, _words(chance, CLOSED, more=0.1), at)


def _words(chance: Random, sentences: tuple[str, ...], *, more: float = 0.5) -> str:
    parts = [chance.choice(sentences)]
    while chance.random() < more:
        parts.append(chance.choice(MORE))
    return " ".join(parts).format(
        number=chance.randrange(10_000, 99_999),
        day=chance.choice(WEEKDAYS),
        thing=chance.choice(THINGS),
        colour=chance.choice(COLOURS),
    )


def _line(one: Said) -> dict[str, object]:
    author = one.author or "maison-tilleul"
    return {
        "network": "forum" if one.public else "letters",
        "ext_id": one.name,
        "thread_ext": f"t-{one.conversation}",
        "parent_ext": f"m-{one.conversation}-{one.turn - 1}" if one.turn else None,
        "surface": "comment" if one.public else "dm",
        "visibility": "public" if one.public else "private",
        "direction": "in" if one.author else "out",
        "created_at": one.at.isoformat(),
        "text": one.text,
        "author": {"ext_id": author, "display": author.title(), "handle": f"@{author}"},
    }
