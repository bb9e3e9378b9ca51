"""The lists of the form: what each is called in addresses, its model, its form and its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parvis.strategy import forms, models
from parvis.strategy.asked.steps import STEPS
from parvis.strategy.told.lines import (
    Line,
    tell_capture,
    tell_channel,
    tell_habit,
    tell_objective,
    tell_place,
    tell_rival,
    tell_segment,
    tell_subject,
    tell_voice,
)


@dataclass(frozen=True)
class Kind:
    """`of` is the kind of the row above, and the field that names it (`segment` of a habit); a row
    without one hangs on the brand. `path` is the list's place in the form as a file spells it.

    Each kind has a model, a form and words of its own, which no one type can say together.
    """

    slug: str
    model: type[Any]
    form: type[forms.RowForm[Any]]
    tell: Callable[[Any], Line]
    title: Promise
    adds: Promise
    why: Promise
    example: Promise
    path: tuple[str, ...]
    of: str = ""
    beside: Sequence[str] = ()
    """What is read along with the rows, so that a list takes a fixed number of queries."""

    @property
    def step(self) -> str:
        """The slug of the step that asks for it, or for the rows above."""
        return next(step.slug for step in STEPS if (self.of or self.slug) in step.kinds)

    @property
    def below(self) -> str:
        """The kind that hangs on a row of this one, if any."""
        return next((kind.slug for kind in KINDS.values() if kind.of == self.slug), "")


KINDS: Mapping[str, Kind] = {
    kind.slug: kind
    for kind in (
        Kind(
            slug="place",
            model=models.Place,
            form=forms.PlaceForm,
            tell=tell_place,
            title=_("Places"),
            adds=_("Add a place"),
            why=_(
                "Many who think that they are not on social media have a blog, a page of reviews"
                " or a forum there. What nobody looks after speaks for you all the same."
            ),
            example=_("“Instagram @maison”, silent since March, made by a trainee."),
            path=("places",),
            beside=("proposals",),
        ),
        Kind(
            slug="voice",
            model=models.Voice,
            form=forms.VoiceForm,
            tell=tell_voice,
            title=_("People who can speak"),
            adds=_("Add somebody"),
            why=_("People talk with people. A brand that nobody embodies talks to nobody."),
            example=_("“Nadia, who mends the umbrellas”, willing."),
            path=("identity", "voices"),
        ),
        Kind(
            slug="subject",
            model=models.Subject,
            form=forms.SubjectForm,
            tell=tell_subject,
            title=_("Subjects"),
            adds=_("Add a subject"),
            why=_(
                "Legitimacy decides what you may speak about, and not every subject goes with"
                " sharing, exchange, speed and openness."
            ),
            example=_("“Mending instead of throwing away”: 2,000 repairs a year, shown in films."),
            path=("identity", "subjects"),
        ),
        Kind(
            slug="segment",
            model=models.Segment,
            form=forms.SegmentForm,
            tell=tell_segment,
            title=_("Whom you want to meet"),
            adds=_("Add a public"),
            why=_("A channel is worth nothing if those whom you look for are not on it."),
            example=_("“Walkers of the west coast”, 40,000 people, trade survey of 2025."),
            path=("segments",),
            beside=("habits",),
        ),
        Kind(
            slug="habit",
            model=models.Habit,
            form=forms.HabitForm,
            tell=tell_habit,
            title=_("What they do, channel by channel"),
            adds=_("Add a channel"),
            why=_("Some read, some vote, some write: the same words do not suit all of them."),
            example=_("Instagram: 60% are there, 68% of them watch, 30% comment."),
            path=("channels",),
            of="segment",
        ),
        Kind(
            slug="objective",
            model=models.Objective,
            form=forms.ObjectiveForm,
            tell=tell_objective,
            title=_("Aims"),
            adds=_("Choose an aim"),
            why=_(
                "There is no strategy for networks alone: an aim without its line in the"
                " company’s policy is an orphan, and will be dropped first."
            ),
            example=_(
                "“Keep customers”, because the plan 2026 says: one sale in two to a customer."
            ),
            path=("aims",),
        ),
        Kind(
            slug="rival",
            model=models.Rival,
            form=forms.RivalForm,
            tell=tell_rival,
            title=_("Competitors"),
            adds=_("Add a competitor"),
            why=_("To stand out from them, and not to invent again what works."),
            example=_("“Parasols Réunis”: answer on working days, by the first name, in 6 h."),
            path=("rivals",),
            beside=("captures", "practices"),
        ),
        Kind(
            slug="capture",
            model=models.Capture,
            form=forms.CaptureForm,
            tell=tell_capture,
            title=_("What was seen"),
            adds=_("Add what you saw"),
            why=_("What competitors do changes: without a day nobody can check it."),
            example=_("2 March: an answer in 20 minutes on a Sunday."),
            path=("captures",),
            of="rival",
        ),
        Kind(
            slug="channel",
            model=models.Channel,
            form=forms.ChannelForm,
            tell=tell_channel,
            title=_("What arrives in a usual month"),
            adds=_("Add a channel"),
            why=_("A promise is kept by hours, not by wishes: what arrives against who is there."),
            example=_("Mail: 240 messages, 95% answered, after 6 h. An estimate will do."),
            path=("channels",),
        ),
    )
}
