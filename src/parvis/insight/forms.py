"""What the pages of numbers are asked for, read from their addresses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from django import forms
from django.http import QueryDict
from django.utils.http import urlencode

from parvis.brands.access import Access
from parvis.brands.models import Brand
from parvis.channels.models import Account
from parvis.insight.and_you import Show
from parvis.insight.queries.counted import Period
from parvis.insight.queries.own import OWN_ROWS
from parvis.insight.queries.rows import NUMBERS, Only
from parvis.insight.queries.talk import TALK_ROWS

DAYS = (7, 30, 90)
USUAL_DAYS = 30
FOUR_WEEKS = 28
"""Not offered, but opened by rooms above: four times each day of the week, so that one month is
like another."""
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)


class PeriodForm(forms.Form):
    """A brand of the user, how many days, and until when: the present unless the address says."""

    brand = forms.ModelChoiceField(Brand.objects.none(), to_field_name="slug", required=False)
    days = forms.ChoiceField(choices=[(days, days) for days in (*DAYS, FOUR_WEEKS)], required=False)
    at = forms.DateTimeField(required=False)

    def __init__(self, data: QueryDict, *, access: Access, now: datetime) -> None:
        super().__init__(data)
        self._now = now
        self._own = Brand.objects.filter(pk__in=access.brand_ids())
        brand = self.fields["brand"]
        assert isinstance(brand, forms.ModelChoiceField)
        brand.queryset = self._own

    def clean_brand(self) -> Brand:
        """The first of the user's brands when none is named."""
        brand: Brand | None = self.cleaned_data["brand"] or self._own.first()
        if brand is None:
            raise forms.ValidationError("no brand")
        return brand

    def clean_at(self) -> datetime:
        """Never later than now: a link may come from a server whose clock is ahead."""
        at: datetime = min(self.cleaned_data["at"] or self._now, self._now)
        if at < EARLIEST:
            raise forms.ValidationError("before any message")
        return at

    @property
    def selected_brand(self) -> Brand:
        brand: Brand = self.cleaned_data["brand"]
        return brand

    @property
    def period(self) -> Period:
        days = int(self.cleaned_data["days"] or USUAL_DAYS)
        return Period.of_days(days, at=self.cleaned_data["at"])

    @property
    def is_of_the_present(self) -> bool:
        """Whether the address leaves the end open, so that the page goes on with time."""
        return not self.data.get("at")


class AndYouForm(PeriodForm):
    """All figures of that period, the brand's own alone, or those that are missing."""

    show = forms.ChoiceField(choices=[(show.value, show.value) for show in Show], required=False)

    @property
    def shown(self) -> Show:
        return Show(self.cleaned_data["show"] or Show.ALL)


class NumbersField(forms.CharField):
    """Ids, with commas between them."""

    def clean(self, value: object) -> tuple[int, ...]:
        words = [word for word in str(super().clean(value)).split(",") if word]
        if any(not (word.isascii() and word.isdigit() and len(word) < 19) for word in words):
            raise forms.ValidationError("no numbers")
        return tuple(int(word) for word in words)


class RowsForm(PeriodForm):
    """One number of that period, or the part of it asked on some days or on some accounts."""

    number = forms.ChoiceField(choices=[(name, name) for name in (*NUMBERS, *OWN_ROWS, *TALK_ROWS)])
    first = forms.DateField(required=False)
    last = forms.DateField(required=False)
    account = NumbersField(required=False)

    def clean_last(self) -> date | None:
        """The same day as `first` when only that is named."""
        first: date | None = self.cleaned_data.get("first")
        last: date | None = self.cleaned_data["last"] or first
        if last and (first is None or last < first):
            raise forms.ValidationError("days that end before they begin")
        return last

    @property
    def only(self) -> Only:
        values = self.cleaned_data
        return Only(first=values["first"], last=values["last"], account_ids=values["account"])

    def accounts_named(self) -> Sequence[str]:
        accounts = Account.objects.filter(
            brand=self.selected_brand, pk__in=self.cleaned_data["account"]
        )
        return list(accounts.values_list("name", flat=True))


def address_of(brand: Brand, period: Period) -> str:
    """The part of an address that names exactly this brand and period."""
    at = period.at.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
    return urlencode({"brand": brand.slug, "days": str(period.days), "at": at})
