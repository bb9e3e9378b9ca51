import re
from datetime import date

import pytest

from parvis.strategy.diagnosis.form import (
    Aim,
    Capture,
    Channel,
    Degree,
    Fit,
    Form,
    Fundamental,
    Habit,
    Identity,
    Kind,
    Means,
    Place,
    Profile,
    Rival,
    Segment,
    Subject,
    Voice,
)
from parvis.strategy.diagnosis.reading.faults import Wrong
from parvis.strategy.diagnosis.reading.values import (
    amount,
    channel,
    count,
    day,
    degree,
    hours,
    measure,
    minutes,
    name,
    number,
    share,
    yes_no,
)
from tests.strategy.forms import TODAY, read


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("60 %", 0.6),
        ("60%", 0.6),
        ("0.6", 0.6),
        ("0,6", 0.6),
        ("12,5 %", 0.125),
        ("12.500 %", 0.125),
        ("1", 1),
        ("0", 0),
        ("100 %", 1),
    ],
)
def test_a_share(words: str, value: float) -> None:
    assert share(words) == value


@pytest.mark.parametrize("words", ["60", "1.1", "120 %", "-5 %", "most", "%", "6 in 10", "nan"])
def test_what_is_no_share(words: str) -> None:
    with pytest.raises(Wrong, match=r"60%|100%"):
        share(words)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("4 h", 4),
        ("4h", 4),
        ("4", 4),
        ("30 min", 0.5),
        ("1 h 30", 1.5),
        ("1h30", 1.5),
        ("2 days", 48),
        ("1 jour", 24),
        ("1,5 heure", 1.5),
        ("90 minutes", 1.5),
        ("36 s", 0.01),
    ],
)
def test_hours(words: str, value: float) -> None:
    assert hours(words) == value


@pytest.mark.parametrize(
    ("words", "value"), [("6", 6), ("6 min", 6), ("6.5 min", 6.5), ("1 h", 60), ("1 h 5 min", 65)]
)
def test_minutes(words: str, value: float) -> None:
    assert minutes(words) == value


@pytest.mark.parametrize("words", ["12:30", "soon", "4 weeks ago", "-1 h", "h", "1 h 75", "inf h"])
def test_what_is_no_length_of_time(words: str) -> None:
    with pytest.raises(Wrong, match="is no length of time: write it as 4 h"):
        hours(words)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1200", 1200),
        ("12 000", 12000),
        ("12\u202f000", 12000),
        ("1e3", 1000),
        ("3,5", 3.5),
        ("-12", -12),
        ("+3", 3),
        ("0.25", 0.25),
        ("1 234 567,5", 1234567.5),
        ("0.125", 0.125),
        ("0,125", 0.125),
        ("1234.567", 1234.567),
        ("12.0000", 12),
    ],
)
def test_a_number(words: str, value: float) -> None:
    assert number(words) == value


@pytest.mark.parametrize(
    "words", ["1,234,567", "1.2.3", "0x10", "1_000", "nan", "inf", "٣", "twelve", "1 2", "3 h"]
)
def test_what_is_no_number(words: str) -> None:
    with pytest.raises(Wrong, match="is no number: write it in digits"):
        number(words)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("12.000", "is 12 in one country and 12000 in another: write 12000 or 12."),
        ("12,000", "is 12 in one country and 12000 in another: write 12000 or 12."),
        ("-1.250", "is 1.25 in one country and 1250 in another: write 1250 or 1.25."),
    ],
)
def test_a_number_that_two_countries_read_otherwise_is_asked_again(words: str, says: str) -> None:
    with pytest.raises(Wrong, match=re.escape(f"“{words}” {says}")):
        number(words)
    with pytest.raises(Wrong, match="in one country"):
        hours(f"{words.lstrip('-')} h")


@pytest.mark.parametrize("words", ["1e13", "-1e99", "9" * 400])
def test_what_is_too_great_a_number(words: str) -> None:
    with pytest.raises(Wrong, match="is more than any brand has"):
        number(words)


def test_an_amount_is_never_below_nothing_and_a_count_is_whole() -> None:
    with pytest.raises(Wrong, match="less than nothing"):
        amount("-1")
    with pytest.raises(Wrong, match="no whole number"):
        count("1.5")
    assert count("12 000") == 12_000


def test_a_measure_may_be_a_share_or_any_number() -> None:
    assert [measure("60 %"), measure("-12"), measure("4.5")] == [0.6, -12, 4.5]


@pytest.mark.parametrize("words", ["yes", "Yes", "oui", "TRUE", "vrai"])
def test_yes(words: str) -> None:
    assert yes_no(words)


@pytest.mark.parametrize("words", ["no", "NON", "false", "faux"])
def test_no(words: str) -> None:
    assert not yes_no(words)


