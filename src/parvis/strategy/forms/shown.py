"""A form that knows what stood on its page: of two pages open at once, each keeps what was changed
on it, and neither takes back what was said on the other."""

from __future__ import annotations

import json
from functools import cached_property
from typing import ClassVar

from django import forms


class ShownForm(forms.BaseForm):
    """The page carries `shown` in a hidden field called `shown_name`."""

    shown_name: ClassVar[str]

    @property
    def shown(self) -> str:
        """The fields as they stand on the page; on one that was refused, as they first stood."""
        if self.is_bound:
            return str(self.data.get(self.shown_name, ""))
        return json.dumps({bound.name: _typed(bound.value()) for bound in self})

    def was_changed(self, name: str) -> bool:
        """Whether somebody changed the field on their page. Of a page that does not say what stood
        there, all that is sent counts."""
        sent = str(self.data.get(self.add_prefix(name), ""))
        return self._shown_before.get(name) != _typed(sent)

    @cached_property
    def _shown_before(self) -> dict[str, object]:
        try:
            before = json.loads(self.data.get(self.shown_name, ""))
        except ValueError:
            return {}
        return before if isinstance(before, dict) else {}


def _typed(value: object) -> str:
    return "" if value is None else str(value).replace("\r\n", "\n")
