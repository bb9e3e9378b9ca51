"""What is known of a message besides what its words weigh: who sent it, what it answers, where it
was said, and whether it was read to its end."""

from __future__ import annotations

from dataclasses import dataclass

from parvis.triage.asking_back import is_bare_answer, is_declined
from parvis.triage.letters import has_letters
from parvis.triage.machines import is_title_of_a_machine, says_that_a_machine_sent_it
from parvis.triage.verdict import Place, Reason, Text
from parvis.triage.words import Own

SAID_FROM = 0.5
"""The chance from which something is said of a message."""
_MACHINES_NEED = 0.02
_UNREAD_NEED = 0.6
_TOLD_NEED = 0.6
_DECLINED_NEED = 0.1
_URGENT_NEED = 0.5
_PLACE_SIGNS: dict[Place, tuple[str, bool]] = {
    Place.PRIVATE: ("private", True),
    Place.ADDRESSED: ("addressed", True),
    Place.UNDER_POST: ("not_addressed", False),
    Place.AFTER_ANSWER: ("after_answer", False),
    Place.REVIEW: ("review", True),
    Place.OVERHEARD: ("not_addressed", False),
}


@dataclass(frozen=True, slots=True)
class Circumstances:
    """A text with what is known of it besides what its words weigh."""

    text: Text
    own: Own
    has_words: bool
    by_machine: bool
    titled: bool
    """Its title is a machine's."""

    @property
    def goes_on(self) -> bool:
        """It is said to the brand, and was not read to its end."""
        return not self.own.whole and (self.text.addressed or self.text.visibility == "private")

    def need(
        self,
        weighed: float,
        complaint: float,
        question: float,
        promotional: float,
        _abuse: float,
        _churn: float,
        urgency: float,
    ) -> float:
        """Machines expect no answer, but whoever complains under a machine's title does, and
        whoever asks or complains beside its words, unless the channel knows that it is one.
        Who tells what was asked waits, who declines does not. What is urgent is not left lying,
        whatever else its words weigh. Of what was not read to its end nobody can say that it asks
        for nothing."""
        wants = max(complaint, 0.0 if self.titled else question)
        if self.by_machine and (self.text.automatic or wants < SAID_FROM):
            return _MACHINES_NEED
        if self.text.was_asked and is_bare_answer(self.own.words):
            return max(weighed, _TOLD_NEED)
        if self.text.was_asked and is_declined(self.own.words):
            return min(weighed, _DECLINED_NEED)
        is_overheard = self.text.place is Place.OVERHEARD
        if urgency >= SAID_FROM > promotional and not is_overheard:
            weighed = max(weighed, _URGENT_NEED)
        if self.goes_on and promotional < SAID_FROM:
            return max(weighed, _UNREAD_NEED)
        return weighed

    def context(self) -> list[Reason]:
        """What speaks for an answer, or against it, besides the words."""
        if self.by_machine:
            return [Reason("needs_answer", "sign", "automatic", raises=False)]
        place = self.text.place
        sign, raises = ("was_asked", True) if self.text.was_asked else _PLACE_SIGNS[place]
        found = [Reason("needs_answer", "sign", sign, raises)]
        if not self.has_words:
            found.append(Reason("needs_answer", "sign", "no_words", raises=False))
        if self.goes_on:
            found.append(Reason("needs_answer", "sign", "long_text", raises=True))
        return found


def look_at(text: Text) -> Circumstances:
    own = text.own
    is_private = text.visibility == "private"
    titled = is_private and text.title != "" and is_title_of_a_machine(text.title)
    said = own.words.removeprefix(f"{text.title}\n") if text.title else own.words
    return Circumstances(
        text=text,
        own=own,
        has_words=has_letters(own.words),
        by_machine=text.automatic
        or titled
        or (is_private and says_that_a_machine_sent_it(said, title=text.title)),
        titled=titled,
    )