@pytest.mark.parametrize("words", ["", "1", "on", "maybe", "y"])
def test_neither_yes_nor_no(words: str) -> None:
    with pytest.raises(Wrong, match="neither yes nor no"):
        yes_no(words)


def test_a_degree() -> None:
    assert [degree("oui"), degree("en partie"), degree("no")] == [*reversed(Degree)]
    with pytest.raises(Wrong, match="none of yes, partly, no"):
        degree("somewhat")


def test_a_day() -> None:
    assert day("2026-03-01") == date(2026, 3, 1)


@pytest.mark.parametrize("words", ["1/3/2026", "2026-02-30", "20260301", "March", "2026-3-1"])
def test_what_is_no_day(words: str) -> None:
    with pytest.raises(Wrong, match="write it as 2026-03-01"):
        day(words)


def test_a_channel_has_one_spelling() -> None:
    assert {channel("Instagram"), channel(" instagram ")} == {"instagram"}
    assert channel("Our  Forum") == "our_forum"
    assert channel("cafe\u0301") == channel("caf\u00e9")


@pytest.mark.parametrize("words", ["a:b", "instagram, mail", "@selle", "…"])
def test_what_is_no_channel(words: str) -> None:
    with pytest.raises(Wrong, match="no key of a channel"):
        channel(words)


def test_a_name_stands_on_one_line_and_has_an_end() -> None:
    assert name("two\n lines") == "two lines"
    with pytest.raises(Wrong, match="has 201 characters; 200 are taken"):
        name("x" * 201)


def test_words_that_yaml_would_turn_into_something_else_stay_words() -> None:
    text = """
        brand: no
        identity: {values: [12:30, 1e3, 2026-03-01, .inf, yes, 0o7]}
        means: {training: off}
    """
    assert read(text) == Form(
        brand="no",
        on=TODAY,
        identity=Identity(values=("12:30", "1e3", "2026-03-01", ".inf", "yes", "0o7")),
        means=Means(training="off"),
    )


def test_what_was_left_open_is_open_in_every_spelling() -> None:
    text = """
        brand: Bruine
        places:
        segments: ~
        means: {people: , hours_a_week: null, tools: []}
        identity: {values: [], subjects: [{name: Rain, evidence: ""}]}
        told: {}
    """
    assert read(text) == Form(
        brand="Bruine", on=TODAY, identity=Identity(subjects=(Subject(name="Rain"),))
    )


def test_a_value_alone_stands_for_the_thing_where_that_is_natural() -> None:
    text = """
        brand: Bruine
        identity:
          values: patience
          voices: [Maud]
          subjects:
            - name: Mending
              spoken_by: Maud
              fit: {sharing: yes, speed: {degree: partly, evidence: two weeks}}
        segments: [{name: Walkers, channels: {Instagram: 60 %}}]
        aims: [loyalty]
        rivals: [{name: Averse, practices: [answers_publicly], captures: [2026-02-01]}, Tempest]
        channels: [instagram]
    """
    assert read(text) == Form(
        brand="Bruine",
        on=TODAY,
        identity=Identity(
            values=("patience",),
            voices=(Voice(name="Maud"),),
            subjects=(
                Subject(
                    name="Mending",
                    spoken_by=("Maud",),
                    fit={
                        Fundamental.SHARING: Fit(degree=Degree.YES),
                        Fundamental.SPEED: Fit(degree=Degree.PARTLY, evidence="two weeks"),
                    },
                ),
            ),
        ),
        segments=(Segment(name="Walkers", channels={"instagram": Habit(present=0.6)}),),
        aims=(Aim(id="loyalty"),),
        rivals=(
            Rival(
                name="Averse",
                practices={"answers_publicly": True},
                captures=(Capture(on=date(2026, 2, 1)),),
            ),
            Rival(name="Tempest"),
        ),
        channels=(Channel(key="instagram"),),
    )


def test_ids_may_be_written_with_capitals_spaces_and_hyphens() -> None:
    text = """
        places: [{name: Chez nous, kind: Customer area}]
        segments: [{name: Walkers, channels: {instagram: {profiles: {Spectator: 68 %}}}}]
        aims: [Site-traffic]
    """
    form = read(text)
    assert form.places == (Place(name="Chez nous", kind=Kind.CUSTOMER_AREA),)
    assert form.segments[0].channels["instagram"].profiles == {Profile.SPECTATOR: 0.68}
    assert form.aims == (Aim(id="site_traffic"),)


def test_json_is_read_as_well() -> None:
    assert read('{"brand": "Bruine", "means": {"people": 8}}') == Form(
        brand="Bruine", on=TODAY, means=Means(people=8)
    )


def test_the_day_and_the_language_of_a_file() -> None:
    form = read("on: 2025-01-02\nlanguage: FR")
    assert (form.brand, form.on, form.language) == ("(sans nom)", date(2025, 1, 2), "fr")
