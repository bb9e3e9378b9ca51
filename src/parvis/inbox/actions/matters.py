"""Matters of a brand: proposed, accepted, renamed, merged, refused; and what the team says of them.

What is decided here is learned by a worker a moment later (inbox.actions.learning_matters).
"""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from parvis.brands.models import Brand, User
from parvis.inbox.actions.holding import hold, log_step
from parvis.inbox.models import Case, CaseMatter, Matter, MatterTask
from parvis.kit.activity import record
from parvis.kit.characters import plain_name
from parvis.kit.knocks import knock

LEARN = "parvis.inbox.learn_matters"
NAME_MAX = 60


class NameTaken(Exception):
    """The brand has another living matter of that name."""


class NameUnfit(ValueError):
    """No matter can be called that."""


class NameMissing(NameUnfit):
    """Of the name nothing is to be read."""


class NameTooLong(NameUnfit):
    """It has more than `NAME_MAX` letters."""


class MergeImpossible(Exception):
    """The matter that was to take this one in is none that the brand has accepted, or is itself
    part of it."""


@transaction.atomic
def make_matter(brand: Brand, *, name: str, by: User, at: datetime) -> Matter:
    """A matter that nobody proposed, accepted from the start. Raises `NameTaken` or
    `NameUnfit`."""
    matter = Matter(
        brand=brand,
        name=_words(name),
        state=Matter.State.ACCEPTED,
        proposed_at=at,
        decided_at=at,
        decided_by_name=by.name,
    )
    _store(matter)
    _log("matter.made", matter, by=by, at=at)
    return matter


@transaction.atomic
def accept_matter(matter: Matter, *, by: User, at: datetime) -> None:
    """From now on messages belong to it. Raises `NameTaken` when its name was given away since."""
    held = _hold(matter)
    if held.state != Matter.State.ACCEPTED:
        _decide(held, Matter.State.ACCEPTED, by=by, at=at)
        _log("matter.accepted", held, by=by, at=at)
        learn_soon(held.brand_id)


@transaction.atomic
def refuse_matter(matter: Matter, *, by: User, at: datetime) -> None:
    """It is no matter, or none any more; it is not proposed again."""
    held = _hold(matter)
    if held.state != Matter.State.REFUSED:
        _decide(held, Matter.State.REFUSED, by=by, at=at)
        _log("matter.refused", held, by=by, at=at)
        learn_soon(held.brand_id)


@transaction.atomic
def merge_matter(matter: Matter, *, into: Matter, by: User, at: datetime) -> None:
    """Its messages, those before and those to come, belong to the other. Raises
    `MergeImpossible`."""
    # both at once and in one order: two who merge them crosswise wait for each other only once
    locked = {row.pk: row for row in _locked().filter(pk__in=[matter.pk, into.pk]).order_by("pk")}
    held, taker = locked[matter.pk], locked[into.pk]
    if taker.pk == held.pk or taker.brand_id != held.brand_id:
        raise MergeImpossible
    if taker.state != Matter.State.ACCEPTED:
        raise MergeImpossible
    _decide(held, Matter.State.MERGED, by=by, at=at, into=taker)
    _log("matter.merged", held, by=by, at=at, into=taker.name)
    learn_soon(held.brand_id)


@transaction.atomic
def propose_again(matter: Matter, *, by: User, at: datetime) -> None:
    """Takes back what was decided: it stands among the proposed ones again. Raises `NameTaken`."""
    held = _hold(matter)
    if held.state == Matter.State.PROPOSED:
        return
    held.state, held.merged_into = Matter.State.PROPOSED, None
    held.decided_at, held.decided_by_name = None, ""
    _store(held)
    _log("matter.proposed_again", held, by=by, at=at)
    learn_soon(held.brand_id)


@transaction.atomic
def rename_matter(matter: Matter, *, name: str, by: User, at: datetime) -> None:
    """Raises `NameTaken` or `NameUnfit`."""
    held = _hold(matter)
    before, held.name = held.name, _words(name)
    if held.name != before:
        _store(held)
        _log("matter.renamed", held, by=by, at=at, before=before)


@transaction.atomic
def say_task(matter: Matter, *, task: str, by: User, at: datetime) -> None:
    """What it takes, whatever its numbers say; an empty `task` leaves it to them again."""
    held = _hold(matter)
    living = MatterTask.objects.filter(matter=held, ended_at=None)
    if list(living.values_list("task", flat=True)) == ([task] if task else []):
        return
    living.update(ended_at=at)
    if task:
        MatterTask.objects.create(matter=held, task=task, by=by, by_name=by.name, said_at=at)
    _log("matter.task_said", held, by=by, at=at, task=task)


@transaction.atomic
def say_matter(case: Case, *, matter: Matter | None, by: User, at: datetime) -> CaseMatter:
    """What a case is about (None: no matter of ours), whatever its words look like. It teaches.

    Raises `ValueError` for a matter that the case's brand has not accepted.
    """
    held = hold(case)
    if matter and (matter.brand_id != held.brand_id or matter.state != Matter.State.ACCEPTED):
        raise ValueError(f"matter {matter.pk} is none of brand {held.brand_id}")
    living = held.said_matters.filter(ended_at=None)
    if (said := living.first()) and said.matter_id == (matter.pk if matter else None):
        return said
    living.update(ended_at=at)
    said = CaseMatter.objects.create(case=held, matter=matter, by=by, by_name=by.name, said_at=at)
    log_step("case.matter_said", held, by=by.actor, at=at, matter=matter.name if matter else "")
    return said


@transaction.atomic
def take_back_matter(case: Case, *, by: User, at: datetime) -> None:
    """What was said last of the case's matter is not so: what was said before holds, if it was."""
    held = hold(case)
    said = held.said_matters.filter(ended_at=None).first()
    if said is None:
        return
    CaseMatter.objects.filter(pk=said.pk).update(ended_at=at)
    before = held.said_matters.exclude(pk=said.pk).filter(ended_at=said.said_at).order_by("-pk")
    if earlier := before.first():
        CaseMatter.objects.filter(pk=earlier.pk).update(ended_at=None)
    log_step("case.matter_taken_back", held, by=by.actor, at=at)


def learn_soon(brand_id: int) -> None:
    """In the caller's transaction: a worker is to learn the accepted matters from what is known."""
    knock(LEARN, turn=f"{LEARN}:{brand_id}", brand_id=brand_id)


def _hold(matter: Matter) -> Matter:
    return _locked().get(pk=matter.pk)


def _locked() -> QuerySet[Matter, Matter]:
    return Matter.objects.select_for_update(of=["self"]).select_related("brand")


def _decide(
    matter: Matter, state: Matter.State, *, by: User, at: datetime, into: Matter | None = None
) -> None:
    matter.state, matter.merged_into = state, into
    matter.decided_at, matter.decided_by_name = at, by.name
    _store(matter)


def _words(name: str) -> str:
    words = plain_name(name)
    if not words:
        raise NameMissing(repr(name))
    if len(words) > NAME_MAX:
        raise NameTooLong(f"{len(words)} letters: {words!r}")
    return words


def _store(matter: Matter) -> None:
    try:
        with transaction.atomic():
            matter.save()
    except IntegrityError as error:
        if "a_matter_has_its_own_name" not in str(error):
            raise
        raise NameTaken(matter.name) from error


def _log(verb: str, matter: Matter, *, by: User, at: datetime, **facts: str) -> None:
    record(
        verb,
        target=("matter", matter.pk),
        by=by.actor,
        at=at,
        brand_id=matter.brand_id,
        facts={"name": matter.name, **facts},
    )
