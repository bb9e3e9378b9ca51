"""The team: who belongs to it, and what each sets for oneself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parvis.brands.models import AccessToken, Role, User


class InviteForm(forms.Form):
    """Somebody new, or somebody who is in another brand's team already.

    For the latter the name and password that stand here are not used: they are their own.
    """

    name = forms.CharField(label=_("Name"), max_length=80)
    email = forms.EmailField(label=_("E-mail address"))
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.AGENT)
    password = forms.CharField(
        label=_("First password"),
        help_text=_("Left empty, one is made and shown to you once."),
        required=False,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    @property
    def known(self) -> User | None:
        """The user who has this address already."""
        return User.objects.filter(email__iexact=self.cleaned_data.get("email", "")).first()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        password = data.get("password")
        if password and not self.known:
            own = User(email=data.get("email", ""), name=data.get("name", ""))
            try:
                validate_password(password, own)
            except ValidationError as error:
                self.add_error("password", error)
        return data

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        if not name:
            raise ValidationError(gettext("Write the name that customers will see."))
        return name


class RoleForm(forms.Form):
    role = forms.ChoiceField(choices=Role.choices)


class OwnForm(forms.ModelForm[User]):
    class Meta:
        model = User
        fields = ["name", "language"]
        labels = {"name": _("Name"), "language": _("Language of the pages")}
        help_texts = {"name": _("The people you answer see it.")}


class TokenForm(forms.ModelForm[AccessToken]):
    class Meta:
        model = AccessToken
        fields = ["name"]
        labels = {"name": _("What is it for?")}
        widgets = {"name": forms.TextInput({"placeholder": _("Our web shop")})}
