"""The rows that say what a form says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db import models

from parvis.brands.models import Brand
from parvis.strategy.actions.sheet import answer_row
from parvis.strategy.diagnosis import form as written
from parvis.strategy.diagnosis.form import Aim, Form
from parvis.strategy.models import (
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
    Subject,
    Voice,
)


def rows_of(form: Form, *, brand: Brand) -> Iterator[Sequence[models.Model]]:
    """In the order in which they can be written: what hangs on a row comes after it."""
    yield [_sheet(brand, form)]
    yield [_place(brand, place) for place in form.places]
    yield [_channel(brand, channel) for channel in form.channels]
    yield [
        Voice(brand=brand, name=voice.name, role=voice.role, willing=voice.willing)
        for voice in form.identity.voices
    ]
    yield from _subjects(brand, form)
    yield from _segments(brand, form)
    yield [_objective(brand, aim) for aim in form.aims]
    yield from _rivals(brand, form)
    yield [answer_row(brand, question, told) for question, told in form.told.items()]


def _place(brand: Brand, place: written.Place) -> Place:
    return Place(
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


def _channel(brand: Brand, channel: written.Channel) -> Channel:
    return Channel(
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


def _objective(brand: Brand, aim: Aim) -> Objective:
    return Objective(
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
