"""One page with every component in every state, for those who build pages and who test them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

NOW = datetime(2026, 3, 2, 14, 36, tzinfo=UTC)
LONG_NAME = "Maximilienne-Alexandrine de La Rochefoucauld-Montmorency-Châtillon " * 4


class SampleForm(forms.Form):
    """Each kind of field the kit draws."""

    name = forms.CharField(label="Name")
    email = forms.EmailField(label="E-mail", help_text="To answer you, nothing else.")
    town = forms.CharField(label="Town", required=False, disabled=True, initial="Annecy")
    language = forms.ChoiceField(
        label="Language", choices=[("fr", "French"), ("en", "English")], required=False
    )
    text = forms.CharField(label="What is the matter?", widget=forms.Textarea, required=False)
    reach = forms.ChoiceField(
        label="How shall we answer?",
        choices=[("mail", "By e-mail"), ("here", "On this page")],
        widget=forms.RadioSelect,
    )
    keep = forms.BooleanField(label="Remember me on this device", required=False)


def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component, in the order of docs/explanation/look.md."""
    refused = SampleForm({"name": "", "email": "claire@", "text": "Two glasses came chipped."})
    context = {
        "now": NOW,
        "form": SampleForm(prefix="fresh"),
        "refused": refused,
        "promises": _promises(),
        "entries": _entries(),
        "rows": _rows(),
        "tabs": [
            {"href": "#tabs", "label": "All", "count": 1039, "current": True},
            {"href": "#tabs", "label": "Mine", "count": 6},
            {"href": "#tabs", "label": "Resolved", "count": None},
        ],
        "networks": ["email", "web", "mastodon", "bluesky", "phone", "reviews", "unknown"],
        "names": ["Inès Moreau", "Omar Belkacem", "Mina Rossi", "李小龍", "שירה לוי", "🙏", ""],
        "colours": ["calm", "soon", "breaking", "kept", "quiet"],
    }
    return render(request, "kit/styleguide.html", context)


def _promises() -> list[dict[str, object]]:
    asked = NOW - timedelta(hours=2)
    waits = {
        "calm": timedelta(hours=2, minutes=5),
        "soon": timedelta(minutes=52),
        "breaking": timedelta(minutes=18),
        "broken": timedelta(minutes=-42),
    }
    return [{"state": state, "due": NOW + wait, "since": asked} for state, wait in waits.items()]


def _rows() -> list[dict[str, object]]:
    named = [
        ("Claire Fontaine", "web", "Two glasses out of six came chipped", timedelta(minutes=18)),
        (LONG_NAME, "email", LONG_NAME, timedelta(minutes=52)),
        ("Ana", "mastodon", "🙏", timedelta(hours=3)),
        ("שירה לוי", "email", "שלום, האם אתם שולחים לישראל?", timedelta(minutes=-42)),
    ]
    return [
        {"name": name, "network": network, "words": words, "due": NOW + left}
        for name, network, words, left in named
    ]


def _entries() -> list[dict[str, object]]:
    return [
        {
            "kind": "person",
            "name": "Claire Fontaine",
            "network": "mastodon",
            "channel_name": "Mastodon",
            "visibility": "in public",
            "at": NOW - timedelta(days=1, hours=3),
            "text": "Two glasses out of six came chipped.\n\nWhat can you do before Wednesday?",
            "attachments": [{"href": "#entries", "name": "glasses.jpg, 1.2 MB"}],
        },
        {
            "kind": "brand",
            "name": "Omar Belkacem",
            "brand_name": "Verrerie du Lac",
            "network": "mastodon",
            "channel_name": "Mastodon",
            "at": NOW - timedelta(hours=3),
            "text": "Two new ones leave on Monday morning. Keep the others.",
            "state": "sent",
        },
        {
            "kind": "note",
            "name": "Mina Rossi",
            "at": NOW - timedelta(minutes=12),
            "text": "The parcel left at 11, the number comes before 15.",
        },
    ]
