"""One line of each list of the form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, TypeVar

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from parvis.strategy.actions.rows import Part
from parvis.strategy.catalogue import aims, practices, unit_of_aim
from parvis.strategy.diagnosis.facts import Unit
from parvis.strategy.diagnosis.form import Fundamental, Profile
from parvis.strategy.forms.fields import (
    AmountField,
    ChannelField,
    ChannelsField,
    DayField,
    LinesField,
    MeasureField,
    ShareField,
    YesNoField,
    or_unsaid,
)
from parvis.strategy.forms.why import ask_why, require_why
from parvis.strategy.models import (
    Capture,
    Channel,
    Fit,
    Habit,
    Objective,
    Place,
    Practice,
    Rival,
    Segment,
    Subject,
    Voice,
)
from parvis.strategy.models.exists import KINDS
from parvis.strategy.models.identity import DEGREES, FUNDAMENTALS
from parvis.strategy.models.publics import PUBLICS

M = TypeVar("M", bound=models.Model)
SHORT: dict[str, Any] = {"rows": 2}


class RowForm(forms.ModelForm[M]):
    """`quick` are the fields that one line is begun with; the others wait behind "more"."""

    quick: Sequence[str] = ()

    def parts(self) -> Mapping[str, Sequence[Part]]:
        """What hangs on the line and is written with it."""
        return {}

    @property
    def first(self) -> list[forms.BoundField]:
        return [self[name] for name in self.quick]

    @property
    def further(self) -> list[forms.BoundField]:
        return [bound for bound in self if bound.name not in self.quick]

    @property
    def is_wrong_further(self) -> bool:
        return any(bound.errors for bound in self.further)


class PlaceForm(RowForm[Place]):
    quick = ("name", "kind")
    channel = ChannelField(
        label=_("Network"),
        help_text=_("Instagram, or a forum of others by its name. Empty for a place of your own."),
        required=False,
    )
    last_sign = DayField(label=_("Last sign of life"), past=True)

    class Meta:
        model = Place
        fields: ClassVar = [
            *("name", "kind", "channel", "address", "owner", "state", "last_sign", "shows"),
        ]
        labels: ClassVar = {
            "name": _("Name"),
            "kind": _("What it is"),
            "address": _("Address"),
            "owner": _("Who looks after it"),
            "state": _("How it is"),
            "shows": _("What it shows openly"),
        }
        widgets: ClassVar = {"shows": forms.Textarea(SHORT)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [("", _("Choose")), *KINDS]
        self.fields["state"] = forms.ChoiceField(
            label=_("How it is"),
            choices=or_unsaid(Place._meta.get_field("state").choices or []),
            required=False,
            widget=forms.RadioSelect,
        )
        self.order_fields(self.Meta.fields)


class ChannelForm(RowForm[Channel]):
    quick = ("key", "asked", "answered")
    key = ChannelField(label=_("Channel"))
    asked = AmountField(label=_("Messages that call for an answer"))
    answered = ShareField(label=_("Of these, answered (%)"))
    hours_to_answer = AmountField(label=_("Mean time until the answer (hours)"))
    promotions = AmountField(label=_("Posts that advertise"))
    replies = AmountField(label=_("Answers to people"))
    handling_minutes = AmountField(label=_("Time for one answer (minutes)"))

    class Meta:
        model = Channel
        fields: ClassVar = [
            *("key", "asked", "answered", "hours_to_answer", "promotions", "replies"),
            *("handling_minutes", "name", "source"),
        ]
        labels: ClassVar = {
            "name": _("What you call it"),
            "source": _("Where these figures come from"),
        }
        widgets: ClassVar = {"source": forms.Textarea(SHORT)}


class VoiceForm(RowForm[Voice]):
    quick = ("name", "role")
    willing = YesNoField(label=_("Willing to speak"))

    class Meta:
        model = Voice
        fields: ClassVar = ["name", "role", "willing"]
        labels: ClassVar = {"name": _("Name"), "role": _("What this person does")}


class SubjectForm(RowForm[Subject]):
    """With a degree and its evidence for each fundamental of social media."""

    quick = ("name", "legitimate")
    legitimate = forms.ChoiceField(
        label=_("Has the brand a right to speak of it?"),
        choices=or_unsaid(DEGREES),
        required=False,
        widget=forms.RadioSelect,
    )
    spoken_by = LinesField(label=_("Who speaks of it"), help_text=_("One name a line."))

    class Meta:
        model = Subject
        fields: ClassVar = ["name", "legitimate", "evidence", "spoken_by"]
        labels: ClassVar = {"name": _("Subject"), "evidence": _("What gives this right")}
        widgets: ClassVar = {"evidence": forms.Textarea(SHORT)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = {fit.fundamental: fit for fit in _parts_of(self.instance, "fits")}
        for fundamental, label in FUNDAMENTALS:
            fit = kept.get(fundamental)
            self.fields[f"fit_{fundamental}"] = forms.ChoiceField(
                label=label,
                choices=or_unsaid(DEGREES),
                required=False,
                initial=fit.degree if fit else "",
                widget=forms.RadioSelect,
            )
            self.fields[f"shows_{fundamental}"] = forms.CharField(
                label=_("What shows it"),
                required=False,
                max_length=1000,
                initial=fit.evidence if fit else "",
            )

    def parts(self) -> Mapping[str, Sequence[Part]]:
        said = self.cleaned_data
        return {
            "fits": [
                Fit(
                    subject=self.instance,
                    fundamental=fundamental,
                    degree=said[f"fit_{fundamental}"],
                    evidence=said[f"shows_{fundamental}"],
                )
                for fundamental in Fundamental
                if said[f"fit_{fundamental}"]
            ]
        }


class SegmentForm(RowForm[Segment]):
    quick = ("name", "public")

    class Meta:
        model = Segment
        fields: ClassVar = ["name", "public", "size", "source"]
        labels: ClassVar = {
            "name": _("Who"),
            "public": _("To whom you speak"),
            "size": _("How many people"),
            "source": _("Where this figure comes from"),
        }
        widgets: ClassVar = {"public": forms.RadioSelect, "source": forms.Textarea(SHORT)}


class HabitForm(RowForm[Habit]):
    quick = ("channel", "present", "expects", "public", "why")
    channel = ChannelField(label=_("Channel"))
    public = forms.ChoiceField(
        label=_("As what you speak to them here"),
        choices=[*PUBLICS, ("", _("as elsewhere"))],
        required=False,
        widget=forms.RadioSelect,
    )
    present = ShareField(label=_("Of this public, how many use it (%)"))
    expects = ShareField(label=_("Of this public, how many want you there (%)"))
    inactive = ShareField(label=_("Inactive (%)"), help_text=_("are there and do nothing"))
    spectator = ShareField(label=_("Spectators (%)"), help_text=_("read and watch"))
    participant = ShareField(label=_("Participants (%)"), help_text=_("follow links"))
    collector = ShareField(label=_("Collectors (%)"), help_text=_("vote, pass on, subscribe"))
    critic = ShareField(label=_("Critics (%)"), help_text=_("rate and comment"))
    animator = ShareField(label=_("Animators (%)"), help_text=_("keep a profile of their own"))
    creator = ShareField(label=_("Creators (%)"), help_text=_("publish"))
    on = DayField(label=_("Figures of which day"), past=True)

    class Meta:
        model = Habit
        fields: ClassVar = [
            *("channel", "present", "expects", "public", "why"),
            *(profile.value for profile in Profile),
            *("source", "on"),
        ]
        labels: ClassVar = {
            "why": _("Why so on this channel"),
            "source": _("Which study or market figure says so"),
        }
        help_texts: ClassVar = {
            "why": _("Few buy here, but those who write of umbrellas are read by all who do.")
        }
        widgets: ClassVar = {"source": forms.Textarea(SHORT), "why": forms.Textarea(SHORT)}


class ObjectiveForm(RowForm[Objective]):
    quick: Sequence[str] = ("aim", "policy")
    aim = forms.ChoiceField(label=_("Aim"))
    target = MeasureField(
        label=_("Target"),
        help_text=_("A number, or a share such as 50%. Left empty, the usual one counts."),
    )
    today = MeasureField(label=_("Today"), help_text=_("The same, as it is now."))
    due = DayField(label=_("To be reached by"))
    channels = ChannelsField(
        label=_("On which channels"), help_text=_("With commas: instagram, mail")
    )

    class Meta:
        model = Objective
        fields: ClassVar = [
            *("aim", "policy", "target", "today", "due", "owner", "channels", "measure"),
        ]
        labels: ClassVar = {
            "policy": _("Its line in the company’s communication and marketing policy"),
            "owner": _("Who answers for it"),
            "measure": _("Another measure than the usual one"),
        }
        widgets: ClassVar = {"policy": forms.Textarea(SHORT)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        aim = self.fields["aim"]
        assert isinstance(aim, forms.ChoiceField)
        aim.choices = [
            ("", _("Choose")),
            *((axis, [(one.id, one.name) for one in members]) for axis, members in aims().items()),
        ]
        ask_why(self, self.instance.brand)
        if "why" in self.fields:
            self.quick = (*self.quick, "why")
        if self._is_share(self.instance.aim, self.instance.measure):
            for name in ("target", "today"):
                value = getattr(self.instance, name)
                self.initial[name] = value if value is None else f"{round(100 * value, 6):g}%"

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if self._is_share(said.get("aim", ""), said.get("measure", "")):
            for name in ("target", "today"):
                if (said.get(name) or 0) > 1:
                    self.add_error(name, _("This is a share: write it as 50%."))
        require_why(self, parts=["aim", "target"])
        return said

    @staticmethod
    def _is_share(aim: str, measure: str) -> bool:
        """The usual measure of this aim is a share; that of one's own may be anything."""
        return not measure and unit_of_aim(aim) == Unit.SHARE


