"""What a customer sends from the page of their case."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.kit.secrets import new_token


class FollowUpForm(forms.Form):
    """The customer writes on, from the page of their case."""

    text = forms.CharField(
        label=_("Your message"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 5})
    )
    once = forms.CharField(
        max_length=80, required=False, initial=new_token, widget=forms.HiddenInput
    )
