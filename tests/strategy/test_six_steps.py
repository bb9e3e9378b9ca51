"""The form of the diagnosis as somebody fills it in: step by step, line by line, plain forms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

import pytest
from django.test import Client

from parvis.brands.models import Brand
from parvis.kit.models import Activity
from parvis.strategy.asked.steps import STEPS
from parvis.strategy.diagnosis import form as written
from parvis.strategy.diagnosis.form import Degree, Fundamental, Kind, Profile, State
from parvis.strategy.models import Habit, Place, Rival, Segment, Voice
from parvis.strategy.queries.form import form_of
from parvis.strategy.queries.progress import progress_of
from tests.conftest import MONDAY_NOON

form_that_says = partial(written.Form, brand="Maison Tilleul", on=MONDAY_NOON.date(), language="fr")
MENDING = written.Subject(
    name="Mending",
    legitimate=Degree.YES,
    spoken_by=("Nadia",),
    fit={Fundamental.SHARING: written.Fit(degree=Degree.PARTLY, evidence="two films")},
)
STEP = "/strategy/diagnosis/{}/?brand=tilleul"
LINES = "/strategy/lines/{}/new/?brand=tilleul"


def add_line(
    director: Client, line: str, typed: Mapping[str, str], *, of: Segment | Rival | None = None
) -> None:
    """To the brand's list, or to the one that hangs on the line `of`."""
    address = LINES.format(line) + (f"&of={of.pk}" if of else "")
    director.post(address, {f"new-{line}-{field}": value for field, value in typed.items()})


@pytest.mark.parametrize("step", [step.slug for step in STEPS])
def test_each_step_may_stay_open_and_leads_to_the_next(
    director: Client, brand: Brand, step: str
) -> None:
    assert director.get(STEP.format(step)).status_code == 200

    answer = director.post(STEP.format(step), {})

    number = next(one.number for one in STEPS if one.slug == step)
    following = STEP.format(STEPS[number].slug) if number < 6 else "/strategy/?brand=tilleul"
    assert (answer.status_code, answer.headers["Location"]) == (302, following)
    assert progress_of(brand).passed == {number}


def test_one_goes_on_where_one_left_off(director: Client, brand: Brand) -> None:
    director.post(STEP.format("exists"), {})
    director.post(STEP.format("identity"), {})

    answer = director.get("/strategy/diagnosis/?brand=tilleul", follow=True)

    assert answer.redirect_chain == [(STEP.format("publics"), 302)]
    page = " ".join(answer.content.decode().split())
    assert "Step 3 of 6; 9 of 25 minutes" in page


def test_what_is_kept_to_go_on_later_stays_on_the_step(director: Client, brand: Brand) -> None:
    answer = director.post(STEP.format("exists"), {"pure_player": "yes", "then": "stay"})

    assert answer.headers["Location"] == STEP.format("exists")
    assert form_of(brand, at=MONDAY_NOON).pure_player is True


def test_a_step_that_is_wrong_is_shown_again_with_what_was_typed(
    director: Client, brand: Brand
) -> None:
    answer = director.post(STEP.format("means"), {"people": "-2", "training": "Every Monday"})

    assert answer.status_code == 422
    assert "Every Monday" in answer.content.decode()
    assert progress_of(brand).passed == frozenset()


def test_what_was_begun_beside_a_step_is_kept_with_it(director: Client, brand: Brand) -> None:
    director.post(
        STEP.format("exists"),
        {"pasted": "tilleul.example/faq", "new-place-name": "Letter", "new-place-kind": "mail"},
    )
    director.post(
        STEP.format("identity"),
        {"values": "lasting", "new-voice-name": "Nadia", "new-subject-name": "Mending"},
    )

    form = form_of(brand, at=MONDAY_NOON)
    assert [place.name for place in form.places] == ["Letter", "tilleul.example/faq"]
    assert [voice.name for voice in form.identity.voices] == ["Nadia"]
    assert [subject.name for subject in form.identity.subjects] == ["Mending"]
    assert progress_of(brand).passed == {1, 2}


def test_a_line_that_nobody_began_is_no_line(director: Client, brand: Brand) -> None:
    nothing = {
        "new-segment-name": "",
        "new-segment-public": "customers",
        "new-segment-size": "",
        "new-objective-aim": "",
        "new-objective-channels": "",
        "new-rival-channels": "",
        "new-voice-willing": "",
        "new-subject-spoken_by": "",
        "new-place-kind": "",
    }

    answers = [director.post(STEP.format(step.slug), nothing) for step in STEPS]

    assert [answer.status_code for answer in answers] == [302] * 6
    form = form_of(brand, at=MONDAY_NOON)
    assert (form.places, form.segments, form.aims, form.rivals) == ((), (), (), ())


