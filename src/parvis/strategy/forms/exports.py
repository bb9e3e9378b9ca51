"""An export of messages, to be counted."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from parvis.strategy.diagnosis.form import Export, ExportFormat
from parvis.strategy.forms.fields import ChannelField
from parvis.strategy.models.counts import FORMATS

EXPORT_BYTES = 50_000_000
NAME_LENGTH = 200
BY_SUFFIX: Mapping[str, ExportFormat] = {
    ".jsonl": ExportFormat.JSONL,
    ".ndjson": ExportFormat.JSONL,
    ".json": ExportFormat.JSONL,
    ".mbox": ExportFormat.MBOX,
    ".eml": ExportFormat.EML,
    ".csv": ExportFormat.TWCS,
}


class ExportForm(forms.Form):
    channel = ChannelField(label=_("Channel"), required=True)
    file = forms.FileField(
        label=_("Export"),
        help_text=_("As for parvis import, plain or gzipped, at most 50 MB."),
        error_messages={"required": _("Choose a file first.")},
    )
    format = forms.ChoiceField(
        label=_("Format"), choices=[("", _("as its name says")), *FORMATS], required=False
    )
    account = forms.CharField(
        label=_("Whose export it is"),
        help_text=_(
            "Of mails the address of the mailbox, of a table of tweets the brand’s name in it;"
            " of lines of JSON nothing."
        ),
        max_length=NAME_LENGTH,
        required=False,
    )

    def clean_file(self) -> UploadedFile[Any]:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > EXPORT_BYTES:
            raise forms.ValidationError(_("This file is larger than 50 MB: export a shorter time."))
        return file

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if "file" not in said:
            return said
        said["format"] = said.get("format") or _format_named(said["file"].name)
        if not said["format"]:
            self.add_error("format", _("The name of the file does not say it: choose."))
        elif said["format"] != ExportFormat.JSONL and not said.get("account"):
            self.add_error("account", _("Say whose it is, so that your answers are known."))
        return said

    def export(self) -> Export:
        said = self.cleaned_data
        return Export(
            file=PurePath(said["file"].name).name[-NAME_LENGTH:],
            format=ExportFormat(said["format"]),
            account=said["account"],
        )


def _format_named(name: str) -> ExportFormat | None:
    suffixes = PurePath(name.lower()).suffixes
    return next((BY_SUFFIX[one] for one in reversed(suffixes) if one in BY_SUFFIX), None)
