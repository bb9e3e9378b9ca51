"""A verdict says because of what."""

from parvis.triage import SIGNS, Reason, Text, judge

ADDRESSED = Reason("needs_answer", "sign", "addressed", raises=True)


def reasons_for(text: str) -> tuple[Reason, ...]:
    message = Text(
        text=text,
        visibility="public",
        surface="public_post",
        addressed=True,
        after_answer=False,
        automatic=False,
    )
    return judge([message])[0].reasons


def test_it_quotes_the_words_as_they_were_written() -> None:
    assert reasons_for("Où en est ma Comande ?") == (
        ADDRESSED,
        Reason("question", "words", "Où en est", raises=True),
        Reason("question", "sign", "question_mark", raises=True),
    )


def test_it_quotes_the_negation_that_turns_a_word_round() -> None:
    assert reasons_for("pas vraiment belle") == (
        ADDRESSED,
        Reason("tone", "words", "pas vraiment belle", raises=False),
        Reason("complaint", "words", "pas vraiment belle", raises=True),
    )


def test_every_sign_has_a_name_for_the_page() -> None:
    said = reasons_for("POURQUOI TANT DE RETARD ?? 😡 !!")
    assert {reason.text for reason in said if reason.kind == "sign"} == {
        "addressed",
        "question_mark",
        "emoji",
        "capitals",
        "exclamation",
    }
    assert all(reason.text in SIGNS for reason in said if reason.kind == "sign")


def test_a_message_without_cues_gives_its_context() -> None:
    assert reasons_for("le vert") == (ADDRESSED,)
