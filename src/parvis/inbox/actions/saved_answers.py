"""Answers written once for a question that comes again."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import IntegrityError, transaction

from parvis.brands.models import Brand, User
from parvis.inbox.models import Case, SavedAnswer
from parvis.kit.activity import record

BLANKS = re.compile(r"\{(name|brand|agent)\}")


class TitleTaken(Exception):
    """The brand has a saved answer with this title in this language."""


@transaction.atomic
def save_answer(
    brand: Brand, *, title: str, text: str, language: str, by: User, at: datetime
) -> SavedAnswer:
    """A new one. Raises `TitleTaken`."""
    saved = SavedAnswer(
        brand=brand, title=title, text=text, language=language, author=by, saved_at=at
    )
    _store(saved)
    _log("saved_answer.saved", saved, by=by, at=at)
    return saved


@transaction.atomic
def change_saved_answer(
    saved: SavedAnswer, *, title: str, text: str, language: str, by: User, at: datetime
) -> SavedAnswer:
    """Answers that were sent with the old words keep them. Raises `TitleTaken`."""
    held = SavedAnswer.objects.select_for_update().get(pk=saved.pk)
    if (held.title, held.text, held.language) == (title, text, language):
        return held
    held.title, held.text, held.language, held.saved_at = title, text, language, at
    _store(held)
    _log("saved_answer.changed", held, by=by, at=at)
    return held


@transaction.atomic
def archive_saved_answer(saved: SavedAnswer, *, by: User, at: datetime) -> None:
    """It is offered no more, and its title is free again."""
    if SavedAnswer.objects.filter(pk=saved.pk, archived_at=None).update(archived_at=at):
        _log("saved_answer.archived", saved, by=by, at=at)


def words_for(saved: SavedAnswer, *, case: Case, agent: User) -> str:
    """The answer with its blanks filled: the customer's name, the brand's and the writer's."""
    known = {"name": case.person.name, "brand": saved.brand.name, "agent": agent.name}
    return BLANKS.sub(lambda blank: known[blank[1]], saved.text)


def _store(saved: SavedAnswer) -> None:
    try:
        with transaction.atomic():
            saved.save()
    except IntegrityError as error:
        if "a_saved_answer_has_its_own_title" not in str(error):
            raise
        raise TitleTaken(saved.title) from error


def _log(verb: str, saved: SavedAnswer, *, by: User, at: datetime) -> None:
    record(
        verb,
        target=("saved_answer", saved.pk),
        by=by.actor,
        at=at,
        brand_id=saved.brand_id,
        facts={"title": saved.title},
    )
