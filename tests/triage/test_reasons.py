"""A verdict says because of what."""

from parvis.triage import SIGNS, Place, Reason, Text
from parvis.triage.judge import judge

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
    reasons = reasons_for("Où en est ma Comande ?")

    assert reasons[0] == ADDRESSED
    quoted = {reason.text for reason in reasons if reason.about == "question"}
    assert quoted <= {"Où", "Où en", "Où en est", "Où en est ma", "?", "est ma", "est", "en est"}
    assert quoted


def test_the_words_of_a_complaint_are_quoted_for_what_they_say() -> None:
    reasons = reasons_for("le vase est arrivé cassé")

    said = {(reason.about, reason.raises) for reason in reasons if "cassé" in reason.text}
    assert said >= {("complaint", True), ("tone", False)}


def test_why_a_message_is_quiet_is_told_by_what_speaks_against() -> None:
    reasons = reasons_for("superbe, bravo à toute l'équipe")

    against = [reason for reason in reasons if reason.about == "needs_answer" and not reason.raises]
    assert against
    assert all(reason.text in "superbe, bravo à toute l'équipe" for reason in against)


def test_a_quote_is_no_longer_than_a_line() -> None:
    reasons = reasons_for("remboursez-moi immédiatement mon argent " * 10)

    assert reasons
    assert all(len(reason.text) <= 60 for reason in reasons)


def test_two_messages_judged_together_quote_each_its_own_words() -> None:
    texts = ["merci infiniment", "arnaque totale", ""]
    together = judge([Text.said_at(Place.PRIVATE, text) for text in texts])

    assert together == [judge([Text.said_at(Place.PRIVATE, text)])[0] for text in texts]
    for text, verdict in zip(texts, together, strict=True):
        quoted = [reason.text for reason in verdict.reasons if reason.kind == "words"]
        assert all(quote in text for quote in quoted)


def test_every_sign_has_a_name_for_the_page() -> None:
    said = {
        reason.text
        for place in Place
        for reason in judge([Text.said_at(place, "x" * 6000), Text.said_at(place, "👍")])[0].reasons
        if reason.kind == "sign"
    }
    assert said >= {"private", "addressed", "not_addressed", "after_answer", "review", "long_text"}
    assert said <= set(SIGNS)
