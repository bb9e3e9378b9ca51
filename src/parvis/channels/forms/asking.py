"""What the "ask us" page asks."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.channels.connectors.web import TEXT_MAX
from parvis.kit.secrets import new_token


class AskForm(forms.Form):
    text = forms.CharField(
        label=_("Your question"),
        max_length=TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": _("Tell us what it is about.")},
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    address = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        required=False,
        help_text=_("We mail you a link. Once you have opened it, the answer comes by mail too."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("This is no e-mail address, such as lea@example.org.")},
    )
    once = forms.CharField(
        max_length=80, required=False, initial=new_token, widget=forms.HiddenInput
    )
    # People do not see this field; programs that fill in every field do.
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def was_filled_by_a_program(self) -> bool:
        return bool(self.cleaned_data.get("website"))
