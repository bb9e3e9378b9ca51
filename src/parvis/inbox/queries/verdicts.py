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
from parvis.triage.examples import TONES

SAID_FROM = 0.5
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
KEYS = {
    Remark.About.COMPLAINT: "c",
    Remark.About.QUESTION: "q",
    Remark.About.PROMOTIONAL: "p",
    Remark.About.ABUSE: "a",
    Remark.About.CHURN: "l",
    Remark.About.URGENCY: "u",
}
"""Each turns its yes into no, and no into yes; tones have their numbers."""
_YES_NO: Mapping[str, Lazy] = {"yes": _("Yes"), "no": _("No")}
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
    """One thing that is told of a message: how likely each answer is, the words that decided, and
    whose word holds, if somebody said it."""

    name: str
    choices: Sequence[Choice]
    words: Sequence[str]
    remark: Remark | None


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
    """All that can be said otherwise, in the order in which it is asked. One query."""
    judgement = message.judgement
    remarks = {row.about: row for row in judgement.remarks.filter(undone_at=None)}
    return [_part(judgement, Remark.About(about), remarks.get(about)) for about in Remark.About]


def _part(judgement: Judgement, about: Remark.About, remark: Remark | None) -> Part:
    if about == Remark.About.TONE:
        chances: dict[str, float | None] = {
            tone: float(getattr(judgement, f"p_{tone}")) for tone in TONES
        }
        so, names = _tone(judgement)[0], NAMES
    else:
        chance = float(getattr(judgement, about))
        chances = {"yes": chance, "no": None}
        so, names = ("yes" if chance >= SAID_FROM else "no"), _YES_NO
    holds = remark.said if remark else so
    return Part(
        name=str(about.label),
        choices=[
            Choice(
                value=f"{about}={said}",
                name=names[said],
                chance=chance,
                is_so=said == holds,
                key="" if said == holds else KEYS.get(about, str(number)),
            )
            for number, (said, chance) in enumerate(chances.items(), start=1)
        ],
        words=words_about(judgement, about),
        remark=remark,
    )


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
