"""What a browser says of itself when it asks to be warned."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from parvis.kit.push import Device, NotADevice

BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
MACHINES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


class BrowserForm(forms.Form):
    endpoint = forms.URLField(max_length=1000, assume_scheme="https")
    p256dh = forms.CharField(max_length=100)
    auth = forms.CharField(max_length=40)

    def __init__(self, *args: Any, agent: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._agent = agent

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            try:
                self.device()
            except NotADevice as error:
                raise forms.ValidationError(str(error)) from error
        return data

    def device(self) -> Device:
        data = self.cleaned_data
        return Device(data["endpoint"], data["p256dh"], data["auth"])

    def name(self) -> str:
        """By which its owner knows it among others."""
        browser = _named(BROWSERS, self._agent) or _("Browser")
        machine = _named(MACHINES, self._agent)
        return f"{browser}, {machine}" if machine else browser


def _named(names: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for sign, name in names if sign in agent), "")
