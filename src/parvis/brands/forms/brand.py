"""The look of a brand, the days it is closed, and how much the installation shows."""

from __future__ import annotations

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from parvis.brands.models import Brand, Holiday, Installation


class LookForm(forms.ModelForm[Brand]):
    accent = forms.CharField(
        label=_("Colour"),
        help_text=_("For what can be clicked on your public pages."),
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("A colour is written like #1f6f64."))],
        widget=forms.TextInput({"type": "color"}),
    )

    class Meta:
        model = Brand
        fields = ["name", "tagline", "language", "accent"]
        labels = {
            "name": _("Name"),
            "tagline": _("One sentence about you"),
            "language": _("Language of your customers"),
        }
        help_texts = {"tagline": _("Stands at the foot of your public pages.")}


class HolidayForm(forms.ModelForm[Holiday]):
    class Meta:
        model = Holiday
        fields = ["day", "name"]
        labels = {"day": _("Day"), "name": _("Why")}
        widgets = {"day": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}


class ProfileForm(forms.ModelForm[Installation]):
    class Meta:
        model = Installation
        fields = ["profile"]
        labels = {"profile": _("Who works with Parvis?")}
        widgets = {"profile": forms.RadioSelect}
