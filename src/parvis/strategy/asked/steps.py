"""The six steps of the form, as its pages go through them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Step:
    """`kinds` are the lists that it asks for (`lists.KINDS`)."""

    number: int
    slug: str
    minutes: int
    title: Promise
    lead: Promise
    kinds: tuple[str, ...]


STEPS = (
    Step(
        1,
        "exists",
        5,
        _("What exists"),
        _("Every place where people meet you, whoever made it, and whether it lives."),
        ("place",),
    ),
    Step(
        2,
        "identity",
        4,
        _("What the brand is"),
        _("What it stands for, what it may speak of, and who can embody it."),
        ("voice", "subject"),
    ),
    Step(
        3,
        "publics",
        4,
        _("For whom"),
        _("Whom you want to meet, and what they do on each channel."),
        ("segment",),
    ),
    Step(
        4,
        "aims",
        5,
        _("What for"),
        _("Few aims, each with its line in what the company wants anyway."),
        ("objective",),
    ),
    Step(
        5,
        "others",
        3,
        _("The others"),
        _("What competitors do, seen on a certain day; what nobody does is an opening."),
        ("rival",),
    ),
    Step(
        6,
        "means",
        4,
        _("Means"),
        _("Who is there to answer, what arrives, and what they may decide."),
        ("channel",),
    ),
)
MINUTES = sum(step.minutes for step in STEPS)


def step_called(slug: str) -> Step | None:
    return next((step for step in STEPS if step.slug == slug), None)
