"""Many at once: pasted names and addresses, or a whole form from a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

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
