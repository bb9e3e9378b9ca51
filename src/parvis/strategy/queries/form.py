"""The form as the brand's rows fill it in: what `parvis diagnose` reads from a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256

from parvis.brands.models import Brand
from parvis.strategy.diagnosis import form as written
from parvis.strategy.diagnosis.form import (
    Degree,
    Form,
    Fundamental,
    Identity,
    Kind,
    Means,
    Profile,
    Public,
    State,
)
from parvis.strategy.diagnosis.words import Language
from parvis.strategy.diagnosis.writing import write_form
from parvis.strategy.models import (
    Answer,
    Channel,
    Habit,
    Objective,
    Place,
    Rival,
    Segment,
    Sheet,
    Subject,
    Voice,
)

QUERIES = 13
"""However much is in the form."""


def form_of(brand: Brand, *, at: datetime) -> Form:
    """What the brand says of itself, on the day of `at` by its own clock."""
    sheet = Sheet.objects.filter(brand=brand).first() or Sheet(brand=brand)
    return Form(
        brand=brand.name,
        on=at.astimezone(brand.zone).date(),
        language=_language(brand),
        pure_player=sheet.pure_player,
        promise_hours=sheet.promise_hours or brand.promise_minutes / 60,
        places=tuple(_place(row) for row in Place.objects.filter(brand=brand)),
        identity=_identity(brand, sheet),
        segments=tuple(
            _segment(row) for row in Segment.objects.filter(brand=brand).prefetch_related("habits")
        ),
        aims=tuple(_aim(row) for row in Objective.objects.filter(brand=brand)),
        rivals=tuple(
            _rival(row)
            for row in Rival.objects.filter(brand=brand).prefetch_related("practices", "captures")
        ),
        means=_means(sheet),
        channels=tuple(_channel(row) for row in Channel.objects.filter(brand=brand)),
        told={row.question: row.told for row in Answer.objects.filter(brand=brand)},
    )


def mark_of(form: Form) -> str:
    """The same as long as the form says the same, on whatever day and in whichever language."""
    plain = replace(form, on=date.min, language="en")
    return sha256(write_form(plain).encode()).hexdigest()


def _language(brand: Brand) -> Language:
    return "fr" if brand.language == "fr" else "en"


def _place(row: Place) -> written.Place:
    return written.Place(
        name=row.name,
        kind=Kind(row.kind),
        channel=row.channel,
        address=row.address,
        owner=row.owner,
        state=State(row.state) if row.state else None,
        last_sign=row.last_sign,
        shows=row.shows,
    )


def _identity(brand: Brand, sheet: Sheet) -> Identity:
    return Identity(
        values=tuple(sheet.values),
        expertise=tuple(sheet.expertise),
        voices=tuple(
            written.Voice(name=row.name, role=row.role, willing=row.willing)
            for row in Voice.objects.filter(brand=brand)
        ),
        subjects=tuple(
            _subject(row) for row in Subject.objects.filter(brand=brand).prefetch_related("fits")
        ),
    )


def _subject(row: Subject) -> written.Subject:
    return written.Subject(
        name=row.name,
        legitimate=Degree(row.legitimate) if row.legitimate else None,
        evidence=row.evidence,
        spoken_by=tuple(row.spoken_by),
        fit={
            Fundamental(fit.fundamental): written.Fit(
                degree=Degree(fit.degree), evidence=fit.evidence
            )
            for fit in row.fits.all()
        },
    )


def _segment(row: Segment) -> written.Segment:
    return written.Segment(
        name=row.name,
        public=Public(row.public),
        size=row.size,
        source=row.source,
        channels={habit.channel: _habit(habit) for habit in row.habits.all()},
    )


def _habit(row: Habit) -> written.Habit:
    shares = {profile: getattr(row, profile.value) for profile in Profile}
    return written.Habit(
        present=row.present,
        expects=row.expects,
        profiles={profile: share for profile, share in shares.items() if share is not None},
        source=row.source,
        on=row.on,
        public=Public(row.public) if row.public else None,
        why=row.why,
    )


def _aim(row: Objective) -> written.Aim:
    return written.Aim(
        id=row.aim,
        measure=row.measure,
        target=row.target,
        today=row.today,
        due=row.due,
        policy=row.policy,
        owner=row.owner,
        channels=tuple(row.channels),
    )


def _rival(row: Rival) -> written.Rival:
    return written.Rival(
        name=row.name,
        channels=tuple(row.channels),
        hours=row.hours,
        tone=row.tone,
        who_answers=row.who_answers,
        faq=row.faq,
        offers=row.offers,
        practices={one.practice: one.does for one in row.practices.all()},
        captures=tuple(
            written.Capture(on=one.on, note=one.note, address=one.address)
            for one in row.captures.all()
        ),
    )


def _means(sheet: Sheet) -> Means:
    return Means(
        people=sheet.people,
        hours_a_week=sheet.hours_a_week,
        handling_minutes=sheet.handling_minutes,
        gesture=sheet.gesture,
        tools=tuple(sheet.tools),
        training=sheet.training,
    )


def _channel(row: Channel) -> written.Channel:
    return written.Channel(
        key=row.key,
        name=row.name,
        asked=row.asked,
        answered=row.answered,
        hours_to_answer=row.hours_to_answer,
        promotions=row.promotions,
        replies=row.replies,
        handling_minutes=row.handling_minutes,
        source=row.source,
    )
