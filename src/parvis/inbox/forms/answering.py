"""An answer, a note, and whose case it is."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from parvis.brands.models import Brand, User
from parvis.brands.names import names_apart
from parvis.brands.queries import who_may_answer


class ReplyForm(forms.Form):
    """`key` names the click, `question` the message that is answered, and `seen` the last answer
    that was on the page when it was opened."""

    text = forms.CharField(
        label=_("Answer"),
        widget=forms.Textarea(attrs={"rows": 4, "data-key": "r"}),
        error_messages={"required": _("Write an answer first.")},
    )
    key = forms.RegexField(r"^[\w-]{8,80}$", widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    question = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, limit: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._limit = limit

    def clean_text(self) -> str:
        # a browser sends two signs for the end of a line, which networks would count as two
        text: str = self.cleaned_data["text"].replace("\r\n", "\n")
        if self._limit and len(text) > self._limit:
            raise forms.ValidationError(
                _("This channel takes %(limit)s characters; these are %(length)s."),
                params={"limit": self._limit, "length": len(text)},
            )
        return text


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("Note"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write a note first.")},
    )


class AssignForm(forms.Form):
    """Nobody chosen means: it belongs to nobody."""

    to = forms.ModelChoiceField(
        User.objects.none(), required=False, empty_label=_("Nobody"), label=_("Whose case is it?")
    )

    def __init__(self, *args: Any, brand: Brand, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = who_may_answer(brand)
        self.colleagues = _choices(field.queryset)
        field.choices = [("", _("Nobody")), *self.colleagues]


class GiveForm(forms.Form):
    """To whom of the teams of these brands several cases go."""

    to = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Colleague"),
        error_messages={"invalid_choice": _("This person answers for none of your brands.")},
    )

    def __init__(self, *args: Any, brand_ids: Collection[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = who_may_answer(*brand_ids)
        field.choices = [("", _("Choose a colleague")), *_choices(field.queryset)]


def _choices(colleagues: QuerySet[User, User]) -> list[tuple[int, str]]:
    """Each by a name that no other of them has."""
    return list(names_apart(colleagues).items())
