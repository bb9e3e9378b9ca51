"""Many at once: pasted names and addresses, or a whole form from a file."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from parvis.strategy.forms.why import SAY_WHY, WhyField
from parvis.strategy.places.recognised import is_no_place

PASTED_SIGNS = 20_000
SHOWN = 3
"""Strange lines that are named."""
FILE_BYTES = 2_000_000
WRITTEN_BYTES = 2_400_000
"""Of the form written out, as the page sends it back: with the rest of the page it stays below
Django's `DATA_UPLOAD_MAX_MEMORY_SIZE`."""


class PasteForm(forms.Form):
    pasted = forms.CharField(
        label=_("Names and addresses, one a line"),
        max_length=PASTED_SIGNS,
        widget=forms.Textarea(
            {"rows": 4, "placeholder": "https://www.instagram.com/…\nhttps://…/faq\n…"}
        ),
        error_messages={"required": _("Paste an address or a name first.")},
    )

    def clean_pasted(self) -> str:
        pasted: str = self.cleaned_data["pasted"]
        lines = [line.strip() for line in pasted.splitlines()]
        if strange := [line for line in lines if line and is_no_place(line)]:
            said = ", ".join(f"“{line[:40]}”" for line in strange[:SHOWN])
            raise forms.ValidationError(
                _("Neither a name nor an address: %(lines)s. Strike it out, or write what it is."),
                params={"lines": said},
            )
        return pasted


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


def can_be_sent_back(written: str) -> bool:
    """Browsers end lines with two signs."""
    return len(written.encode()) + written.count("\n") <= WRITTEN_BYTES


class BroughtForm(forms.Form):
    """The same file once more, seen and agreed to; `why`, where it changes the course, which was
    `kept` for so long."""

    brought = forms.CharField(max_length=WRITTEN_BYTES, strip=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, asks_why: bool, kept: timedelta | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if asks_why:
            self.fields["why"] = WhyField(kept=kept)
            self.fields["why"].error_messages["required"] = SAY_WHY
