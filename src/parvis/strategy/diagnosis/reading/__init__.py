"""The file of a diagnosis: YAML in, a form out, or everything that is wrong with it.

Every value is read as the words that stand there and converted by what its key expects, so that
`no`, `12:30` and dates mean what their writer meant.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from parvis.strategy.diagnosis.channels import channels_of
from parvis.strategy.diagnosis.contradictions import contradictions
from parvis.strategy.diagnosis.form import Form
from parvis.strategy.diagnosis.paths import KeyPath
from parvis.strategy.diagnosis.reading.faults import Fault, Notes, UnusableForm, Wrong
from parvis.strategy.diagnosis.reading.keys import form_keys
from parvis.strategy.diagnosis.reading.nodes import CannotGoOn, Pairs, Word, read_nodes
from parvis.strategy.diagnosis.reading.shapes import Record
from parvis.strategy.diagnosis.words import Both

__all__ = ["Fault", "ReadForm", "UnusableForm", "known_keys", "read_form"]

CHANNELS_MAX = 500
"""Each gets a verdict with all that speaks for and against it."""
NO_NAME = Both(en="(no name)", fr="(sans nom)")
"""Of a brand whose file does not say it. Anything may be left open."""


@dataclass(frozen=True, slots=True)
class ReadForm:
    """`line_of` tells the line of a key, or of the nearest one above it that is in the file."""

    form: Form
    line_of: Callable[[KeyPath], int]


def read_form(document: bytes, *, today: date) -> ReadForm:
    """The form in a file of YAML; it speaks of `today` unless it says another day.

    Raises `UnusableForm` with all that is wrong, contradictions as well.
    """
    notes = Notes()
    try:
        node = read_nodes(document, notes=notes)
    except CannotGoOn as error:
        raise UnusableForm([*notes.faults, error.fault], more=notes.more) from None
    if node is None or (isinstance(node, Word) and node.open):
        node = Pairs([], 1)
    form = _keys(today).read(node, (), notes)
    if form is not None and len(channels_of(form, {})) > CHANNELS_MAX:
        notes.fault((), Wrong(_TOO_MANY_CHANNELS, most=CHANNELS_MAX), line=1)
    elif form is not None and _can_be_held_together(notes):
        for found in contradictions(form):
            notes.fault(found.path, found.says, line=notes.line_of(found.path))
    if form is None or notes.faults:
        language = form.language if form else "en"
        raise UnusableForm(notes.faults, more=notes.more, language=language)
    return ReadForm(form, notes.line_of)


def _can_be_held_together(notes: Notes) -> bool:
    """Not where entries are counted otherwise than they stand, nor without the form's own day."""
    return not notes.shifted and all(fault.path != ("on",) for fault in notes.faults)


def known_keys() -> list[str]:
    """Every key of the file, as `segments[].channels.*.present`."""
    return list(_keys(date.min).keys(""))


def _keys(today: date) -> Record[Form]:
    return form_keys(partial(_form, today=today))


def _form(*, today: date, **values: Any) -> Form:
    form = Form(**{"brand": "", "on": today, **values})
    return form if form.brand else replace(form, brand=NO_NAME.said_in(form.language))


_TOO_MANY_CHANNELS = Both(
    en="more than {most} channels are named in places, segments, aims, rivals and channels "
    "together: keep to those where people speak to you.",
    fr="plus de {most} canaux sont nommés en tout (places, segments, aims, rivals, channels) : "
    "gardez ceux où l’on vous parle.",
)
