"""What a message says without words: emoji, marks, capitals."""

import re
from dataclasses import dataclass

_POSITIVE_EMOJI = "😀😃😄😁😆😊🙂😍🥰😘🤩😋🤗👏🙌💪💚💙💜🧡💛🤍🤎❤♥🥳🎉✨👌🔥💯😎💖💕😻🌟⭐"
_AGREEING_EMOJI = "👍🙏✅🤝😉👋"
_NEGATIVE_EMOJI = "😡🤬😠👎😢😭😞😒🙄😤😩😫💔🤢🤮😑😣😔☹🙁😖😕🤦"
_ASKING_EMOJI = "❓❔🤔⁉🤷"
_EMOJI = re.compile(f"[{_POSITIVE_EMOJI}{_AGREEING_EMOJI}{_NEGATIVE_EMOJI}{_ASKING_EMOJI}]")
_EMOTICON = re.compile(r"(?<!\w)(?:[:;=]['-]?[()D/|P]|<3|\^\^)(?!\w)")
_SAD_ENDINGS = "(/|"
_REFERENCE = re.compile(r"(?<!\d)\d{5,12}(?!\d)")
_SHOUTED_FROM = 12
_SHARE_OF_CAPITALS = 0.7


@dataclass(frozen=True, slots=True)
class Signs:
    """`agreeing` counts emoji that close or greet; a `reference` is a number like an order's."""

    positive: int = 0
    agreeing: int = 0
    negative: int = 0
    asking: int = 0
    question_mark: bool = False
    reference: bool = False
    exclaimed: bool = False
    shouted: bool = False


def read_signs(text: str) -> Signs:
    positive, agreeing, negative, asking = _emoji(text)
    return Signs(
        positive=positive,
        agreeing=agreeing,
        negative=negative,
        asking=asking,
        question_mark="?" in text or "؟" in text,
        reference=_REFERENCE.search(text) is not None,
        exclaimed="!!" in text or "! !" in text,
        shouted=_is_shouted(text),
    )


def _emoji(text: str) -> tuple[int, int, int, int]:
    found = "" if text.isascii() else "".join(_EMOJI.findall(text))
    faces = _EMOTICON.findall(text) if any(sign in text for sign in ":;=<^") else []
    if not found and not faces:
        return 0, 0, 0, 0
    sad = sum(face[-1] in _SAD_ENDINGS for face in faces)
    return (
        sum(sign in _POSITIVE_EMOJI for sign in found) + len(faces) - sad,
        sum(sign in _AGREEING_EMOJI for sign in found),
        sum(sign in _NEGATIVE_EMOJI for sign in found) + sad,
        sum(sign in _ASKING_EMOJI for sign in found),
    )


def _is_shouted(text: str) -> bool:
    capitals = sum(map(str.isupper, text))
    if capitals < _SHOUTED_FROM * _SHARE_OF_CAPITALS:
        return False
    letters = sum(map(str.isalpha, text))
    return letters >= _SHOUTED_FROM and capitals > letters * _SHARE_OF_CAPITALS
