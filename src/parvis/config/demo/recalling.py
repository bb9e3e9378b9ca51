"""What somebody of the demo's town has said, found again from the message: how the talk goes on."""

from __future__ import annotations

from parvis.channels.models import Message, SquarePost
from parvis.config.demo.conversation import Conversation, conversation
from parvis.config.demo.voices import key_of_question


def key_of(message: Message) -> str:
    """The `key-n` of its turn; empty where nobody wrote that for the demo."""
    if message.network == "square":
        posts = SquarePost.objects.filter(pk=message.ext_id)
        return posts.values_list("idempotency_key", flat=True).first() or ""
    return key_of_question(message.ext_id)


def turn_of(message: Message) -> tuple[Conversation, int] | None:
    """The conversation of these words, and which turn they are."""
    key, _, said = key_of(message).rpartition("-")
    known = conversation(key) if key and said.isdigit() else None
    return (known, int(said)) if known else None


def how_it_goes_on(message: Message) -> tuple[Conversation, int] | None:
    """The conversation of these words, and the turn of the answer to them."""
    found = turn_of(message)
    if found is None:
        return None
    known, said = found
    later = range(said + 1, len(known.turns))
    answer = next((n for n in later if known.turns[n].who == "agent"), None)
    return (known, answer) if answer is not None else None
