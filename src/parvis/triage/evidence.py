"""What speaks for what: the cues and signs of one message, added up."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from parvis.triage.lexicon import CLAUSE_ENDS, Cue, Lexicon, Signal
from parvis.triage.verdict import About, Reason
from parvis.triage.words import Words

_NEGATION_REACHES = 3
_FLIPPED = 0.8
_DENIED_PRAISE = 0.7
"""How much of a complaint a denied praise is: "not satisfied"."""
_ABOUT: dict[Signal, tuple[About, bool]] = {
    Signal.QUESTION: ("question", True),
    Signal.COMPLAINT: ("complaint", True),
    Signal.NEGATIVE: ("tone", False),
    Signal.POSITIVE: ("tone", True),
    Signal.THANKS: ("needs_answer", False),
    Signal.CLOSING: ("needs_answer", False),
    Signal.PROMOTIONAL: ("promotional", True),
    Signal.ABUSE: ("abuse", True),
    Signal.CHURN: ("churn", True),
    Signal.URGENCY: ("urgency", True),
    Signal.AUTOMATIC: ("needs_answer", False),
}


@dataclass(slots=True)
class Evidence:
    """How strongly each signal was seen, between 0 and 1, and what showed it.

    Two pieces of evidence add up like independent chances: 0.5 and 0.5 make 0.75.
    """

    strengths: dict[Signal, float] = field(default_factory=dict)
    reasons: dict[Reason, None] = field(default_factory=dict)

    def of(self, signal: Signal) -> float:
        return self.strengths.get(signal, 0.0)

    def add(self, signal: Signal, strength: float, *, words: str = "", sign: str = "") -> None:
        self.strengths[signal] = either(self.of(signal), strength)
        about, raises = _ABOUT[signal]
        kind, text = ("words", words) if words else ("sign", sign)
        self.reasons[Reason(about, "words" if kind == "words" else "sign", text, raises)] = None


def either(*chances: float) -> float:
    """The chance that at least one of independent things is so."""
    none = 1.0
    for chance in chances:
        none *= 1.0 - chance
    return 1.0 - none


def gather_evidence(words: Words, lexicon: Lexicon, *, negators: frozenset[str]) -> Evidence:
    evidence = Evidence()
    read_up_to = 0
    for cue in lexicon.cues(words):
        said = dict(cue.weights)
        negator = _negator(words, cue, after=read_up_to, negators=negators)
        if negator is not None:
            said = _turned_round(said)
        quote = words.quote(cue.first if negator is None else negator, cue.last)
        for signal, strength in said.items():
            evidence.add(signal, strength, words=quote)
        read_up_to = cue.last + 1
    return evidence


def _negator(words: Words, cue: Cue, *, after: int, negators: frozenset[str]) -> int | None:
    """The place of a negation just before, in the same clause and no part of another cue."""
    for index in range(cue.first - 1, max(after, cue.first - _NEGATION_REACHES) - 1, -1):
        word = words.words[index]
        following = words.words[index + 1]
        if not CLAUSE_ENDS.isdisjoint(words.text[word.end : following.start]):
            return None
        if word.folded in negators:
            return index
    return None


def _turned_round(said: Mapping[Signal, float]) -> dict[Signal, float]:
    """What "not happy" and "not broken" say; a negated question or thanks stays what it was."""
    turned = dict(said)
    positive = turned.pop(Signal.POSITIVE, 0.0)
    negative = turned.pop(Signal.NEGATIVE, 0.0)
    if negative:
        turned.pop(Signal.COMPLAINT, None)
        turned[Signal.POSITIVE] = negative * _FLIPPED
    if positive:
        turned[Signal.NEGATIVE] = positive * _FLIPPED
        turned[Signal.COMPLAINT] = either(
            turned.get(Signal.COMPLAINT, 0.0), positive * _DENIED_PRAISE
        )
    return turned
