"""Whether a message calls for an answer: what it says, weighed by where and to whom it says it."""

from parvis.triage.evidence import Evidence, either
from parvis.triage.lexicon import Signal
from parvis.triage.signs import Signs
from parvis.triage.verdict import Language, Reason, Text
from parvis.triage.words import Words

_PROMOTIONAL_FROM = 0.6
_ABUSE_ALONE = 0.7
"""An insult that asks for nothing, and wants no remedy, is for moderation to look at."""
_REFERENCE_ASKS = 0.4
"""Who writes an order's number wants somebody to look it up."""
_SHORT = 9
"""Up to so many words, "ok" or "noted" is the whole message; in a longer one it is a beginning."""


def chance_that_it_needs_answer(
    text: Text, *, words: Words, evidence: Evidence, signs: Signs, language: Language
) -> tuple[float, tuple[Reason, ...]]:
    """The chance, and what in the context decided it.

    The context sets where it starts. What asks raises it, as far as the place lets a question
    reach the brand; thanks, praise and closing words lower it when nothing asks.
    """
    if text.automatic or evidence.of(Signal.AUTOMATIC) > 0.9:
        return 0.02, (_because("automatic", raises=False),)
    start, reach, contexts = _place(text)
    if not words.words:
        return _without_words(start, signs, after_answer=text.after_answer), (
            *contexts,
            _because("no_words", raises=False),
        )
    asks = _asks(evidence)
    if signs.reference:
        asks = either(asks, _REFERENCE_ASKS)
        contexts = (*contexts, _because("reference", raises=True))
    ends = _ends(evidence, words) * (1 - asks)
    if evidence.of(Signal.ABUSE) > _ABUSE_ALONE and asks < _ABUSE_ALONE:
        start *= 0.4
    chance = either(start * (1 - 0.9 * ends), asks * reach)
    promotional = evidence.of(Signal.PROMOTIONAL)
    if promotional >= _PROMOTIONAL_FROM and promotional > evidence.of(Signal.COMPLAINT):
        chance *= 1 - 0.95 * promotional
    elif not words.whole and (text.addressed or text.visibility == "private"):
        chance = max(chance, 0.6)
        contexts = (*contexts, _because("long_text", raises=True))
    if language not in ("fr", "en", "unknown"):
        contexts = (*contexts, _because("other_language", raises=True))
    return chance, contexts


def _place(text: Text) -> tuple[float, float, tuple[Reason, ...]]:
    """Where the chance starts, how far a question there reaches the brand, and why."""
    after = (_because("after_answer", raises=False),) if text.after_answer else ()
    if text.visibility == "private":
        return 0.6 if text.after_answer else 0.75, 1.0, (_because("private", raises=True), *after)
    if text.addressed:
        start = 0.55 if text.after_answer else 0.6
        return start, 1.0, (_because("addressed", raises=True), *after)
    if text.surface == "review":
        return 0.5, 1.0, (_because("review", raises=True), *after)
    if text.after_answer:
        return 0.5, 1.0, after
    start = 0.3 if text.surface == "comment" else 0.1
    reach = 0.8 if text.surface == "comment" else 0.6
    return start, reach, (_because("not_addressed", raises=False),)


def _without_words(start: float, signs: Signs, *, after_answer: bool) -> float:
    """A message of marks, emoji, or a picture only."""
    if signs.question_mark or signs.asking:
        return either(start, 0.6)
    if signs.negative:
        return start
    if signs.positive or signs.agreeing:
        return start * 0.3
    return start * (0.7 if after_answer else 1.0)


def _asks(evidence: Evidence) -> float:
    """How strongly the message wants something: an answer, a remedy, or not to leave."""
    return either(
        evidence.of(Signal.QUESTION),
        evidence.of(Signal.COMPLAINT),
        evidence.of(Signal.CHURN) * 0.7,
        evidence.of(Signal.NEGATIVE) * 0.4,
        evidence.of(Signal.URGENCY) * 0.3,
    )


def _ends(evidence: Evidence, words: Words) -> float:
    closing = evidence.of(Signal.CLOSING)
    if len(words.words) > _SHORT:
        closing *= 0.4
    return either(closing, evidence.of(Signal.THANKS), evidence.of(Signal.POSITIVE))


def _because(sign: str, *, raises: bool) -> Reason:
    return Reason("needs_answer", "sign", sign, raises)
