"""A whole form, brought from a file: it takes the place of what was said before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

import psycopg
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from parvis.brands.models import Brand
from parvis.kit.activity import record
from parvis.kit.actors import Actor
from parvis.strategy.actions.course import on_course
from parvis.strategy.actions.sheet import answer_row
from parvis.strategy.diagnosis.form import Form
from parvis.strategy.models import (
    Answer,
    Capture,
    Channel,
    Fit,
    Habit,
    Objective,
    Place,
    Practice,
    Rival,
    Segment,
    Sheet,
    StepPassed,
    Subject,
    Voice,
)
from parvis.strategy.models.sheet import STEPS

LISTS: tuple[type[models.Model], ...] = (
    *(Place, Channel, Voice, Subject, Segment, Objective, Rival, Answer),
)


class FormUnusable(Exception):
    """What the form says cannot be kept; the message says what and why. Nothing was written."""


def bring_form(brand: Brand, form: Form, *, by: Actor, at: datetime, why: str = "") -> None:
    """Name, day and language of the form are left aside: the brand has its own. All steps are
    passed by it. Raises `FormUnusable`, and `WhyMissing` where the course changes without a word
    `why`; nothing was written then."""
    with on_course(brand, why=why, by=by, at=at):
        _replace(brand, form)
        _pass_all_steps(brand, by=by, at=at)
        record(
            "diagnosis.brought",
            target=("brand", brand.pk),
            by=by,
            at=at,
            brand_id=brand.pk,
            facts={},
        )


@contextmanager
def as_if_brought(brand: Brand, form: Form) -> Iterator[None]:
    """Inside, the rows say what the form says; afterwards what they said before. Raises
    `FormUnusable` as `bring_form` would."""
    with transaction.atomic():
        _replace(brand, form)
        yield
        transaction.set_rollback(True)


def _replace(brand: Brand, form: Form) -> None:
    for model in LISTS:
        model._default_manager.filter(brand=brand).delete()
    Sheet.objects.filter(brand=brand).delete()
    try:
        with transaction.atomic():
            for rows in _rows(brand, form):
                _write_all(rows)
    except IntegrityError as error:
        raise FormUnusable(_told_by(error)) from error


def _pass_all_steps(brand: Brand, *, by: Actor, at: datetime) -> None:
    StepPassed.objects.bulk_create(
        [
            StepPassed(brand=brand, step=step, by_name=by.name, passed_at=at)
            for step in range(1, STEPS + 1)
        ],
        ignore_conflicts=True,
    )


def _rows(brand: Brand, form: Form) -> Iterator[Sequence[models.Model]]:
    """In the order in which they can be written: what hangs on a row comes after it."""
    yield [_sheet(brand, form)]
    yield [
        Place(
            brand=brand,
            name=place.name,
            kind=place.kind,
            channel=place.channel,
            address=place.address,
            owner=place.owner,
            state=place.state or "",
            last_sign=place.last_sign,
            shows=place.shows,
        )
        for place in form.places
    ]
    yield [
        Channel(
            brand=brand,
            key=channel.key,
            name=channel.name,
            asked=channel.asked,
            answered=channel.answered,
            hours_to_answer=channel.hours_to_answer,
            promotions=channel.promotions,
            replies=channel.replies,
            handling_minutes=channel.handling_minutes,
            source=channel.source,
        )
        for channel in form.channels
    ]
    yield [
        Voice(brand=brand, name=voice.name, role=voice.role, willing=voice.willing)
        for voice in form.identity.voices
    ]
    yield from _subjects(brand, form)
    yield from _segments(brand, form)
    yield [
        Objective(
            brand=brand,
            aim=aim.id,
            measure=aim.measure,
            target=aim.target,
            today=aim.today,
            due=aim.due,
            policy=aim.policy,
            owner=aim.owner,
            channels=list(aim.channels),
        )
        for aim in form.aims
    ]
    yield from _rivals(brand, form)
    yield [answer_row(brand, question, told) for question, told in form.told.items()]


def _sheet(brand: Brand, form: Form) -> Sheet:
    means = form.means
    return Sheet(
        brand=brand,
        pure_player=form.pure_player,
        promise_hours=form.promise_hours,
        values=list(form.identity.values),
        expertise=list(form.identity.expertise),
        people=means.people,
        hours_a_week=means.hours_a_week,
        handling_minutes=means.handling_minutes,
        gesture=means.gesture,
        tools=list(means.tools),
        training=means.training,
    )


def _subjects(brand: Brand, form: Form) -> Iterator[Sequence[models.Model]]:
    pairs = [
        (
            one,
            Subject(
                brand=brand,
                name=one.name,
                legitimate=one.legitimate or "",
                evidence=one.evidence,
                spoken_by=list(one.spoken_by),
            ),
        )
        for one in form.identity.subjects
    ]
    yield [subject for _, subject in pairs]
    yield [
        Fit(subject=subject, fundamental=fundamental, degree=fit.degree, evidence=fit.evidence)
        for one, subject in pairs
        for fundamental, fit in one.fit.items()
    ]


def _segments(brand: Brand, form: Form) -> Iterator[Sequence[models.Model]]:
    pairs = [
        (
            one,
            Segment(
                brand=brand, name=one.name, public=one.public, size=one.size, source=one.source
            ),
        )
        for one in form.segments
    ]
    yield [segment for _, segment in pairs]
    yield [
        Habit(
            segment=segment,
            channel=key,
            present=habit.present,
            expects=habit.expects,
            source=habit.source,
            on=habit.on,
            public=habit.public or "",
            why=habit.why,
            **{profile.value: share for profile, share in habit.profiles.items()},
        )
        for one, segment in pairs
        for key, habit in one.channels.items()
    ]


def _rivals(brand: Brand, form: Form) -> Iterator[Sequence[models.Model]]:
    pairs = [
        (
            one,
            Rival(
                brand=brand,
                name=one.name,
                channels=list(one.channels),
                hours=one.hours,
                tone=one.tone,
                who_answers=one.who_answers,
                faq=one.faq,
                offers=one.offers,
            ),
        )
        for one in form.rivals
    ]
    yield [rival for _, rival in pairs]
    yield [
        Practice(rival=rival, practice=practice, does=does)
        for one, rival in pairs
        for practice, does in one.practices.items()
    ]
    yield [
        Capture(rival=rival, on=capture.on, note=capture.note, address=capture.address)
        for one, rival in pairs
        for capture in one.captures
    ]


def _write_all(rows: Sequence[models.Model]) -> None:
    if not rows:
        return
    for row in rows:
        try:
            row.clean_fields(exclude=_of_other_rows(row))
        except ValidationError as error:
            raise FormUnusable(_told(row, error)) from error
    type(rows[0])._default_manager.bulk_create(rows)


def _of_other_rows(row: models.Model) -> set[str]:
    return {one.name for one in row._meta.concrete_fields if one.is_relation}


def _told(row: models.Model, error: ValidationError) -> str:
    wrong = "; ".join(
        f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items()
    )
    return f"{type(row).__name__.lower()} “{row}”: {wrong}"


def _told_by(error: IntegrityError) -> str:
    """The name of the constraint is a sentence."""
    cause = error.__cause__
    constraint = cause.diag.constraint_name if isinstance(cause, psycopg.Error) else ""
    return (constraint or str(error)).replace("_", " ")
