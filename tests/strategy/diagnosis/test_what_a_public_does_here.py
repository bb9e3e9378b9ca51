"""What a public does on a channel is said of those who are there, with the source it is from."""

from __future__ import annotations

from datetime import date

from parvis.strategy.diagnosis.diagnose import diagnose
from parvis.strategy.diagnosis.form import Form, Habit, Profile, Public, Segment
from parvis.strategy.diagnosis.result import ChannelVerdict, Fact


def square_of(*segments: Segment) -> ChannelVerdict:
    (verdict,) = diagnose(Form(brand="Selle", on=date(2026, 3, 1), segments=segments)).channels
    return verdict


def public(name: str, habit: Habit, *, of: Public = Public.CUSTOMERS) -> Segment:
    return Segment(name=name, public=of, size=1_000, channels={"square": habit})


def known(verdict: ChannelVerdict, name: str) -> Fact:
    return next(fact for fact in verdict.facts if fact.key.endswith(f":{name}"))


def test_a_public_speaks_for_as_many_as_it_has_on_the_channel() -> None:
    few = public("few", Habit(present=0.01, profiles={Profile.CREATOR: 0.9}))
    many = public("many", Habit(present=0.9, profiles={Profile.CREATOR: 0.1}))

    verdict = square_of(few, many)

    assert known(verdict, "speaking").value == (10 * 0.9 + 900 * 0.1) / (10 + 900)
    assert "they_speak" not in {reason.rule for reason in verdict.speaks_for}


def test_where_it_is_not_said_how_many_are_there_it_is_as_elsewhere() -> None:
    some = public("some", Habit(present=0.5, profiles={Profile.SPECTATOR: 0.2}))
    unsaid = public("unsaid", Habit(profiles={Profile.SPECTATOR: 0.6}))

    assert known(square_of(some, unsaid), "watching").value == 0.4
    assert known(square_of(unsaid), "watching").value == 0.6


def test_the_rule_speaks_of_those_who_are_here_not_of_the_whole_public() -> None:
    verdict = square_of(public("few", Habit(present=0.3, profiles={Profile.CRITIC: 0.4})))

    [said] = [
        one.says.en
        for one in verdict.speaks_for + verdict.speaks_against
        if one.rule == "they_speak"
    ]
    assert said == (
        "Here your public speak: of those who are here at least 40% comment, judge or publish."
    )


def test_each_figure_names_the_source_it_is_from() -> None:
    buyers = public("buyers", Habit(present=0.4, source="INSEE 2025"))
    asked = public("asked", Habit(expects=0.2, source="a survey"))
    heard = public("heard", Habit(present=0.8, source="by hand"), of=Public.INFLUENCERS)

    verdict = square_of(buyers, asked, heard)

    assert {name: known(verdict, name).evidence for name in FROM} == FROM


FROM = {"present": "INSEE 2025", "expects": "a survey", "influencers_present": "by hand"}
