"""What outsiders say of where a message stands, read into what triage knows of it.

All keys are optional and may bear the names that others give them; what each means stands in
docs/reference/triage.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache

from parvis.triage.asking_back import asks_back
from parvis.triage.verdict import Place, Text, Visibility

PLACES: Mapping[str, Place] = {
    **{place.name.lower(): place for place in Place},
    "dm": Place.PRIVATE,
    "at": Place.ADDRESSED,
    "re": Place.UNDER_POST,
    "af": Place.AFTER_ANSWER,
    "rv": Place.REVIEW,
    "ov": Place.OVERHEARD,
}
_ADDRESSED = ("addressed", "mention", "mentioned", "direct_mention")
_UNDER_POST = ("under_post", "reply_to_brand_post", "reply_to_brand")
_KEYS = frozenset(
    {
        *("place", "visibility", "public", "private", "surface", *_ADDRESSED, *_UNDER_POST),
        *("after_answer", "was_asked", "previous", "author", "automatic", "title"),
    }
)
_LONGEST_KEY = 40
_AS_GOOD_AS = 0.85
"""So alike, two names of keys are one and a slip: `adressed`, but not `audience`."""
_PRIVATE_SURFACES = frozenset(
    {"dm", "direct_message", "private_message", "mail", "email", "sms", "chat", "form"}
)
_PUBLIC_SURFACES = frozenset(
    {"comment", "review", "mention", "post", "public_post", "tweet", "forum", "story"}
)
_BRAND = frozenset({"brand", "agent", "team", "assistant"})
_EXPECT_NO_ANSWER = frozenset({"machine", "bot", "automatic", *_BRAND})


class UnclearContext(Exception):
    """The context cannot be read; the message says which key and what it may be."""


def text_in(context: object, text: str) -> Text:
    """The message as triage sees it. Without a context it was sent privately; a context that is a
    plain string is a place, a surface or a visibility. Raises `UnclearContext`."""
    if context is None:
        return Text.said_at(Place.PRIVATE, text)
    if isinstance(context, str):
        return _text_of(_Keys({_key_for(context): context}), text)
    if not isinstance(context, dict):
        raise UnclearContext("context is neither an object nor the name of a place")
    for key in context.keys() - _KEYS:
        _refuse_misspelt(key)
    return _text_of(_Keys(context), text)


def place_named(name: str) -> Place:
    """Raises `UnclearContext`."""
    place = PLACES.get(name.strip().lower())
    if place is None:
        raise UnclearContext(f"place is none of {', '.join(PLACES)}")
    return place


def place_of_word(word: str) -> Place:
    """Of a place, a surface or `public`, as a context of one word. Raises `UnclearContext`."""
    return text_in(word, "").place if word.strip() else place_named(word)


def _key_for(word: str) -> str:
    bare = word.strip().lower()
    if bare in PLACES:
        return "place"
    if bare == "public":
        return "visibility"
    return "surface" if bare in _PRIVATE_SURFACES | _PUBLIC_SURFACES else "place"


@lru_cache(maxsize=256)
def _refuse_misspelt(key: str) -> None:
    """A key that was meant for another would be passed over, and a message judged for it. Once for
    each that means nothing, since an export has it in every line."""
    meant = get_close_matches(key[:_LONGEST_KEY].lower(), sorted(_KEYS), n=1, cutoff=_AS_GOOD_AS)
    if meant:
        raise UnclearContext(f"context has a key {key!r}: write {meant[0]}")


class _Keys:
    """A context, whose keys are asked for with the type that they must have."""

    def __init__(self, context: Mapping[str, object]) -> None:
        self._context = context

    def yes(self, *names: str) -> bool | None:
        """The first of these that is said."""
        for name in names:
            said = self._context.get(name)
            if said is None:
                continue
            if not isinstance(said, bool):
                raise UnclearContext(f"{name} is neither true nor false")
            return said
        return None

    def word(self, *names: str) -> str:
        """The first of these that is said, as it was written; empty where nothing is said."""
        for name in names:
            said = self._context.get(name)
            if said is None:
                continue
            if not isinstance(said, str):
                raise UnclearContext(f"{name} is not a string")
            return said
        return ""

    def previous(self) -> list[_Keys]:
        """What was said before in the conversation, oldest first."""
        said = self._context.get("previous")
        if said is None:
            return []
        messages = said if isinstance(said, list) else [said]
        asked = [_Keys(message) for message in messages if isinstance(message, dict)]
        if len(asked) < len(messages):
            raise UnclearContext('previous is not a list of {"from": ..., "text": ...}')
        return asked


def _text_of(keys: _Keys, text: str) -> Text:
    author = keys.word("author").strip().lower()
    answered, asked = _after_answer(keys)
    base = _said_at_place(keys, text) if keys.word("place") else _said_on_surface(keys, text)
    return replace(
        base,
        after_answer=base.after_answer if answered is None else answered,
        was_asked=asked,
        automatic=keys.yes("automatic") or author in _EXPECT_NO_ANSWER,
        title=keys.word("title"),
    )


def _said_at_place(keys: _Keys, text: str) -> Text:
    return Text.said_at(place_named(keys.word("place")), text)


def _said_on_surface(keys: _Keys, text: str) -> Text:
    surface = keys.word("surface").strip().lower().replace(" ", "_")
    under_post = bool(keys.yes(*_UNDER_POST))
    addressed = keys.yes(*_ADDRESSED)
    if addressed is None and surface == "mention":
        addressed = True
    visibility = _visibility(keys) or _usual_visibility(
        surface, in_public=under_post or addressed is not None
    )
    return Text(
        text=text,
        visibility=visibility,
        surface="comment" if under_post else surface or "message",
        addressed=visibility == "private" if addressed is None else addressed,
        after_answer=False,
        automatic=False,
    )


def _visibility(keys: _Keys) -> Visibility | None:
    """What is said of it by any of its three names."""
    word = keys.word("visibility").strip().lower()
    if word not in {"", "public", "private"}:
        raise UnclearContext("visibility is neither public nor private")
    public, private = keys.yes("public"), keys.yes("private")
    said = {word == "public"} if word else set()
    said |= {public} if public is not None else set()
    said |= {not private} if private is not None else set()
    if len(said) > 1:
        raise UnclearContext("context says both public and private")
    return ("public" if said.pop() else "private") if said else None


def _usual_visibility(surface: str, *, in_public: bool) -> Visibility:
    """Of a message of which nobody said it: mentions are made in public, as are comments."""
    if surface in _PRIVATE_SURFACES:
        return "private"
    return "public" if in_public or surface in _PUBLIC_SURFACES else "private"


def _after_answer(keys: _Keys) -> tuple[bool | None, bool]:
    """Whether the brand spoke last before this message, None where nothing is said of it, and
    whether it then asked something."""
    answered, asked = keys.yes("after_answer"), keys.yes("was_asked")
    previous = keys.previous()
    if previous:
        last = previous[-1]
        by_brand = last.word("from", "author", "role").strip().lower() in _BRAND
        asks = by_brand and asks_back(last.word("text"))
        return (by_brand if answered is None else answered), (asks if asked is None else asked)
    return answered, bool(asked)
