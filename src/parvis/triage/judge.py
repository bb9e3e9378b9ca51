"""Judges messages by written rules: which words, which signs, which context.

These rules know French and English. Of other languages they know thanks, a few words of
complaint, the question mark and the emoji, and let the context decide the rest. Irony is out of
their reach: "bravo for the delay" is caught by "delay", never by its tone. Where they hesitate
they call for an answer, because a customer missed costs more than a glance.
"""

from collections.abc import Sequence

from parvis.triage import elsewhere, english, french
from parvis.triage.answer import chance_that_it_needs_answer
from parvis.triage.evidence import Evidence, either, gather_evidence
from parvis.triage.language import language_of
from parvis.triage.lexicon import Lexicon, Signal
from parvis.triage.signs import Signs, read_signs
from parvis.triage.verdict import Language, Text, Tone, Verdict
from parvis.triage.words import Words, fold, read_words

VERSION = "rules-1"
REASONS_SHOWN = 12

_LEXICONS: dict[Language, Lexicon] = {
    "fr": Lexicon(french.GROUPS),
    "en": Lexicon(english.GROUPS),
    "unknown": Lexicon((*french.GROUPS, *english.GROUPS, *elsewhere.GROUPS)),
}
_ELSEWHERE = Lexicon(elsewhere.GROUPS)
_NEGATORS = frozenset(fold(word) for word in f"{french.NEGATORS} {english.NEGATORS}".split())


def judge(texts: Sequence[Text]) -> list[Verdict]:
    """One verdict per text, in the same order; the same text always gets the same verdict.

    At most `words.READ_AT_MOST` characters of a text are read, so that time is bounded.
    """
    return [_judge_one(text) for text in texts]


def _judge_one(text: Text) -> Verdict:
    words = read_words(text.text, title=text.title)
    language = language_of(words)
    evidence = gather_evidence(words, _LEXICONS.get(language, _ELSEWHERE), negators=_NEGATORS)
    signs = read_signs(words.text)
    _add_signs(evidence, signs, words)
    needs_answer, contexts = chance_that_it_needs_answer(
        text, words=words, evidence=evidence, signs=signs, language=language
    )
    return Verdict(
        version=VERSION,
        language=language,
        tone=_tone(evidence),
        complaint=_rounded(evidence.of(Signal.COMPLAINT)),
        question=_rounded(evidence.of(Signal.QUESTION)),
        needs_answer=_rounded(needs_answer),
        promotional=_rounded(evidence.of(Signal.PROMOTIONAL)),
        abuse=_rounded(evidence.of(Signal.ABUSE)),
        churn=_rounded(evidence.of(Signal.CHURN)),
        urgency=_rounded(evidence.of(Signal.URGENCY)),
        reasons=(*contexts, *list(evidence.reasons)[:REASONS_SHOWN]),
    )


def _add_signs(evidence: Evidence, signs: Signs, words: Words) -> None:
    if signs.question_mark:
        evidence.add(Signal.QUESTION, 0.75, sign="question_mark")
    if signs.asking:
        evidence.add(Signal.QUESTION, 0.5, sign="emoji")
    if signs.positive:
        evidence.add(Signal.POSITIVE, 0.6, sign="emoji")
    if signs.agreeing:
        evidence.add(Signal.CLOSING, 0.6, sign="emoji")
    if signs.negative:
        evidence.add(Signal.NEGATIVE, 0.65, sign="emoji")
    if signs.shouted:
        evidence.add(Signal.URGENCY, 0.35, sign="capitals")
    if signs.exclaimed and evidence.of(Signal.NEGATIVE) > evidence.of(Signal.POSITIVE):
        evidence.add(Signal.URGENCY, 0.3, sign="exclamation")
    if words.has_link and evidence.of(Signal.PROMOTIONAL):
        evidence.add(Signal.PROMOTIONAL, 0.5, sign="link")


def _tone(evidence: Evidence) -> Tone:
    """Thanks count for a little warmth; complaint and abuse already carry their own negatives."""
    negative = evidence.of(Signal.NEGATIVE)
    positive = either(evidence.of(Signal.POSITIVE), evidence.of(Signal.CLOSING) * 0.1)
    neutral = 0.05 + (1 - negative) * (1 - positive)
    weight = negative + positive + neutral
    p_negative, p_positive = _rounded(negative / weight), _rounded(positive / weight)
    return Tone(p_negative, _rounded(1 - p_negative - p_positive), p_positive)


def _rounded(chance: float) -> float:
    return round(chance, 3)
