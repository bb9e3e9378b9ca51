"""What the files of `data/` say can be read, is said in both languages and comes to something."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest

from parvis.strategy.diagnosis.aims import aim_kinds, conflicts_of
from parvis.strategy.diagnosis.diagnose import diagnose
from parvis.strategy.diagnosis.facts import Scope, Unit, fact_kinds, questions
from parvis.strategy.diagnosis.form import (
    Aim,
    Channel,
    Degree,
    Form,
    Habit,
    Kind,
    Place,
    Profile,
    Segment,
    State,
    Subject,
    Told,
    Voice,
)
from parvis.strategy.diagnosis.maturity import criteria, dimensions
from parvis.strategy.diagnosis.result import Standing, Verdict
from parvis.strategy.diagnosis.rules import prudence, rules, verdict_words
from parvis.strategy.diagnosis.tables import Condition, condition, table
from tests.strategy.diagnosis.worked import BAKER, MACHINES, ONLINE, SHOP, TODAY
from tools.french import typing_faults

TABLES = [
    path.name.removesuffix(".toml")
    for path in files("parvis.strategy.diagnosis").joinpath("data").iterdir()
    if path.name.endswith(".toml")
]
MOST_RULES = 30
PLACEHOLDER = re.compile(r"\{\w+\}")

QUIET_BRAND = Form(
    brand="Quiet",
    on=TODAY,
    identity=replace(
        BAKER.identity,
        voices=(Voice(name="Paul", willing=False),),
        subjects=(Subject(name="fashion", legitimate=Degree.NO),),
    ),
    segments=(
        Segment(
            name="the young",
            channels={"instagram": Habit(profiles={Profile.CREATOR: 0.25})},
        ),
    ),
)
ALL_SAID = replace(
    SHOP,
    identity=MACHINES.identity,
    rivals=MACHINES.rivals,
    means=replace(SHOP.means, gesture=30, training="two days"),
    told={
        question.key: Told(value=True if question.unit is Unit.YES_NO else 1)
        for question in questions()
    },
)


def conditions() -> Iterator[Condition]:
    for rule in rules():
        yield from rule.when
    yield from (criterion.asks for criterion in criteria().values())
    yield from (condition(entry["we"]) for entry in table("practices").values())
    for attribute in table("attributes").values():
        yield from (condition(sign) for sign in attribute["signs"])


def sentences(entry: object) -> Iterator[tuple[str, str]]:
    if isinstance(entry, list):
        for each in entry:
            yield from sentences(each)
    elif isinstance(entry, dict):
        if "en" in entry or "fr" in entry:
            yield entry["en"], entry["fr"]
        else:
            yield from sentences(list(entry.values()))


@pytest.mark.parametrize("name", TABLES)
def test_every_sentence_is_said_in_both_languages(name: str) -> None:
    said = list(sentences(table(name)))
    assert said
    for english, french in said:
        assert english.strip()
        assert french.strip()
        assert set(PLACEHOLDER.findall(english)) == set(PLACEHOLDER.findall(french))
        assert "!" not in english
        assert typing_faults(french) == []


def test_every_fact_that_is_asked_for_exists() -> None:
    asked = {each.fact for each in conditions()} | {
        kind.fact for kind in aim_kinds().values() if kind.fact
    }
    assert asked - set(fact_kinds()) == set()


def test_every_fact_is_asked_for_or_counts_towards_one_that_is() -> None:
    asked = {each.fact for each in conditions()} | {kind.fact for kind in aim_kinds().values()}
    only_counted_with = {"promotions", "replies", "handling_minutes", "people"}
    assert set(fact_kinds()) - asked == only_counted_with


def test_every_condition_asks_for_exactly_one_thing_and_fits_its_fact() -> None:
    for each in conditions():
        told = [each.at_least, each.at_most, each.below, each.equals]
        assert sum(one is not None for one in told) == 1
        assert (each.equals is not None) is (fact_kinds()[each.fact].unit is Unit.YES_NO)


def test_every_question_is_of_the_brand() -> None:
    assert all(fact_kinds()[each.key].scope is not Scope.CHANNEL for each in questions())


def test_the_rules_go_on_one_page() -> None:
    assert len(rules()) <= MOST_RULES
    assert all(len(rule.when) <= 4 for rule in rules())
    assert all(len(rule.says.en) <= 160 for rule in rules())


def test_every_rule_is_reached_by_some_form() -> None:
    forms = [BAKER, SHOP, MACHINES, ONLINE, QUIET_BRAND, without_its_page(SHOP)]
    spoke = {
        reason.rule
        for form in forms
        for verdict in diagnose(form).channels
        for reason in (*verdict.speaks_for, *verdict.speaks_against)
    }
    assert spoke == {rule.id for rule in rules()}


def without_its_page(form: Form) -> Form:
    return replace(
        form,
        places=tuple(
            replace(place, state=State.CLOSED) if place.name == "Help" else place
            for place in form.places
        ),
    )


def test_every_verdict_is_supported_by_a_rule_and_has_its_words() -> None:
    assert {verdict for rule in rules() for verdict in rule.speaks_for} == set(Verdict)
    assert set(verdict_words()) == set(prudence()) == set(Verdict)
    assert {rule.rests_on for rule in rules()} <= {"000", "001", "002", "003", "004", "ours"}


def test_whatever_a_rule_turns_on_can_be_said_to_turn() -> None:
    """A number by `more` or `less`, a yes or no by `yes` or `no`."""
    for rule in rules():
        for each in rule.when:
            kind = fact_kinds()[each.fact]
            words = (kind.yes, kind.no) if kind.unit is Unit.YES_NO else (kind.more, kind.less)
            assert kind.given or any(words), kind.key


def test_fourteen_aims_on_three_axes_each_with_a_measure_and_a_target_or_a_study() -> None:
    kinds = aim_kinds().values()
    assert Counter(kind.axis for kind in kinds) == {
        "communication": 7,
        "service_relation": 3,
        "commerce": 4,
    }
    assert all(kind.target is not None or kind.study is not None for kind in kinds)
    seen = diagnose(Form(brand="x", on=TODAY)).aims
    assert [each.id for each in seen] == list(aim_kinds())
    assert not any(each.chosen or each.orphan for each in seen)


def test_conflicts_are_between_two_of_the_fourteen_and_told_once() -> None:
    pairs = [frozenset({each["one"], each["other"]}) for each in table("aims")["conflict"]]
    assert all(len(pair) == 2 and pair <= set(aim_kinds()) for pair in pairs)
    assert len(set(pairs)) == len(pairs)


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        (("facebook",), ("facebook", "mail"), True),
        (("facebook",), ("mail",), False),
        ((), ("mail",), True),
        ((), (), True),
    ],
)
def test_aims_pull_apart_where_they_meet(
    one: tuple[str, ...], other: tuple[str, ...], conflict: bool
) -> None:
    form = Form(
        brand="x",
        on=TODAY,
        aims=(Aim(id="sell", channels=one), Aim(id="listen_know", channels=other)),
    )
    assert bool(conflicts_of(form)) is conflict


def test_an_aim_is_counted_as_usual_unless_the_brand_has_its_own_measure() -> None:
    own = Aim(id="leads", measure="calls before noon", target=3, policy="Plan")
    seen = {each.id: each for each in diagnose(Form(brand="x", on=TODAY, aims=(own,))).aims}
    assert (seen["leads"].measure.en, seen["leads"].target, seen["leads"].default_target) == (
        "calls before noon",
        3,
        False,
    )
    assert (seen["sell"].target, seen["sell"].default_target) == (0.2, True)


def test_an_aim_without_a_line_of_policy_is_an_orphan() -> None:
    form = Form(brand="x", on=TODAY, aims=(Aim(id="sell"), Aim(id="leads", policy="Plan")))
    assert [each.id for each in diagnose(form).aims if each.orphan] == ["sell"]


def test_every_level_of_every_dimension_asks_for_two_to_four_things() -> None:
    for dimension in dimensions():
        counted = Counter(each.level for each in dimension.criteria)
        assert set(counted) == {1, 2, 3, 4, 5}
        assert all(2 <= number <= 4 for number in counted.values())
        assert all(1 <= each.effort <= 5 for each in dimension.criteria)
    assert len(criteria()) == sum(len(dimension.criteria) for dimension in dimensions())


def test_a_higher_level_never_asks_less_of_the_same_fact() -> None:
    for dimension in dimensions():
        rising: dict[str, float] = {}
        for each in sorted(dimension.criteria, key=lambda criterion: criterion.level):
            if each.asks.at_least is not None:
                assert each.asks.at_least >= rising.get(each.asks.fact, 0)
                rising[each.asks.fact] = each.asks.at_least


def test_who_answers_everything_leaves_no_criterion_missing() -> None:
    missing = {
        criterion.fact.key
        for dimension in diagnose(ALL_SAID).maturity.dimensions
        for criterion in dimension.criteria
        if criterion.standing is Standing.MISSING
    }
    assert missing == set()
    assert diagnose(ALL_SAID).answered == diagnose(ALL_SAID).asked == len(questions())


def test_an_opening_is_what_nobody_does_who_was_looked_at() -> None:
    told = {"signed": Told(value=False), "evenings": Told(value=False)}
    form = replace(MACHINES, told=told)
    seen = {each.id: each for each in diagnose(form).practices}
    assert (seen["signs"].we, seen["signs"].others, seen["signs"].nobody) == (False, (), True)
    assert (seen["evenings"].unknown_of, seen["evenings"].nobody) == (("Palier SA",), False)


def test_an_attribute_is_the_share_of_its_signs_that_hold_among_those_known() -> None:
    told = {"signed": Told(value=True), "managers_answer": Told(value=False)}
    seen = {each.id: each for each in diagnose(replace(MACHINES, told=told)).attributes}
    # Anne is willing, answers are signed, managers do not answer; who is in charge is not known
    assert seen["incarnation"].share == pytest.approx(2 / 3)
    assert [each.en for each in seen["incarnation"].open_questions] == [
        "Is one person in charge of answering, by name?"
    ]


def test_sizes_weigh_and_a_public_of_unknown_size_weighs_as_the_others_on_average() -> None:
    form = Form(
        brand="x",
        on=date(2026, 11, 22),
        channels=(Channel(key="instagram"),),
        segments=(
            Segment(name="a", size=100, channels={"instagram": Habit(present=0.1)}),
            Segment(name="b", size=300, channels={"instagram": Habit(present=0.5)}),
            Segment(name="c", channels={"instagram": Habit(present=0.4)}),
        ),
    )
    facts = {fact.key: fact.value for fact in diagnose(form).channels[0].facts}
    # (100 x 0.1 + 300 x 0.5 + 200 x 0.4) / 600
    assert facts["channel:instagram:present"] == pytest.approx(0.4)


def test_who_has_no_account_leaves_none_without_an_owner() -> None:
    organisation = {each.id: each for each in diagnose(BAKER).maturity.dimensions}["organisation"]
    standing = {each.id: each.standing for each in organisation.criteria}
    assert standing["accounts_owned"] is Standing.MET


def test_who_answers_on_a_channel_is_there_although_no_account_was_listed() -> None:
    form = replace(BAKER, channels=(Channel(key="linkedin", asked=8, answered=0.75),))
    facts = {fact.key: fact.value for verdict in diagnose(form).channels for fact in verdict.facts}
    assert facts["channel:linkedin:we_are_there"] is True
    assert facts["channel:instagram:we_are_there"] is False


def test_an_account_that_bears_the_name_of_a_network_stands_on_it() -> None:
    form = Form(brand="x", on=TODAY, places=(Place(name="Instagram", kind=Kind.ACCOUNT),))
    assert [(each.channel, each.name) for each in diagnose(form).channels] == [
        ("instagram", "Instagram")
    ]
