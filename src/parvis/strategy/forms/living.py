"""What the living strategy asks: a figure by hand, a trial, its outcome, minutes, a decision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from parvis.brands.models import Brand
from parvis.strategy.catalogue import aims
from parvis.strategy.diagnosis.facts import Unit
from parvis.strategy.forms.fields import ChannelField, DayField, LinesField, MeasureField
from parvis.strategy.models import Experiment
from parvis.strategy.models.course import VERDICTS
from parvis.strategy.models.experiment import LONGEST

SHORT = {"rows": 2}
TEXT_MAX = 20_000


class ValueForm(forms.Form):
    """How far an aim has come on a day, and who says so."""

    value = MeasureField(label=_("Value"), required=True)
    day = DayField(label=_("Of which day"), required=True)
    source = forms.CharField(
        label=_("Where it is from"),
        help_text=_("The study, the import or who counted: “survey of 400 walkers, March”."),
        max_length=300,
    )

    def __init__(self, *args: Any, unit: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._unit, self._today = unit, today
        self.fields["day"].initial = today
        if unit == Unit.SHARE:
            self.fields["value"].help_text = _("A share: 34%.")

    def clean_value(self) -> float:
        value: float = self.cleaned_data["value"]
        if self._unit == Unit.SHARE and value > 1:
            raise forms.ValidationError(_("This is a share: write it as 50%."))
        return value

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > self._today:
            raise forms.ValidationError(_("That day has not come yet."))
        return day


class ExperimentForm(forms.ModelForm[Experiment]):
    aim = forms.ChoiceField(label=_("For which aim"), required=False)
    channel = ChannelField(label=_("On which channel"), required=False)
    begins = DayField(label=_("First day"), required=True)
    ends = DayField(
        label=_("Last day"), help_text=_("Ninety days after the first at most."), required=True
    )

    class Meta:
        model = Experiment
        fields: ClassVar = ["label", "tried", "judged_by", "begins", "ends", "aim", "channel"]
        labels: ClassVar = {
            "label": _("Name"),
            "tried": _("What is tried"),
            "judged_by": _("What will tell whether it worked"),
        }
        help_texts: ClassVar = {
            "judged_by": _("Before it begins: “half as many second letters about sizes”.")
        }
        widgets: ClassVar = {"tried": forms.Textarea(SHORT), "judged_by": forms.Textarea(SHORT)}

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["begins"].initial = today
        choice = self.fields["aim"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [
            ("", _("none in particular")),
            *((axis, [(one.id, one.name) for one in them]) for axis, them in aims().items()),
        ]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        begins, ends = said.get("begins"), said.get("ends")
        if begins and ends and ends < begins:
            self.add_error("ends", _("It ends before it begins."))
        elif begins and ends and ends - begins > LONGEST:
            self.add_error(
                "ends",
                _("Ninety days at most: what lasts longer changes the course, and is decided."),
            )
        return said


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What came of it"), choices=Experiment.Outcome.choices, widget=forms.RadioSelect
    )
    learned = forms.CharField(
        label=_("What was learned"), max_length=TEXT_MAX, widget=forms.Textarea({"rows": 3})
    )


class MinutesForm(forms.Form):
    held_on = DayField(label=_("Held on"), required=True)
    present = LinesField(label=_("Who was there"), help_text=_("One a line."), required=True)
    minutes = forms.CharField(
        label=_("Minutes"), max_length=TEXT_MAX, widget=forms.Textarea({"rows": 8})
    )
    decisions = LinesField(label=_("What was decided"), help_text=_("One a line."))

    def __init__(self, *args: Any, earliest: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._earliest, self._today = earliest, today

    def clean_held_on(self) -> date:
        day: date = self.cleaned_data["held_on"]
        if not self._earliest <= day <= self._today:
            raise forms.ValidationError(
                _("Between the first day of the quarter and today."), code="not then"
            )
        return day


class DecisionForm(forms.Form):
    """`advised` are the verdicts that the diagnosis gives, by channel."""

    channel = forms.CharField(max_length=200)
    verdict = forms.ChoiceField(choices=VERDICTS)
    why = forms.CharField(max_length=2000, required=False)

    def __init__(self, *args: Any, advised: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._advised = advised

    def clean_channel(self) -> str:
        channel: str = self.cleaned_data["channel"]
        if channel not in self._advised:
            raise forms.ValidationError("no such channel")
        return channel


class WhyForm(forms.Form):
    why = forms.CharField(max_length=2000)


def experiment_of(brand: Brand, data: QueryDict | None, *, today: date) -> ExperimentForm:
    return ExperimentForm(data, instance=Experiment(brand=brand), today=today)
