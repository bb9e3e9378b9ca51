"""A sentence in both languages takes its values as they are."""

from parvis.strategy.diagnosis.words import Both


def test_a_value_with_braces_is_not_filled_in_again() -> None:
    sentence = Both("{name} asks {count}", "{name} demande {count}")

    said = sentence.filled(name="{count}", count=3)

    assert said == Both("{count} asks 3", "{count} demande 3")


def test_a_value_in_both_languages_speaks_each_and_what_is_not_named_stays() -> None:
    said = Both("If {so}: {later}", "Si {so} : {later}").filled(so=Both("it rains", "il pleut"))

    assert said == Both("If it rains: {later}", "Si il pleut : {later}")
