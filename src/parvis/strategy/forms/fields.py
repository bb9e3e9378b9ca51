"""Kinds of fields that the diagnosis asks with. Left empty, nothing was said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.kit.clock import now
from parvis.strategy.catalogue import spoken
from parvis.strategy.diagnosis.channel_keys import channel_key
from parvis.strategy.diagnosis.reading.faults import Wrong
from parvis.strategy.diagnosis.reading.values import measure
from parvis.strategy.models.bounds import MOST

LINE_LENGTH = 200
LINES = 60


class ShareField(forms.FloatField):
    """Asked in percent, kept as a part of one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            min_value=0,
            max_value=100,
            widget=forms.NumberInput({"step": "any", "inputmode": "decimal", "data-unit": "%"}),
            **{"required": False} | kwargs,
        )

    def clean(self, value: object) -> float | None:
        percent = super().clean(value)
        return None if percent is None else percent / 100

    def prepare_value(self, value: object) -> object:
        return f"{round(100 * value, 4):g}" if isinstance(value, float) else value

    def has_changed(self, initial: object, data: object) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class AmountField(forms.FloatField):
    """A count, a duration, an amount: not below zero, nor outside `between`."""

    def __init__(self, *, between: tuple[int, int] | None = None, **kwargs: Any) -> None:
        least, most = between or (0, MOST)
        super().__init__(
            min_value=least,
            max_value=most,
            error_messages=_bounded(between),
            widget=forms.NumberInput({"step": "any", "inputmode": "decimal"}),
            **{"required": False} | kwargs,
        )

    def prepare_value(self, value: object) -> object:
        return f"{value:.10g}" if isinstance(value, float) else value


def _bounded(between: tuple[int, int] | None) -> dict[str, Any]:
    if between is None:
        return {"min_value": _("Write 0 or more."), "max_value": _("This is more than can be.")}
    said = _("The answer lies between %(least)s and %(most)s.")
    possible = said % {"least": between[0], "most": between[1]}
    return {"min_value": possible, "max_value": possible}


class MeasureField(forms.CharField):
    """A number in the unit of what is measured; of a share, `60 %` is 0.6."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput({"inputmode": "text", "autocomplete": "off"})
        super().__init__(widget=widget, max_length=40, **{"required": False} | kwargs)

    def clean(self, value: object) -> float | None:
        words = str(super().clean(value)).strip()
        try:
            return measure(words) if words else None
        except Wrong as wrong:
            raise forms.ValidationError(spoken(wrong.said())) from wrong

    def prepare_value(self, value: object) -> object:
        return f"{value:.10g}" if isinstance(value, float) else value


class LinesField(forms.CharField):
    """Several short texts, one a line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea({"rows": 3}), **{"required": False} | kwargs)

    def clean(self, value: object) -> list[str]:
        lines = [line.strip() for line in str(super().clean(value)).splitlines()]
        kept = list(dict.fromkeys(line for line in lines if line))
        if len(kept) > LINES or any(len(line) > LINE_LENGTH for line in kept):
            raise forms.ValidationError(
                _("At most %(lines)s lines of %(length)s signs: write shorter ones."),
                params={"lines": LINES, "length": LINE_LENGTH},
            )
        return kept

    def prepare_value(self, value: object) -> object:
        return "\n".join(value) if isinstance(value, list) else value

    def has_changed(self, initial: object, data: object) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class ChannelsField(forms.CharField):
    """Keys of channels, in one line with commas."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "max_length": 600} | kwargs)

    def clean(self, value: object) -> list[str]:
        words = str(super().clean(value)).replace(";", ",").split(",")
        keys = dict.fromkeys(channel_key(word) for word in words)
        return [key for key in keys if key]

    def prepare_value(self, value: object) -> object:
        return ", ".join(value) if isinstance(value, list) else value

    def has_changed(self, initial: object, data: object) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class ChannelField(forms.CharField):
    """The key of one channel, chosen from those in use or written."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput({"list": "known-channels", "autocomplete": "off"})
        super().__init__(widget=widget, max_length=LINE_LENGTH, **kwargs)

    def clean(self, value: object) -> str:
        word = str(super().clean(value))
        key = channel_key(word)
        if word and not key:
            raise forms.ValidationError(_("Write letters: instagram, mail, telephone."))
        return key


class YesNoField(forms.TypedChoiceField):
    """Yes, no, or not said."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=[("yes", _("yes")), ("no", _("no")), ("", _("not said"))],
            coerce=lambda word: word == "yes",
            empty_value=None,
            widget=forms.RadioSelect,
            **{"required": False} | kwargs,
        )

    def prepare_value(self, value: object) -> object:
        if isinstance(value, bool):
            return "yes" if value else "no"
        return "" if value is None else value


class DayField(forms.DateField):
    """A day; with `past` one that has come, wherever on earth the brand is."""

    def __init__(self, *, past: bool = False, **kwargs: Any) -> None:
        self._past = past
        super().__init__(
            input_formats=["%Y-%m-%d"],
            widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            **{"required": False} | kwargs,
        )

    def clean(self, value: object) -> date | None:
        day: date | None = super().clean(value)
        if day and day.year < 1900:
            raise forms.ValidationError(_("Write a day of our time, such as 2026-03-02."))
        if day and self._past and day > now().date() + timedelta(days=1):
            raise forms.ValidationError(_("This day is still to come: look at the year."))
        return day


def or_unsaid(choices: Sequence[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    return [*choices, ("", _("not said"))]
