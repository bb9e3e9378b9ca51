"""What holds of every diagnosis, whatever was said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parvis.strategy.diagnosis.diagnose import diagnose
from parvis.strategy.diagnosis.facts import Known, fact_kinds, questions
from parvis.strategy.diagnosis.form import Form, Habit, Kind, Place, Segment, Told
from parvis.strategy.diagnosis.maturity import maturity_of
from parvis.strategy.diagnosis.result import Basis, Diagnosis, Fact, Standing, Verdict
from tests.strategy.diagnosis.forms import ANYTHING, turned_round
from tests.strategy.diagnosis.worked import BAKER, ONLINE

CHANNELS_AT_ONCE = 40
LAW = settings(max_examples=20, deadline=None)


def judged(diagnosis: Diagnosis) -> list[tuple[str, Verdict, float, list[str]]]:
    return [
        (each.channel, each.verdict, each.sure, [reason.rule for reason in each.speaks_for])
        for each in diagnosis.channels
    ]


@LAW
@given(ANYTHING)
def test_any_form_is_diagnosed(form: Form) -> None:
    diagnosis = diagnose(form)
    assert 0 <= diagnosis.maturity.level <= 5
    assert all(0 <= each.sure <= 1 for each in diagnosis.channels)
    assert 0 <= diagnosis.answered <= diagnosis.asked


@LAW
@given(ANYTHING)
def test_every_verdict_says_what_speaks_for_it_and_what_would_change_it(form: Form) -> None:
    for verdict in diagnose(form).channels:
        assert verdict.speaks_for
        assert verdict.would_change


@LAW
@given(ANYTHING)
def test_nobody_is_told_to_answer_where_fewer_than_half_would_be_answered_in_time(
    form: Form,
) -> None:
    for verdict in diagnose(form).channels:
        forecasts = [fact.value for fact in verdict.facts if fact.key.endswith(":forecast")]
        if verdict.verdict is Verdict.ANSWER:
            assert all(value is None or value >= 0.5 for value in forecasts)


@LAW
@given(ANYTHING)
def test_the_order_in_which_things_are_told_changes_no_verdict(form: Form) -> None:
    assert judged(diagnose(form)) == judged(diagnose(turned_round(form)))


FACTS = st.dictionaries(
    st.sampled_from(list(fact_kinds())), st.booleans() | st.floats(0, 10), min_size=30
)


@LAW
@given(FACTS, st.data())
def test_a_fact_that_goes_missing_never_makes_a_brand_more_mature(
    values: dict[str, bool | float], data: st.DataObject
) -> None:
    facts = {key: Fact(key=key, value=value, basis=Basis.DECLARED) for key, value in values.items()}
    gone = data.draw(st.sampled_from(sorted(facts)))
    full = maturity_of(Known(facts), pure_player=False)
    poorer = maturity_of(Known({k: v for k, v in facts.items() if k != gone}), pure_player=False)
    assert poorer.level <= full.level
    assert all(
        one.level <= other.level
        for one, other in zip(poorer.dimensions, full.dimensions, strict=True)
    )


@LAW
@given(ANYTHING)
def test_what_is_missing_is_never_met(form: Form) -> None:
    for dimension in diagnose(form).maturity.dimensions:
        for criterion in dimension.criteria:
            missing = criterion.fact.basis is Basis.MISSING
            assert (criterion.standing is Standing.MISSING) is missing


@LAW
@given(ANYTHING)
def test_the_whole_is_as_mature_as_its_weakest_dimension(form: Form) -> None:
    maturity = diagnose(form).maturity
    assert maturity.level == min(each.level for each in maturity.dimensions)
    assert maturity.stage == {0: 1, 1: 1, 2: 2, 3: 2, 4: 3, 5: 3}[maturity.level]


@LAW
@given(ANYTHING)
def test_the_first_step_is_of_a_weakest_dimension_and_none_is_met_already(form: Form) -> None:
    diagnosis = diagnose(form)
    seen = {
        criterion.id: (dimension.id, criterion)
        for dimension in diagnosis.maturity.dimensions
        for criterion in dimension.criteria
    }
    for step in diagnosis.steps:
        assert seen[step.criterion][1].standing is not Standing.MET
    if diagnosis.maturity.level < 5:
        assert seen[diagnosis.steps[0].criterion][0] in diagnosis.maturity.weakest


@LAW
@given(ANYTHING, st.sampled_from([question.key for question in questions()]), st.floats(0, 1))
def test_what_is_measured_takes_the_place_of_what_was_declared(
    form: Form, key: str, value: float
) -> None:
    measured = Fact(key=key, value=value, basis=Basis.MEASURED, on=date(2026, 11, 1), rows="/rows")
    diagnosis = diagnose(form, measured={key: measured})
    shown = [
        criterion.fact
        for dimension in diagnosis.maturity.dimensions
        for criterion in dimension.criteria
        if criterion.fact.key == key
    ]
    assert all(fact is measured for fact in shown)


def test_a_measure_that_could_say_nothing_leaves_what_was_declared() -> None:
    nothing = Fact(key="read_days", value=None, basis=Basis.MEASURED)
    assert diagnose(ONLINE, measured={"read_days": nothing}) == diagnose(ONLINE)


def test_a_measured_channel_is_judged_although_the_form_does_not_name_it() -> None:
    asked = Fact(key="channel:mastodon:asked", value=90, basis=Basis.MEASURED)
    diagnosis = diagnose(BAKER, measured={asked.key: asked})
    (verdict,) = (each for each in diagnosis.channels if each.channel == "mastodon")
    assert (verdict.verdict, verdict.name) == (Verdict.ANSWER, "Mastodon")
    assert asked in verdict.facts


def test_what_is_measured_of_a_channel_changes_its_verdict_and_the_load() -> None:
    """Two reviews a month instead of the six that the baker thought of."""
    key = "channel:reviews:asked"
    fewer = Fact(key=key, value=2, basis=Basis.MEASURED, on=BAKER.on, rows="/insight/rows")
    declared, measured = diagnose(BAKER), diagnose(BAKER, measured={key: fewer})
    verdicts = [
        {each.channel: each.verdict for each in diagnosis.channels}["reviews"]
        for diagnosis in (declared, measured)
    ]
    assert verdicts == [Verdict.ANSWER, Verdict.LISTEN]
    assert declared.load.asked_a_week == pytest.approx(66 * 12 / 52)
    assert measured.load.asked_a_week == pytest.approx(62 * 12 / 52)


def test_what_the_form_counts_by_itself_goes_before_what_was_told() -> None:
    told = replace(ONLINE, told={"answered": Told(value=0.1), "hours_to_answer": Told(value=9)})
    facts = {
        criterion.id: criterion.fact.value
        for dimension in diagnose(told).maturity.dimensions
        for criterion in dimension.criteria
    }
    # 900 x 97 % and 120 x 70 % of 1,020
    assert facts["most_answered"] == (900 * 0.97 + 120 * 0.7) / 1020


def test_ten_thousand_places_and_publics_are_diagnosed_within_two_seconds() -> None:
    many = 10_000
    form = Form(
        brand="Enormous",
        on=BAKER.on,
        places=tuple(
            Place(name=f"p{n}", kind=Kind.ACCOUNT, channel=f"c{n % CHANNELS_AT_ONCE}")
            for n in range(many)
        ),
        segments=tuple(
            Segment(
                name=f"s{n}",
                size=n,
                channels={f"c{n % CHANNELS_AT_ONCE}": Habit(present=0.3, expects=0.3)},
            )
            for n in range(many)
        ),
    )
    began = process_time()
    diagnosis = diagnose(form)
    assert process_time() - began < 2
    assert len(diagnosis.channels) == CHANNELS_AT_ONCE