def test_a_last_sign_of_life_is_no_day_to_come(director: Client, brand: Brand) -> None:
    typed = {"new-place-name": "Letter", "new-place-kind": "mail"}

    answer = director.post(LINES.format("place"), typed | {"new-place-last_sign": "2199-01-01"})

    assert answer.status_code == 422
    assert "This day is still to come: look at the year." in answer.content.decode()


def test_what_a_line_lacks_to_be_of_use_is_marked(director: Client, brand: Brand) -> None:
    Place.objects.create(brand=brand, name="@tilleul", kind="account")
    Segment.objects.create(brand=brand, name="Walkers")

    assert "on which network?" in director.get(STEP.format("exists")).content.decode()
    assert "on which channels?" in director.get(STEP.format("publics")).content.decode()


def test_of_two_pages_open_at_once_each_keeps_what_was_changed_on_it(
    director: Client, brand: Brand
) -> None:
    asked = director.get(STEP.format("means")).context
    shown = {"shown-sheet": asked["sheet"].shown, "shown-answers": asked["answers"].shown}

    director.post(STEP.format("means"), {**shown, "hours_a_week": "35", "trained": "yes"})
    director.post(STEP.format("means"), {**shown, "gesture": "80", "training": "Mondays"})

    form = form_of(brand, at=MONDAY_NOON)
    means = form.means
    assert (means.hours_a_week, means.gesture, means.training) == (35, 80, "Mondays")
    assert form.told["trained"].value is True


