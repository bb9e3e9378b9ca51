"""What is said of the brand as a whole, step by step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parvis.brands.models import Brand
from parvis.strategy.forms.fields import AmountField, LinesField, YesNoField
from parvis.strategy.forms.shown import ShownForm
from parvis.strategy.forms.why import ask_why, require_why
from parvis.strategy.models import Sheet


class SheetForm(ShownForm, forms.ModelForm[Sheet]):
    """The sheet's facts that a step asks for; what was not asked stays as it is.

    `whys` say of each why it is asked; its help text is the example.
    """

    whys: ClassVar[Mapping[str, Promise]] = {}
    shown_name = "shown-sheet"

    def asked(self) -> Iterator[tuple[forms.BoundField, Promise | str]]:
        for bound in self:
            yield bound, self.whys.get(bound.name, "")

    def facts(self) -> Mapping[str, object]:
        changed = [name for name in self.fields if name != "why" and self.was_changed(name)]
        return {name: self.cleaned_data[name] for name in changed}


class ExistsForm(SheetForm):
    pure_player = YesNoField(
        label=_("Do you sell and live on the web alone?"),
        help_text=_("A shop with a counter: no. A shop that is a web site and nothing else: yes."),
    )
    whys: ClassVar = {
        "pure_player": _("Who was born on the web learns its ways faster: some steps are easier.")
    }

    class Meta:
        model = Sheet
        fields: ClassVar = ["pure_player"]


class IdentityForm(SheetForm):
    values = LinesField(
        label=_("What you stand for"),
        help_text=_("One value a line: lasting, repairable, from here."),
    )
    expertise = LinesField(
        label=_("What you know better than others"),
        help_text=_("One a line: sewing tight seams, mending frames."),
    )
    whys: ClassVar = {
        "values": _("Networks rest on sharing, exchange, speed and openness: do you, too?"),
        "expertise": _("It is what gives you the right to speak, and others a reason to listen."),
    }

    class Meta:
        model = Sheet
        fields: ClassVar = ["values", "expertise"]


class MeansForm(SheetForm):
    people = AmountField(label=_("People who answer"), help_text=_("1.5 for one and a half."))
    hours_a_week = AmountField(
        label=_("Hours for it in a week"), help_text=_("Of all of them together.")
    )
    handling_minutes = AmountField(
        label=_("Time for one answer (minutes)"),
        help_text=_("From opening a message until it is sent."),
    )
    promise_hours = forms.FloatField(
        label=_("A first answer within (hours)"),
        min_value=0.25,
        max_value=8760,
        required=False,
        widget=forms.NumberInput({"step": "any", "inputmode": "decimal"}),
    )
    gesture = AmountField(
        label=_("What they may give back without asking"),
        help_text=_("An amount in your currency; 0 for nothing."),
    )
    tools = LinesField(label=_("Tools"), help_text=_("One a line."))
    training = forms.CharField(
        label=_("Training"),
        help_text=_("Who is taught what, and how often."),
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    whys: ClassVar = {
        "people": _("Who is alone answers nobody on the day off: the promise depends on it."),
        "hours_a_week": _("What arrives takes hours; only those that are there can be promised."),
        "handling_minutes": _("With what arrives it says how many hours answering takes."),
        "promise_hours": _("People find four hours reasonable and wait ten on average (001)."),
        "gesture": _("Who must ask first makes people wait, and ask again."),
        "tools": _("What is kept in several places is answered twice, or not at all."),
        "training": _("Nobody speaks well for a brand without having been shown how."),
    }

    class Meta:
        model = Sheet
        fields: ClassVar = [
            *("people", "hours_a_week", "handling_minutes", "promise_hours"),
            *("gesture", "tools", "training"),
        ]

    def __init__(self, *args: Any, brand: Brand, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["promise_hours"].help_text = _(
            "Left empty: %(hours)s, as your settings promise."
        ) % {"hours": f"{brand.promise_minutes / 60:g}"}
        ask_why(self, brand)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if self.was_changed("promise_hours"):
            require_why(self, parts=["promise_hours"])
        return said
