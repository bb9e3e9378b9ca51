"""The first start, on one page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from parvis.brands.actions.beginning import Beginning
from parvis.brands.forms.rhythm import RhythmForm
from parvis.brands.models import Language, Profile, User


class SetupForm(RhythmForm):
    field_order = ("profile", "brand_name", "language", "time_zone", "hours")

    profile = forms.ChoiceField(
        label=_("Who will work with Parvis?"),
        choices=Profile.choices,
        initial=Profile.TEAM,
        widget=forms.RadioSelect,
    )
    owner_name = forms.CharField(
        label=_("Your name"),
        help_text=_("The people you answer see it."),
        max_length=80,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"), widget=forms.EmailInput({"autocomplete": "email"})
    )
    password = forms.CharField(
        label=_("A password"),
        help_text=_("At least 10 characters. Three words that do not belong together are good."),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    brand_name = forms.CharField(
        label=_("Name of the brand"),
        max_length=80,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    language = forms.ChoiceField(
        label=_("Language of your customers"), choices=Language.choices, initial=Language.FRENCH
    )

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if User.objects.filter(email__iexact=email).exists():
            raise ValidationError(gettext("Somebody has this address already: take another one."))
        return email

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self._check_password(data)
        if self.errors and "password" not in self.errors:
            self.add_error(
                "password", gettext("Type it once more: a password is never sent back to a page.")
            )
        return data

    def _check_password(self, data: dict[str, Any]) -> None:
        password = data.get("password")
        if not password:
            return
        own = User(email=data.get("email", ""), name=data.get("owner_name", ""))
        try:
            validate_password(password, own)
        except ValidationError as error:
            self.add_error("password", error)

    def beginning(self, *, at: datetime) -> Beginning:
        data = self.cleaned_data
        return Beginning(
            profile=Profile(data["profile"]),
            owner_name=data["owner_name"],
            email=data["email"],
            password=data["password"],
            language=get_language() or "",
            brand_name=data["brand_name"],
            brand={**self.brand_settings(), "language": data["language"]},
            starts_at=self.starts_at(otherwise=at),
            week=self.week,
        )
