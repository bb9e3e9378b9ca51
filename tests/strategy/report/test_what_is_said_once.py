from __future__ import annotations

from dataclasses import replace

from parvis.strategy.diagnosis.result import ChannelVerdict, Diagnosis, Reason
from parvis.strategy.report.tree import Section, Table, texts
from parvis.strategy.report.writing import report_of
from tests.strategy.report.shops import BRUINE, INSTAGRAM, same

HABIT = Reason(rule="habit", says=same("People are used to it."))


def section(diagnosis: Diagnosis, key: str) -> Section:
    report = report_of(diagnosis, language="en")
    return next(section for section in report.sections if section.key == key)


def answered(name: str, own: str) -> ChannelVerdict:
    reasons = (HABIT, Reason(rule="own", says=same(own)))
    return replace(INSTAGRAM, channel=name, name=name, speaks_for=reasons)


def test_what_is_true_of_several_channels_is_said_once_with_their_names() -> None:
    named = ("Mail", "Chat", "Forum")
    shop = replace(
        BRUINE,
        channels=(
            *(answered(name, f"Asked on {name}.") for name in named[:2]),
            replace(answered("Forum", "Asked there."), speaks_for=(HABIT,), speaks_against=()),
        ),
    )

    said = list(texts(section(shop, "channels")))

    assert said.count("People are used to it.") == 1
    assert said[said.index("People are used to it.") + 1] == "all of them"
    against = "You advertise 23 times for each answer."
    assert said[said.index(against) + 1] == "Mail and Chat"
    assert said.count("Asked on Mail.") == 1


def test_a_channel_with_nothing_of_its_own_points_above() -> None:
    shop = replace(
        BRUINE,
        channels=(answered("Mail", "Asked."), replace(answered("Chat", ""), speaks_for=(HABIT,))),
    )

    [part] = section(shop, "channels").parts
    table = next(block for block in part.blocks if isinstance(block, Table))

    assert [(row[0].text, row[1].text) for row in table.rows] == [
        ("Mail", "Asked."),
        ("Chat", "as above"),
    ]


def test_a_step_says_which_dimension_it_raises_from_what_to_what() -> None:
    said = list(texts(section(BRUINE, "maturity")))

    assert "Measurement: from 1 to 2" in said
