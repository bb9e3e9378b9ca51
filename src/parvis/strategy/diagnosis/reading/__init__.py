"""The file of a diagnosis: YAML in, a form out, or everything that is wrong with it.

Every value is read as the words that stand there and converted by what its key expects, so that
`no`, `12:30` and dates mean what their writer meant.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from parvis.strategy.diagnosis.channels import channels_of
from parvis.strategy.diagnosis.contradictions import Contradiction, contradictions
from parvis.strategy.diagnosis.form import Form
from parvis.strategy.diagnosis.paths import spelled
from parvis.strategy.diagnosis.reading.faults import Fault, Notes, ReadForm, UnusableForm, Wrong
from parvis.strategy.diagnosis.reading.keys import form_keys
from parvis.strategy.diagnosis.reading.nodes import CannotGoOn, Pairs, Word, read_nodes
from parvis.strategy.diagnosis.words import Both, Language

__all__ = ["Fault", "ReadForm", "UnusableForm", "known_keys", "read_form", "with_key"]

CHANNELS_MAX = 500
"""Each gets a verdict with all that speaks for and against it."""
NO_NAME = Both(en="(no name)", fr="(sans nom)")
"""Of a brand whose file does not say it. Anything may be left open."""


def read_form(document: bytes, *, today: date, language: Language | None = None) -> ReadForm:
    """The form in a file of YAML; it speaks of `today` unless it says another day, and in
    `language`, where one is told, instead of its own.

    Raises `UnusableForm` with all that is wrong, contradictions as well.
    """
    notes = Notes()
    try:
        node = read_nodes(document, notes=notes)
    except CannotGoOn as error:
        faults = [*notes.faults, error.fault]
        raise UnusableForm(faults, more=notes.more, language=language or "en") from None
    if node is None or (isinstance(node, Word) and node.open):
        node = Pairs([], 1)
    form = form_keys(partial(_form, today=today, instead=language)).read(node, (), notes)
    if form is not None:
        _hold_together(form, notes)
    if form is None or notes.faults:
        spoken = form.language if form else language or "en"
        read = ReadForm(form, notes.line_of) if form and not notes.shifted else None
        raise UnusableForm(notes.faults, more=notes.more, language=spoken, read=read)
    return ReadForm(form, notes.line_of)


def _form(*, today: date, instead: Language | None, **values: Any) -> Form:
    said = "promise_hours" in values
    form = Form(**{"brand": "", "on": today, **values}, promise_said=said)
    spoken = instead or form.language
    return replace(form, language=spoken, brand=form.brand or NO_NAME.said_in(spoken))


def _hold_together(form: Form, notes: Notes) -> None:
    if len(channels_of(form, {})) > CHANNELS_MAX:
        notes.fault((), Wrong(_TOO_MANY_CHANNELS, most=CHANNELS_MAX), line=1)
    elif _can_be_held_together(notes):
        for found in contradictions(form):
            notes.fault(found.path, with_key(found), line=notes.line_of(found.path))


def with_key(found: Contradiction) -> Both:
    """With the other key that is to be looked at."""
    if not found.against:
        return found.says
    return _SEE.filled(says=found.says, key=spelled(found.against))


def _can_be_held_together(notes: Notes) -> bool:
    """Not where entries are counted otherwise than they stand, nor without the form's own day."""
    return not notes.shifted and all(fault.path != ("on",) for fault in notes.faults)


def known_keys() -> list[str]:
    """Every key of the file, as `segments[].channels.*.present`."""
    return list(form_keys(Form).keys(""))


_SEE = Both(en="{says} See {key}.", fr="{says} Voir {key}.")
_TOO_MANY_CHANNELS = Both(
    en="more than {most} channels are named in places, segments, aims, rivals and channels "
    "together: keep to those where people speak to you.",
    fr="plus de {most} canaux sont nommés en tout (places, segments, aims, rivals, "
    "channels)\u00a0: gardez ceux où l’on vous parle.",
)
