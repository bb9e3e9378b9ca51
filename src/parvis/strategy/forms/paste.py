"""Many at once: pasted names and addresses, or a whole form from a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from parvis.brands.models import Brand
from parvis.strategy.forms.why import SAY_WHY, ask_why

PASTED_SIGNS = 20_000
FILE_BYTES = 2_000_000


class PasteForm(forms.Form):
    pasted = forms.CharField(
        label=_("Names and addresses, one a line"),
        max_length=PASTED_SIGNS,
        widget=forms.Textarea(
            {"rows": 4, "placeholder": "https://www.instagram.com/…\nhttps://…/faq\n…"}
        ),
        error_messages={"required": _("Paste an address or a name first.")},
    )


class BringForm(forms.Form):
    """A file of the form, as it is uploaded."""

    file = forms.FileField(
        label=_("A file of the form"),
        help_text=_("As “Take the form with you” gives it, or written by hand."),
        error_messages={"required": _("Choose a file first.")},
    )

    def clean_file(self) -> UploadedFile[Any]:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > FILE_BYTES:
            raise forms.ValidationError(_("This file is larger than 2 MB: no form is."))
        return file


class BroughtForm(forms.Form):
    """The same file once more, seen and agreed to; `why`, where it changes the course."""

    brought = forms.CharField(max_length=FILE_BYTES, strip=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, brand: Brand, asks_why: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asks_why:
            ask_why(self, brand)

    def clean_why(self) -> str:
        why = str(self.cleaned_data["why"]).strip()
        if not why:
            raise forms.ValidationError(SAY_WHY)
        return why
