"""What the team types to write an answer."""

from __future__ import annotations

from typing import cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from parvis.brands.models import Brand, Language

LONGEST = 40_000
"""Characters of one answer; search must be able to hold all its words."""


class ArticleForm(forms.Form):
    """A question and its answer."""

    title = forms.CharField(
        label=_("Question"),
        max_length=160,
        help_text=_("As customers ask it: “Where is my parcel?”"),
        error_messages={"required": _("Write the question that is answered.")},
    )
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    body = forms.CharField(
        label=_("Answer"),
        max_length=LONGEST,
        help_text=_("Markdown: **bold**, - list, ## heading, [words](address)."),
        widget=forms.Textarea(attrs={"rows": 16, "dir": "auto"}),
        error_messages={"required": _("Write the answer.")},
    )

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        return body.replace("\r\n", "\n")


class NewArticleForm(ArticleForm):
    """Also asks whose answer it is, where there are several brands."""

    brand = forms.ModelChoiceField(Brand.objects.none(), label=_("Brand"), empty_label=None)
    field_order = ["brand"]

    def offer(self, brands: QuerySet[Brand]) -> None:
        """Let one of `brands` be chosen; an only one needs no question."""
        choice = cast("forms.ModelChoiceField[Brand]", self.fields["brand"])
        choice.queryset = brands
        if len(brands) == 1:
            choice.initial = brands[0]
            choice.widget = forms.HiddenInput()
