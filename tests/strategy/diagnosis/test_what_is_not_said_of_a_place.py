"""A place whose life or owner nobody named is not taken for more than was said."""

from __future__ import annotations

from datetime import date

import pytest

from parvis.strategy.diagnosis.diagnose import diagnose
from parvis.strategy.diagnosis.form import OWN_GROUND, Form, Kind, Place, State
from parvis.strategy.diagnosis.result import Verdict

DAY = date(2026, 3, 1)


def rules_for(*places: Place) -> set[str]:
    (verdict,) = diagnose(Form(brand="Selle", on=DAY, places=places)).channels
    return {reason.rule for reason in (*verdict.speaks_for, *verdict.speaks_against)}


def test_an_account_of_which_nothing_is_said_is_no_habit() -> None:
    unsaid = Place(name="@selle", kind=Kind.ACCOUNT, channel="instagram")
    alive = Place(name="@selle", kind=Kind.ACCOUNT, channel="instagram", state=State.ALIVE)

    assert "habit_here" not in rules_for(unsaid)
    assert "habit_here" in rules_for(alive)


def test_a_forum_of_others_is_not_the_brands_own_ground() -> None:
    ours = Place(name="Our forum", kind=Kind.FORUM)
    theirs = Place(name="Riders", kind=Kind.FORUM, channel="riders")

    inventory = diagnose(Form(brand="Selle", on=DAY, places=(ours, theirs))).inventory

    assert inventory.own_ground == ("Our forum",)
    assert inventory.on_social_media == ("Our forum", "Riders")


def test_a_forum_of_others_is_no_place_to_bring_people_to() -> None:
    silent = Place(name="@selle", kind=Kind.ACCOUNT, channel="instagram", state=State.SILENT)
    theirs = Place(name="Riders", kind=Kind.FORUM, channel="riders", state=State.ALIVE)

    [instagram, _riders] = diagnose(Form(brand="Selle", on=DAY, places=(silent, theirs))).channels

    assert instagram.verdict is Verdict.LEAVE
    assert {reason.rule for reason in instagram.speaks_for} == {"silent_here"}


@pytest.mark.parametrize("kind", sorted(OWN_GROUND - {Kind.FORUM}))
def test_a_place_of_ones_own_stays_so_with_a_channel(kind: Kind) -> None:
    ours = Place(name="Ask us", kind=kind, channel="ask_us")

    assert diagnose(Form(brand="Selle", on=DAY, places=(ours,))).inventory.own_ground == ("Ask us",)


@pytest.mark.parametrize(
    "declared",
    [
        Place(name="selle.example", kind=Kind.SITE, address="https://www.selle.example/"),
        Place(name="The riders’ wiki", kind=Kind.WIKI, channel="our_forum"),
    ],
    ids=["its address is within the site", "another place of one's own stands there"],
)
def test_a_forum_that_is_declared_ones_own_is(declared: Place) -> None:
    forum = Place(
        name="Our forum", kind=Kind.FORUM, channel="our_forum", address="forum.selle.example/all"
    )
    places = (forum, declared)

    inventory = diagnose(Form(brand="Selle", on=DAY, places=places)).inventory

    assert inventory.own_ground == ("Our forum", declared.name)


def test_a_channel_is_called_as_people_write_it() -> None:
    places = tuple(
        Place(name=key, kind=Kind.REVIEW_PAGE, channel=key)
        for key in ("google", "les_avis", "@selle")
    )

    verdicts = diagnose(Form(brand="Selle", on=DAY, places=places)).channels

    assert {one.name for one in verdicts} == {"Google reviews", "Les avis", "@selle"}
