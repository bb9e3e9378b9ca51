"""A judge is moved by what a brand says of its messages, by as much as was said."""

from __future__ import annotations

import random

import pytest

from parvis.triage import Place, Text
from parvis.triage.adapting import adapt
from parvis.triage.examining import compare, decided
from parvis.triage.examples import Example
from parvis.triage.judge import OWN, Judge, shipped

THINGS = ("lampe", "table", "chaise", "armoire", "tasse", "nappe", "bougie", "couette", "malle")
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi")


def said(text: str, place: Place = Place.ADDRESSED) -> Text:
    return Text.said_at(place, text)


WISHES = [said(f"Je cherche preneur pour {thing}, dispo {day}") for thing in THINGS for day in DAYS]
"""At a flea market these are no questions to the market."""
QUESTIONS = [
    said(f"Bonjour, ma {thing} n'est pas arrivée {day}, que faire ?")
    for thing in THINGS
    for day in DAYS
]
THANKS = [said(f"Merci pour la {thing}, parfaite, à {day}") for thing in THINGS for day in DAYS]


def needs(texts: list[Text], answer: str) -> list[Example]:
    return [Example(text, "needs_answer", answer) for text in texts]  # type: ignore[arg-type]


def share_that_calls(judge: Judge, texts: list[Text]) -> float:
    return sum(verdict.calls_for_answer for verdict in judge.judge(texts)) / len(texts)


def test_what_was_said_of_thirty_messages_holds_for_others_like_them() -> None:
    before = shipped()

    after = adapt(before, needs(WISHES[:30], "no"), unchanged=QUESTIONS[:20], version="fair-1")

    assert share_that_calls(before, WISHES[30:]) > 0.9
    assert share_that_calls(after, WISHES[30:]) < 0.1
    assert share_that_calls(after, QUESTIONS[20:]) == 1
    assert share_that_calls(after, THANKS) == share_that_calls(before, THANKS)
    assert {verdict.version for verdict in after.judge(WISHES[:2])} == {"fair-1"}


def test_two_words_of_a_colleague_move_little() -> None:
    before = shipped()

    after = adapt(before, needs(WISHES[:2], "no"), version="fair-1")

    chances = zip(before.judge(QUESTIONS), after.judge(QUESTIONS), strict=True)
    assert max(abs(a.needs_answer - b.needs_answer) for a, b in chances) < 0.1


@pytest.mark.parametrize(
    ("about", "answer"), [("complaint", "yes"), ("urgency", "yes"), ("tone", "negative")]
)
def test_each_thing_that_is_told_of_a_message_can_be_learned(about: str, answer: str) -> None:
    examples = [Example(text, about, answer) for text in THANKS[:30]]  # type: ignore[arg-type]

    after = adapt(shipped(), examples, version="fair-1")

    found = {decided(verdict, about) for verdict in after.judge(THANKS[30:])}  # type: ignore[arg-type]
    assert found == {answer}


def test_what_is_kept_says_the_same_as_what_was_learned() -> None:
    learned = adapt(shipped(), needs(WISHES[:30], "no"), version="fair-1")

    kept = Judge.of(learned.linear.numbers(), learned.about())

    assert kept.judge(WISHES + THANKS) == learned.judge(WISHES + THANKS)


def test_what_was_learned_twice_stands_in_one_column() -> None:
    once = adapt(shipped(), needs(WISHES[:30], "no"), version="fair-1")

    twice = adapt(once, needs(THANKS[:10], "yes"), unchanged=WISHES[:20], version="fair-2")

    assert [target.name for target in twice.linear.targets].count(OWN) == 1
    assert share_that_calls(twice, WISHES[30:]) < 0.1


def test_the_words_that_were_learned_are_quoted() -> None:
    wish = said("Je cherche preneur pour une échelle")
    after = adapt(shipped(), needs(WISHES[:30], "no"), unchanged=QUESTIONS, version="fair-1")

    learned = words_against(after, wish) - words_against(shipped(), wish)

    assert learned
    assert learned <= {"Je", "cherche", "preneur", "pour"}


def words_against(judge: Judge, text: Text) -> set[str]:
    """Those that spoke against an answer."""
    (verdict,) = judge.judge([text])
    return {
        word
        for reason in verdict.reasons
        if (reason.about, reason.kind, reason.raises) == ("needs_answer", "words", False)
        for word in reason.text.split()
    }


def test_a_better_judge_is_found_better() -> None:
    after = adapt(shipped(), needs(WISHES[:30], "no"), unchanged=QUESTIONS[:20], version="fair-1")

    found = compare(after, shipped(), needs(WISHES[30:40], "no"), unchanged=QUESTIONS[20:] + THANKS)

    assert found.is_better
    assert found.candidate.right > found.in_use.right


def test_what_was_said_in_one_language_moves_no_other() -> None:
    asked = said("طلبت المظلة منذ ثلاثة أسابيع ولم تصل، أين هي؟")

    after = adapt(shipped(), needs(WISHES, "no"), version="fair-1")

    assert after.judge([asked])[0].needs_answer == shipped().judge([asked])[0].needs_answer


def test_one_text_sent_to_many_makes_no_better_judge() -> None:
    waves = [said(f"Je cherche preneur pour lampe, dispo lundi, lot {n}") for n in range(40)]

    after = adapt(shipped(), needs(waves[:20], "no"), version="fair-1")
    found = compare(after, shipped(), needs(waves[20:], "no"))

    assert (found.candidate.right, found.in_use.right) == (1, 0)
    assert not found.is_better


@pytest.mark.parametrize("seed", range(5))
def test_what_was_said_by_chance_makes_no_better_judge(seed: int) -> None:
    messages = [*WISHES, *QUESTIONS, *THANKS]
    drawn = random.Random(seed)
    drawn.shuffle(messages)
    told = [Example(text, "needs_answer", drawn.choice(("yes", "no"))) for text in messages[:60]]

    after = adapt(shipped(), told[:40], unchanged=messages[60:100], version="fair-1")

    assert not compare(after, shipped(), told[40:], unchanged=messages[100:]).is_better


@pytest.mark.parametrize("seed", range(5))
def test_what_was_turned_round_by_chance_makes_no_better_judge(seed: int) -> None:
    messages = [*WISHES, *QUESTIONS, *THANKS]
    random.Random(seed).shuffle(messages)
    verdicts = shipped().judge(messages[:30])
    told = [
        Example(text, "needs_answer", "no" if verdict.calls_for_answer else "yes")
        for text, verdict in zip(messages[:30], verdicts, strict=True)
    ]

    after = adapt(shipped(), told[:20], unchanged=messages[30:100], version="fair-1")

    assert not compare(after, shipped(), told[20:], unchanged=messages[100:]).is_better
