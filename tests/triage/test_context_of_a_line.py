"""What a line says of where its message stands."""

from __future__ import annotations

import pytest

from parvis.triage import Place, Text
from parvis.triage.commands.context import UnclearContext, text_in

Q = {"from": "brand", "text": "Quel est le numéro ?"}
A = {"from": "brand", "text": "C'est parti."}
C = {"from": "customer", "text": "Et mon colis ?"}


@pytest.mark.parametrize(
    ("context", "place"),
    [
        (None, Place.PRIVATE),
        ({}, Place.PRIVATE),
        ("review", Place.REVIEW),
        ("ov", Place.OVERHEARD),
        ("public", Place.OVERHEARD),
        ("comment", Place.UNDER_POST),
        ("mention", Place.ADDRESSED),
        ({"place": "dm"}, Place.PRIVATE),
        ({"place": "addressed"}, Place.ADDRESSED),
        ({"place": "RE"}, Place.UNDER_POST),
        ({"place": "af"}, Place.AFTER_ANSWER),
        ({"place": "after_answer", "was_asked": True}, Place.PRIVATE),
        ({"visibility": "public"}, Place.OVERHEARD),
        ({"visibility": "private"}, Place.PRIVATE),
        ({"public": True}, Place.OVERHEARD),
        ({"public": False}, Place.PRIVATE),
        ({"private": False, "addressed": True}, Place.ADDRESSED),
        ({"mention": True}, Place.ADDRESSED),
        ({"mentioned": False}, Place.OVERHEARD),
        ({"public": True, "direct_mention": True}, Place.ADDRESSED),
        ({"surface": "comment"}, Place.UNDER_POST),
        ({"surface": "Review"}, Place.REVIEW),
        ({"surface": "dm"}, Place.PRIVATE),
        ({"visibility": "public", "surface": "guestbook"}, Place.OVERHEARD),
        ({"reply_to_brand_post": True}, Place.UNDER_POST),
        ({"reply_to_brand": True, "mention": True}, Place.ADDRESSED),
        ({"after_answer": True}, Place.AFTER_ANSWER),
        ({"after_answer": True, "was_asked": True}, Place.PRIVATE),
        ({"public": True, "was_asked": True}, Place.PRIVATE),
        ({"previous": A}, Place.AFTER_ANSWER),
        ({"previous": [C, A]}, Place.AFTER_ANSWER),
        ({"previous": [{"author": "Brand"}]}, Place.AFTER_ANSWER),
        ({"previous": [A, C]}, Place.PRIVATE),
        ({"previous": [C, Q]}, Place.PRIVATE),
        ({"previous": [C, Q], "public": True}, Place.PRIVATE),
        ({"previous": []}, Place.PRIVATE),
        ({"previous": [C, A], "after_answer": False}, Place.PRIVATE),
        ({"surface": "mastodon"}, Place.PRIVATE),
        ({"place": None, "mood": {"unknown": ["key"]}}, Place.PRIVATE),
    ],
    ids=str,
)
def test_it_was_said_there(context: object, place: Place) -> None:
    assert text_in(context, "Oui").place == place


@pytest.mark.parametrize(
    ("context", "automatic"),
    [
        ({"automatic": True}, True),
        ({"author": "machine"}, True),
        ({"author": "brand"}, True),
        ({"author": "person"}, False),
        ({"author": "@zoe"}, False),
    ],
    ids=str,
)
def test_machines_and_the_brand_itself_expect_no_answer(context: object, automatic: bool) -> None:
    assert text_in(context, "Oui").automatic == automatic


def test_a_title_is_read_with_the_text() -> None:
    assert text_in({"title": "Colis perdu"}, "Bonjour").own.words == "Colis perdu\nBonjour"


def test_without_a_context_it_is_a_private_message() -> None:
    assert text_in(None, "Oui") == Text.said_at(Place.PRIVATE, "Oui")


@pytest.mark.parametrize(
    ("context", "why"),
    [
        (3, "context is neither an object nor the name of a place"),
        ([], "context is neither an object nor the name of a place"),
        ("street", "place is none of private, addressed"),
        ({"place": 1}, "place is not a string"),
        ({"place": "street"}, "place is none of"),
        ({"adressed": True, "public": True}, "context has a key 'adressed': write addressed"),
        ({"after-answer": True}, "context has a key 'after-answer': write after_answer"),
        ({"public": "yes"}, "public is neither true nor false"),
        ({"mention": "@brand"}, "mention is neither true nor false"),
        ({"visibility": "hidden"}, "visibility is neither public nor private"),
        ({"visibility": "private", "public": True}, "context says both public and private"),
        ({"title": ["a"]}, "title is not a string"),
        ({"author": {"name": "Zoé"}}, "author is not a string"),
        ({"previous": "Bonjour"}, "previous is not a list of"),
        ({"previous": [None]}, "previous is not a list of"),
        ({"previous": [{"from": 1}]}, "from is not a string"),
    ],
    ids=str,
)
def test_what_cannot_be_understood_is_not_guessed(context: object, why: str) -> None:
    with pytest.raises(UnclearContext, match=why):
        text_in(context, "Oui")
