"""One line of JSON for each message, in and out (docs/reference/triage.md)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn, cast, get_args

from parvis.triage.commands.context import UnclearContext, text_in
from parvis.triage.verdict import Language, Text, Tone, Verdict

LINE_MAX = 4 * 1024 * 1024
"""A line of more bytes is no message."""
Id = str | int | float | bool | None
RESERVED = frozenset(
    {"id", "text", "context", "lang", "error", "p_negative", "p_neutral", "p_positive"}
)
"""Keys of a line, in or out, that no model may fill by its own name."""
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")
_LANGUAGES = frozenset(get_args(Language)) - {"unknown"}


class UnusableLine(Exception):
    """The line is no message; its message says why. `told` holds its id, where it could be read."""

    def __init__(self, why: str, told: Mapping[str, object] | None = None) -> None:
        super().__init__(why)
        self.told = told or {}


def _refuse_constant(name: str) -> NoReturn:
    raise UnusableLine(f"no JSON: {name} is no number")


# Made once: `json.loads` and `json.dumps` would make one for each line.
_FROM_JSON = json.JSONDecoder(parse_constant=_refuse_constant)
_TO_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Message:
    """What a line asks: `language` is empty where it is to be found out."""

    id: Id
    text: Text
    language: str


def read_line(line: bytes) -> Message:
    """Raises `UnusableLine`."""
    asked = _object(line)
    message_id = _id(asked)
    try:
        text = text_in(asked.get("context"), _text(asked))
        return Message(message_id, text, _language_told(asked.get("lang")))
    except (UnclearContext, UnusableLine) as error:
        raise UnusableLine(str(error), {"id": message_id}) from None


def error_line(error: UnusableLine) -> bytes:
    return _written({**error.told, "error": str(error)})


def verdict_line(message: Message, verdict: Verdict, own: Mapping[str, object]) -> bytes:
    """`own` is what a model of one's own says: it replaces, or stands at the end."""
    tone = verdict.tone
    return _written(
        {
            "id": message.id,
            "language": message.language or verdict.language,
            "tone": tone_label(tone),
            "p_negative": tone.p_negative,
            "p_neutral": tone.p_neutral,
            "p_positive": tone.p_positive,
            "complaint": verdict.complaint,
            "question": verdict.question,
            "needs_reply": verdict.needs_answer,
            "promotional": verdict.promotional,
            "abuse": verdict.abuse,
            "churn": verdict.churn,
            "urgency": verdict.urgency,
            "matter": verdict.matter or None,
            **own,
        }
    )


def tone_label(tone: Tone) -> str:
    """The likeliest; neutral where two are as likely."""
    if tone.p_neutral >= tone.p_negative and tone.p_neutral >= tone.p_positive:
        return "neutral"
    return "negative" if tone.p_negative >= tone.p_positive else "positive"


def _object(line: bytes) -> dict[str, object]:
    if len(line) > LINE_MAX:
        raise UnusableLine(f"the line is longer than {LINE_MAX:,} bytes")
    if not line.strip():
        raise UnusableLine("the line is empty")
    try:
        asked = _FROM_JSON.decode(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnusableLine(f"byte {error.start + 1} is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise UnusableLine(f"no JSON: {error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise UnusableLine("no message: nested too deep") from None
    except ValueError:  # a whole number of thousands of digits
        raise UnusableLine("no message: a number in it is too large") from None
    if not isinstance(asked, dict):
        raise UnusableLine("no JSON object")
    return asked


def _id(asked: Mapping[str, object]) -> Id:
    if "id" not in asked:
        raise UnusableLine("there is no id")
    told = asked["id"]
    if isinstance(told, (dict, list)):
        raise UnusableLine("id is neither a string nor a number")
    if isinstance(told, str) and not _is_writable(told):
        raise UnusableLine("id holds half a character or a NUL")
    if isinstance(told, float) and told in {float("inf"), float("-inf")}:
        raise UnusableLine("id is too large a number")
    return cast("Id", told)


def _text(asked: Mapping[str, object]) -> str:
    text = asked.get("text")
    if not isinstance(text, str):
        raise UnusableLine("text is not a string" if "text" in asked else "there is no text")
    if not _is_writable(text):
        raise UnusableLine("text holds half a character or a NUL")
    return text


def _language_told(told: object) -> str:
    """The language, of "fr", "FR" or "fr-CA"; empty where Parvis knows none of this name."""
    if told is None:
        return ""
    if not isinstance(told, str):
        raise UnusableLine("lang is not a string")
    code = told.replace("_", "-").partition("-")[0].strip().lower()
    return code if code in _LANGUAGES else ""


def _is_writable(text: str) -> bool:
    return _UNWRITABLE.search(text) is None


def _written(told: Mapping[str, object]) -> bytes:
    return _TO_JSON.encode(told).encode() + b"\n"
