"""What triage says of a message, and what the team says instead, in words for a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Value
from django.db.models.functions import Concat
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.channels.models import Message
from parvis.inbox.models import Judgement, Remark
from parvis.inbox.models.judgement import SAID_FROM
from parvis.triage.card import Card
from parvis.triage.examples import TONES

NEED = "needs_answer"
NAMES: Mapping[str, Lazy] = {
    "complaint": _("complaint"),
    "question": _("question"),
    "promotional": _("advertising"),
    "abuse": _("abuse"),
    "churn": _("wants to leave"),
    "urgency": _("urgent"),
    "negative": pgettext_lazy("tone", "negative"),
    "neutral": pgettext_lazy("tone", "neutral"),
    "positive": pgettext_lazy("tone", "positive"),
}
SIGNALS = ("complaint", "question", "promotional", "abuse", "churn", "urgency")
KEYS: Mapping[str, str] = {
    NEED: "n",
    Remark.About.COMPLAINT: "c",
    Remark.About.QUESTION: "q",
    Remark.About.PROMOTIONAL: "p",
    Remark.About.ABUSE: "a",
    Remark.About.CHURN: "l",
    Remark.About.URGENCY: "u",
}
"""Each turns its yes into no, and no into yes; tones have their numbers."""
_YES_NO: Mapping[str, Lazy] = {"yes": _("Yes"), "no": _("No")}
SIGNS: Mapping[str, Lazy] = {
    "private": _("said to you alone"),
    "addressed": _("said to you in public"),
    "review": _("a review"),
    "was_asked": _("answers a question of yours"),
    "after_answer": _("follows an answer of yours"),
    "not_addressed": _("is not said to you"),
    "automatic": _("was sent by a machine"),
    "no_words": _("has no words"),
    "long_text": _("is too long to be read to its end"),
}
"""What of its context decided whether a message needs an answer."""
REMARKED = ArraySubquery(
    Remark.objects.filter(judgement=OuterRef("judgement"), undone_at=None).values_list(
        Concat("about", Value("="), "said")
    )
)
"""What the team says of a message, as "tone=negative": read along with the message."""


@dataclass(frozen=True)
class Told:
    """`chance` is None where somebody of the team said so."""

    name: Lazy
    chance: float | None


@dataclass(frozen=True)
class Choice:
    """One answer that can be given: `value` is what its button sends, and `key` presses it, where
    it is not so already. Of yes and no, the chance is that of yes."""

    value: str
    name: Lazy
    chance: float | None
    is_so: bool
    key: str


@dataclass(frozen=True)
class Part:
    """One thing that is told of a message: how likely each answer is, what of its context and
    which of its words decided, and who of the team said what holds, if anybody did."""

    name: str
    choices: Sequence[Choice]
    signs: Sequence[Lazy]
    words: Sequence[str]
    said_by: str


@dataclass(frozen=True)
class CardLine:
    """How good a model is at telling one thing, in two languages."""

    name: str
    french: float
    english: float


def verdict_line(judgement: Judgement, remarks: Sequence[str]) -> Sequence[Told]:
    """What is so of the message, the surest first; `remarks` are what `REMARKED` read."""
    said = dict(remark.split("=") for remark in remarks)
    tone, chance = _tone(judgement)
    line = [
        Told(NAMES[name], None if name in said else getattr(judgement, name))
        for name in SIGNALS
        if _holds(judgement, name, said.get(name))
    ]
    if felt := said.get("tone", tone if tone != "neutral" else ""):
        line.append(Told(NAMES[felt], None if "tone" in said else chance))
    return sorted(line, key=lambda told: -(2 if told.chance is None else told.chance))


def verdict_of(message: Message) -> Sequence[Part]:
    """All that can be said otherwise, in the order in which it is asked. Two queries."""
    judgement = message.judgement
    remarks = {row.about: row for row in judgement.remarks.filter(undone_at=None)}
    return [
        _need(judgement),
        *(_part(judgement, Remark.About(about), remarks.get(about)) for about in Remark.About),
    ]


def _need(judgement: Judgement) -> Part:
    correction = judgement.corrections.filter(undone_at=None).first()
    holds = "yes" if judgement.calls_for_answer else "no"
    return Part(
        name=str(_("Needs an answer")),
        choices=_choices(NEED, {"yes": judgement.needs_answer, "no": None}, holds=holds),
        signs=[
            SIGNS[reason["text"]]
            for reason in judgement.reasons
            if reason["about"] == NEED and reason["text"] in SIGNS and reason["kind"] == "sign"
        ],
        words=words_about(judgement, NEED),
        said_by=correction.by_name if correction else "",
    )


def _part(judgement: Judgement, about: Remark.About, remark: Remark | None) -> Part:
    if about == Remark.About.TONE:
        chances: dict[str, float | None] = {
            tone: float(getattr(judgement, f"p_{tone}")) for tone in TONES
        }
        so = _tone(judgement)[0]
    else:
        chance = float(getattr(judgement, about))
        chances, so = {"yes": chance, "no": None}, "yes" if chance >= SAID_FROM else "no"
    return Part(
        name=str(about.label),
        choices=_choices(about, chances, holds=remark.said if remark else so),
        signs=(),
        words=words_about(judgement, about),
        said_by=remark.by_name if remark else "",
    )


def _choices(about: str, chances: Mapping[str, float | None], *, holds: str) -> Sequence[Choice]:
    return [
        Choice(
            value=f"{about}={said}",
            name=_YES_NO[said] if said in _YES_NO else NAMES[said],
            chance=chance,
            is_so=said == holds,
            key="" if said == holds else KEYS.get(about, str(number)),
        )
        for number, (said, chance) in enumerate(chances.items(), start=1)
    ]


def card_lines(card: Card) -> Sequence[CardLine]:
    """The weakest first; last the tone, whose figure is the share told rightly and no F1 as the
    others are: the two cannot be ranked together."""
    names = {NEED: _("Needs an answer"), **{one.value: one.label for one in Remark.About}}
    lines = [
        (target, CardLine(str(name), french, english))
        for target, name in names.items()
        if (french := card.french.by_target.get(target)) is not None
        and (english := card.english.by_target.get(target)) is not None
    ]
    lines.sort(key=lambda line: (line[0] == Remark.About.TONE, line[1].french + line[1].english))
    return [line for _target, line in lines]


def words_about(judgement: Judgement, about: str) -> Sequence[str]:
    """Those of the message that decided."""
    quoted = [
        str(reason["text"])
        for reason in judgement.reasons
        if reason["about"] == about and reason["kind"] == "words"
    ]
    return list(dict.fromkeys(quoted))


def _tone(judgement: Judgement) -> tuple[str, float]:
    chances = {tone: float(getattr(judgement, f"p_{tone}")) for tone in TONES}
    likeliest = max(TONES, key=lambda tone: chances[tone])
    return likeliest, chances[likeliest]


def _holds(judgement: Judgement, name: str, said: str | None) -> bool:
    return said == "yes" if said else getattr(judgement, name) >= SAID_FROM