def test_of_lines_begun_all_are_kept_or_none(director: Client, brand: Brand) -> None:
    Voice.objects.create(brand=brand, name="Nadia")

    answer = director.post(
        STEP.format("identity"),
        {"values": "lasting", "new-voice-name": "Nadia", "new-subject-name": "Mending"},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Another line is called that" in page
    assert 'value="Mending"' in page
    assert "lasting" in page
    form = form_of(brand, at=MONDAY_NOON)
    assert (form.identity.values, form.identity.subjects) == ((), ())


def test_what_was_begun_below_a_line_is_kept_with_it(director: Client, brand: Brand) -> None:
    segment = Segment.objects.create(brand=brand, name="Walkers")

    director.post(
        f"/strategy/lines/segment/{segment.pk}/",
        {
            "name": "Walkers of the west",
            "public": "customers",
            "new-habit-channel": "Instagram",
            "new-habit-present": "62",
        },
    )

    (kept,) = form_of(brand, at=MONDAY_NOON).segments
    assert kept.name == "Walkers of the west"
    assert kept.channels == {"instagram": written.Habit(present=0.62)}


@pytest.mark.parametrize(
    ("line", "typed", "form"),
    [
        (
            "place",
            {
                "name": "Our Instagram",
                "kind": "account",
                "channel": "Insta",
                "owner": "Ines",
                "state": "silent",
                "last_sign": "2025-12-01",
            },
            form_that_says(
                places=(
                    written.Place(
                        name="Our Instagram",
                        kind=Kind.ACCOUNT,
                        channel="instagram",
                        owner="Ines",
                        state=State.SILENT,
                        last_sign=date(2025, 12, 1),
                    ),
                )
            ),
        ),
        (
            "voice",
            {"name": "Nadia", "role": "mends", "willing": "no"},
            form_that_says(
                identity=written.Identity(
                    voices=(written.Voice(name="Nadia", role="mends", willing=False),)
                )
            ),
        ),
        (
            "subject",
            {
                "name": "Mending",
                "legitimate": "yes",
                "spoken_by": "Nadia",
                "fit_sharing": "partly",
                "shows_sharing": "two films",
            },
            form_that_says(identity=written.Identity(subjects=(MENDING,))),
        ),
        (
            "segment",
            {"name": "Walkers", "public": "customers", "size": "9"},
            form_that_says(segments=(written.Segment(name="Walkers", size=9),)),
        ),
        (
            "rival",
            {"name": "Zinc", "channels": "X, mail", "does_signs": "yes"},
            form_that_says(
                rivals=(
                    written.Rival(name="Zinc", channels=("x", "mail"), practices={"signs": True}),
                )
            ),
        ),
        (
            "channel",
            {"key": "Mail", "asked": "240", "answered": "95"},
            form_that_says(channels=(written.Channel(key="mail", asked=240, answered=0.95),)),
        ),
    ],
    ids=["place", "voice", "subject", "segment", "rival", "channel"],
)
def test_the_form_says_what_was_typed(
    director: Client, brand: Brand, line: str, typed: Mapping[str, str], form: written.Form
) -> None:
    add_line(director, line, typed)

    assert form_of(brand, at=MONDAY_NOON) == form


def test_the_form_says_what_was_typed_beside_its_lists(director: Client, brand: Brand) -> None:
    director.post(
        STEP.format("identity"), {"values": "lasting\r\n\r\nrepairable", "expertise": "seams"}
    )
    director.post(STEP.format("means"), {"people": "1.5", "gesture": "0", "promise_hours": "8"})

    assert form_of(brand, at=MONDAY_NOON) == form_that_says(
        identity=written.Identity(values=("lasting", "repairable"), expertise=("seams",)),
        means=written.Means(people=1.5, gesture=0),
        promise_hours=8,
    )


def test_what_hangs_on_a_line_is_said_with_it(director: Client, brand: Brand) -> None:
    add_line(director, "segment", {"name": "Walkers", "public": "customers"})
    add_line(director, "rival", {"name": "Zinc"})

    add_line(
        director,
        "habit",
        {"channel": "Instagram", "present": "29", "critic": "30", "on": "2025-06-01"},
        of=Segment.objects.get(),
    )
    add_line(
        director,
        "capture",
        {"on": "2026-03-01", "note": "Answered on a Sunday"},
        of=Rival.objects.get(),
    )

    on_instagram = written.Habit(present=0.29, profiles={Profile.CRITIC: 0.3}, on=date(2025, 6, 1))
    seen = written.Capture(on=date(2026, 3, 1), note="Answered on a Sunday")
    assert form_of(brand, at=MONDAY_NOON) == form_that_says(
        segments=(written.Segment(name="Walkers", channels={"instagram": on_instagram}),),
        rivals=(written.Rival(name="Zinc", captures=(seen,)),),
    )


def test_a_line_is_corrected_and_struck_out(director: Client, brand: Brand) -> None:
    director.post(LINES.format("place"), {"new-place-name": "Blgo", "new-place-kind": "blog"})
    address = f"/strategy/lines/place/{Place.objects.get().pk}/"
    assert director.get(address).status_code == 200

    director.post(address, {"name": "Blog", "kind": "blog", "state": "alive"})
    assert [place.name for place in form_of(brand, at=MONDAY_NOON).places] == ["Blog"]

    director.post(f"{address}strike/")
    assert form_of(brand, at=MONDAY_NOON).places == ()
    verbs = Activity.objects.filter(verb__startswith="diagnosis.").order_by("id")
    assert list(verbs.values_list("verb", "actor_name")) == [
        ("diagnosis.place_written", "Lea"),
        ("diagnosis.place_changed", "Lea"),
        ("diagnosis.place_struck_out", "Lea"),
    ]


def test_a_name_that_is_taken_is_refused_beside_its_field(director: Client, brand: Brand) -> None:
    for name in ("Blog", "blog"):
        answer = director.post(
            LINES.format("place"), {"new-place-name": name, "new-place-kind": "blog"}
        )

    assert answer.status_code == 422
    assert "Another line is called that: change that one." in answer.content.decode()


def test_an_open_field_is_refused_and_its_list_stays(director: Client, brand: Brand) -> None:
    segment = Segment.objects.create(brand=brand, name="Walkers")

    answer = director.post(
        f"/strategy/lines/habit/new/?of={segment.pk}&brand=tilleul", {"new-habit-present": "40"}
    )

    assert answer.status_code == 422
    assert 'value="40"' in answer.content.decode()


def test_nothing_hangs_on_a_line_of_another_brand(director: Client, other_brand: Brand) -> None:
    theirs = Segment.objects.create(brand=other_brand, name="Theirs")

    answer = director.post(
        f"/strategy/lines/habit/new/?of={theirs.pk}&brand=tilleul", {"new-habit-channel": "x"}
    )

    assert answer.status_code == 404


def test_a_line_that_was_struck_out_comes_back_whole(director: Client, brand: Brand) -> None:
    segment = Segment.objects.create(brand=brand, name="Walkers", size=40_000)
    Habit.objects.create(segment=segment, channel="x", present=0.29, on=date(2025, 6, 1))
    before = form_of(brand, at=MONDAY_NOON)

    director.post(f"/strategy/lines/segment/{segment.pk}/strike/")
    assert form_of(brand, at=MONDAY_NOON).segments == ()
    director.post("/strategy/lines/segment/restore/?brand=tilleul", {"undo": "1"})

    assert form_of(brand, at=MONDAY_NOON) == before


def test_what_was_brought_back_does_not_come_twice(director: Client, brand: Brand) -> None:
    place = Place.objects.create(brand=brand, name="Blog", kind="blog")

    director.post(f"/strategy/lines/place/{place.pk}/strike/")
    for _ in range(2):
        director.post("/strategy/lines/place/restore/?brand=tilleul")

    assert [place.name for place in form_of(brand, at=MONDAY_NOON).places] == ["Blog"]
