"""What the team fills in about a case, from the words of a form to those of the domain."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.brands.models import Brand, Language
from parvis.inbox.models import Case, SavedAnswer, Tag
from parvis.inbox.queries.snooze import snooze_times
from parvis.kit.clock import now

OWN = "own"


class SnoozeForm(forms.Form):
    """One of the times that are offered, by its key; or `own`, with a time of the brand's zone."""

    when = forms.CharField(max_length=20, required=False)
    until = forms.DateTimeField(
        label=_("Another time"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
    )

    def __init__(self, *args: Any, case: Case, at: datetime | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._case, self._at = case, at or now()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors:
            data["until"] = self._moment(data.get("when", ""), data.get("until"))
        return data

    def _moment(self, key: str, own: datetime | None) -> datetime:
        if key != OWN:
            offered = {time.key: time.until for time in snooze_times(self._case, at=self._at)}
            if key not in offered:
                raise forms.ValidationError(_("Choose until when the case is put aside."))
            return offered[key]
        if own is None:
            raise forms.ValidationError(_("Choose a day and an hour."))
        # Typed in the brand's time, whatever the zone of the page.
        moment = own.replace(tzinfo=self._case.brand.zone)
        if moment <= self._at:
            raise forms.ValidationError(_("That time has passed. Choose one that is to come."))
        return moment


class TagForm(forms.Form):
    name = forms.CharField(
        label=_("Tag"),
        max_length=Tag._meta.get_field("name").max_length,
        widget=forms.TextInput(attrs={"list": "tag-names", "autocomplete": "off"}),
        error_messages={"required": _("Name the tag first.")},
    )


class DraftForm(forms.Form):
    """What is being typed; `question` is the message it will answer, `key` the click that will
    send it."""

    text = forms.CharField(required=False, strip=False, max_length=100_000)
    question = forms.IntegerField(min_value=1, required=False)
    key = forms.CharField(required=False, max_length=80)


class SavedAnswerForm(forms.Form):
    title = forms.CharField(
        label=_("Title"), max_length=SavedAnswer._meta.get_field("title").max_length
    )
    text = forms.CharField(
        label=_("Answer"),
        max_length=20_000,
        help_text=_(
            "{name} becomes the customer’s name, {brand} the brand’s and {agent} the writer’s."
        ),
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=Language)
    brand = forms.ModelChoiceField(
        Brand.objects.none(), label=_("Brand"), to_field_name="slug", empty_label=None
    )

    def __init__(self, *args: Any, brand_ids: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["brand"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Brand.objects.filter(pk__in=brand_ids)
        if len(brand_ids) == 1:
            field.widget = forms.HiddenInput()
            field.initial = field.queryset.get().slug