class RivalForm(RowForm[Rival]):
    """With yes, no or unknown for each practice."""

    quick = ("name", "channels")
    channels = ChannelsField(
        label=_("On which channels"), help_text=_("With commas: instagram, mail")
    )

    class Meta:
        model = Rival
        fields: ClassVar = ["name", "channels", "hours", "tone", "who_answers", "faq", "offers"]
        labels: ClassVar = {
            "name": _("Name"),
            "hours": _("When they answer"),
            "tone": _("Their tone"),
            "who_answers": _("Who answers"),
            "faq": _("Their questions and answers"),
            "offers": _("Their offers"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = {one.practice: one.does for one in _parts_of(self.instance, "practices")}
        for practice, name in practices():
            self.fields[f"does_{practice}"] = YesNoField(
                label=name, initial=kept.get(practice), required=False
            )

    def parts(self) -> Mapping[str, Sequence[Part]]:
        answers = {practice: self.cleaned_data[f"does_{practice}"] for practice, _ in practices()}
        return {
            "practices": [
                Practice(rival=self.instance, practice=practice, does=does)
                for practice, does in answers.items()
                if does is not None
            ]
        }


class CaptureForm(RowForm[Capture]):
    quick = ("on", "note", "address")
    on = DayField(label=_("Seen on"), past=True, required=True)

    class Meta:
        model = Capture
        fields: ClassVar = ["on", "note", "address"]
        labels: ClassVar = {"note": _("What was seen"), "address": _("Where")}
        widgets: ClassVar = {"note": forms.Textarea(SHORT)}


def _parts_of(row: models.Model, name: str) -> Sequence[Any]:
    return list(getattr(row, name).all()) if row.pk else []
