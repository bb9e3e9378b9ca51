"""When a brand answers: time zone, opening hours, public holidays, promise, start."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.brands.forms.places import country_choices, zone_choices
from parvis.brands.hours import Period
from parvis.brands.hours_text import HoursUnreadable, read_day, write_day
from parvis.brands.models import Brand

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
OFFICE_DAY = (Period(9 * 60, 18 * 60),)
OFFICE_WEEK = dict.fromkeys(range(5), OFFICE_DAY)


class Hours(models.TextChoices):
    OFFICE = "office", gettext_lazy("Monday to Friday, 9:00 to 18:00")
    ALWAYS = "always", gettext_lazy("Always, day and night")
    OWN = "own", gettext_lazy("Other hours")


class DayInput(forms.TextInput):
    def __init__(self) -> None:
        super().__init__({"placeholder": gettext_lazy("closed"), "autocomplete": "off"})


class HoursInput(forms.NumberInput):
    def __init__(self) -> None:
        super().__init__({"step": "0.25", "inputmode": "decimal"})


DAY: dict[str, Any] = {"required": False, "max_length": 120, "widget": DayInput}
WORKDAY = DAY | {"initial": "9:00-12:30, 13:30-18:00"}
HOURS: dict[str, Any] = {
    "min_value": Decimal("0.25"),
    "max_value": Decimal(720),
    "decimal_places": 2,
    "widget": HoursInput,
}


class RhythmForm(forms.Form):
    """Beside each weekday stands a text such as "9:00-12:30, 13:30-18:00"; empty means closed."""

    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"), choices=zone_choices, initial="Europe/Paris"
    )
    hours = forms.ChoiceField(
        label=gettext_lazy("When somebody answers"),
        choices=Hours.choices,
        initial=Hours.OFFICE,
        widget=forms.RadioSelect,
    )
    monday = forms.CharField(label=gettext_lazy("Monday"), **WORKDAY)
    tuesday = forms.CharField(label=gettext_lazy("Tuesday"), **WORKDAY)
    wednesday = forms.CharField(label=gettext_lazy("Wednesday"), **WORKDAY)
    thursday = forms.CharField(label=gettext_lazy("Thursday"), **WORKDAY)
    friday = forms.CharField(label=gettext_lazy("Friday"), **WORKDAY)
    saturday = forms.CharField(label=gettext_lazy("Saturday"), **DAY)
    sunday = forms.CharField(label=gettext_lazy("Sunday"), **DAY)
    holiday_country = forms.ChoiceField(
        label=gettext_lazy("Closed on the public holidays of"),
        choices=country_choices,
        required=False,
    )
    promise_hours = forms.DecimalField(
        label=gettext_lazy("A first answer within (hours)"),
        help_text=gettext_lazy("Hours in which you are open. Four is what people expect at most."),
        initial=4,
        **HOURS,
    )
    next_promise_hours = forms.DecimalField(
        label=gettext_lazy("Each further answer within (hours)"),
        help_text=gettext_lazy("Left empty, it is promised like the first."),
        required=False,
        **HOURS,
    )
    resolution_hours = forms.DecimalField(
        label=gettext_lazy("The case resolved within (hours)"),
        help_text=gettext_lazy(
            "The clock rests while you wait for the customer. Left empty, it is not promised."
        ),
        required=False,
        **HOURS,
    )
    starts_on = forms.DateField(
        label=gettext_lazy("Start"),
        help_text=gettext_lazy(
            "Messages from before this day are history: you can read them, but no clock runs."
            " Left empty, Parvis starts now."
        ),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    @staticmethod
    def initial_of(brand: Brand) -> dict[str, Any]:
        """What stands in the fields for a brand as it is."""
        week: dict[int, list[Period]] = {}
        for row in brand.opening_periods.all():
            week.setdefault(row.weekday, []).append(Period(row.opens, row.closes))
        return {
            "time_zone": brand.time_zone,
            "hours": _kind_of({day: tuple(periods) for day, periods in week.items()}),
            **{name: write_day(week.get(day, ())) for day, name in enumerate(DAYS)},
            "holiday_country": brand.holiday_country,
            "promise_hours": _as_hours(brand.promise_minutes),
            "next_promise_hours": _as_hours(brand.next_promise_minutes),
            "resolution_hours": _as_hours(brand.resolution_minutes),
            "starts_on": brand.starts_at.astimezone(brand.zone).date(),
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("hours") == Hours.OWN:
            data["week"] = self._own_week(data)
        else:
            data["week"] = OFFICE_WEEK if data.get("hours") == Hours.OFFICE else {}
        return data

    def _own_week(self, data: dict[str, Any]) -> dict[int, tuple[Period, ...]]:
        week = {}
        for day, name in enumerate(DAYS):
            try:
                week[day] = read_day(data.get(name, ""))
            except HoursUnreadable as error:
                self.add_error(name, str(error))
        if len(week) == len(DAYS) and not any(week.values()):
            self.add_error("hours", _("Write the hours of at least one day, or choose always."))
        return week

    @property
    def days(self) -> list[forms.BoundField]:
        return [self[name] for name in DAYS]

    @property
    def week(self) -> dict[int, tuple[Period, ...]]:
        """The hours that were asked for; a week without periods is always open."""
        found: dict[int, tuple[Period, ...]] = self.cleaned_data["week"]
        return found

    def brand_settings(self) -> dict[str, object]:
        """Fields of the brand, as `create_brand` and `change_brand` take them."""
        data = self.cleaned_data
        return {
            "time_zone": data["time_zone"],
            "holiday_country": data["holiday_country"],
            "promise_minutes": _as_minutes(data["promise_hours"]),
            "next_promise_minutes": _as_minutes(data["next_promise_hours"]),
            "resolution_minutes": _as_minutes(data["resolution_hours"]),
        }

    def starts_at(self, *, otherwise: datetime) -> datetime:
        """The first instant of the chosen day; `otherwise` when none was, or it was not changed."""
        chosen: date | None = self.cleaned_data["starts_on"]
        if chosen is None or chosen == self.initial.get("starts_on"):
            return otherwise
        return datetime.combine(chosen, time(), ZoneInfo(self.cleaned_data["time_zone"]))


def _kind_of(week: dict[int, tuple[Period, ...]]) -> Hours:
    if not week:
        return Hours.ALWAYS
    return Hours.OFFICE if week == OFFICE_WEEK else Hours.OWN


def _as_hours(minutes: int | None) -> str:
    """4 rather than 4.00, 0.5 rather than 0.50; nothing for what is not promised."""
    return f"{Decimal(minutes) / 60:.2f}".rstrip("0").rstrip(".") if minutes else ""


def _as_minutes(hours: Decimal | None) -> int | None:
    return None if hours is None else round(hours * 60)
