"""Speaking on the square of the imaginary town."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parvis.brands.models import Brand
from parvis.channels.connectors.demo import TEXT_MAX
from parvis.channels.models import SquarePost


class SayForm(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=80)
    handle = forms.CharField(
        label=_("Your name on the square"),
        help_text=_("Letters, digits, dots: zoe.martin"),
        min_length=2,
        max_length=40,
        validators=[
            RegexValidator(
                r"^@?[A-Za-z0-9_.-]+\Z", _("Only letters without accents, digits, and . _ -")
            )
        ],
        widget=forms.TextInput({"autocapitalize": "none", "autocomplete": "off"}),
    )
    text = forms.CharField(
        label=_("What do you say?"),
        max_length=TEXT_MAX,
        widget=forms.Textarea({"rows": 3, "maxlength": TEXT_MAX}),
    )
    answers = forms.ModelChoiceField(
        SquarePost.objects.none(), required=False, widget=forms.HiddenInput
    )

    def __init__(self, data: object = None, *, brand: Brand, initial: object = None) -> None:
        super().__init__(data, initial=initial)  # type: ignore[arg-type]
        self._brand = brand
        answers = self.fields["answers"]
        assert isinstance(answers, forms.ModelChoiceField)
        answers.queryset = SquarePost.objects.filter(brand=brand)

    def clean_handle(self) -> str:
        handle = str(self.cleaned_data["handle"]).removeprefix("@").lower()
        if handle == self._brand.slug:
            raise ValidationError(gettext("That is the brand itself. Take another name."))
        return handle
