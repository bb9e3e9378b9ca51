"""The questions about how the brand works that a step asks (`criteria.toml`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.strategy.catalogue import Question
from parvis.strategy.diagnosis.facts import Unit, fact_kinds
from parvis.strategy.diagnosis.form import Told
from parvis.strategy.forms.fields import AmountField, ShareField, YesNoField
from parvis.strategy.forms.shown import ShownForm


@dataclass(frozen=True)
class Asked:
    question: Question
    value: forms.BoundField
    evidence: forms.BoundField


class AnswersForm(ShownForm, forms.Form):
    """For each question its answer and what shows it. `known` are the answers that stand, `today`
    the day of a new one.

    Templates look a name up among the fields first, which are called by questions (`answered`):
    what they ask of this form has names that no question has.
    """

    shown_name = "shown-answers"

    def __init__(
        self,
        *args: Any,
        questions: Sequence[Question],
        known: Mapping[str, Told],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._questions, self._known, self._today = questions, known, today
        for question in questions:
            told = known.get(question.key)
            self.fields[question.key] = _field(question, told)
            self.fields[f"{question.key}-evidence"] = forms.CharField(
                label=_("What shows it"),
                required=False,
                max_length=1000,
                initial=told.evidence if told else "",
            )

    @property
    def number_asked(self) -> int:
        return len(self._questions)

    @property
    def number_answered(self) -> int:
        return sum(question.key in self._known for question in self._questions)

    def each_asked(self) -> Iterator[Asked]:
        for question in self._questions:
            yield Asked(question, self[question.key], self[f"{question.key}-evidence"])

    def told(self) -> Mapping[str, Told | None]:
        """The answer to each question that was changed; None where it is left open. What did not
        change keeps its day."""
        return {
            question.key: self._told(question)
            for question in self._questions
            if self.was_changed(question.key) or self.was_changed(f"{question.key}-evidence")
        }

    def _told(self, question: Question) -> Told | None:
        value = self.cleaned_data[question.key]
        if value is None:
            return None
        evidence = self.cleaned_data[f"{question.key}-evidence"]
        before = self._known.get(question.key)
        if before and (before.value, before.evidence) == (value, evidence):
            return before
        return Told(value=value, evidence=evidence, on=self._today)


def _field(question: Question, told: Told | None) -> forms.Field:
    initial = told.value if told else None
    if question.unit is Unit.YES_NO:
        return YesNoField(label=question.asks, initial=initial)
    if question.unit is Unit.SHARE:
        return ShareField(label=question.asks, initial=initial, help_text=_("In percent."))
    in_hours = _("In hours.") if question.unit is Unit.HOURS else ""
    if bounds := fact_kinds()[question.key].bounds:
        between = (bounds.least, bounds.most)
        return AmountField(label=question.asks, initial=initial, between=between)
    return AmountField(label=question.asks, initial=initial, help_text=in_hours)
