"""What the team corrects makes a model of the brand's own, used only where it is better."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from parvis.brands.models import Brand, User
from parvis.channels.models import Message
from parvis.inbox.actions import make_case_of, needs_no_answer
from parvis.inbox.actions.learning import ModelNotKept, improve, use_model
from parvis.inbox.models import BrandModel, Correction, Judgement
from parvis.inbox.queries.models import judge_of
from parvis.kit.models import Activity
from parvis.triage import Place, Text
from tests.inbox.letters import DAY, Letters, hour

pytestmark = pytest.mark.django_db

THINGS = ("lamp", "table", "chair", "wardrobe", "cup", "mirror", "candle", "rug")
PLACES = ("Lyon", "Nantes", "Lille", "Brest")
OFFERS = [f"Who wants my old {thing}? Fetch it in {place}" for thing in THINGS for place in PLACES]
"""At a flea market these are no questions to the market."""
QUESTIONS = [
    f"Where is my {thing}? It was to come to {place}" for thing in THINGS for place in PLACES
]
TONIGHT = hour(24 * 30)


def correct(message: Message, *, by: User, at: datetime) -> None:
    """To the opposite of what triage said."""
    if Judgement.objects.get(pk=message.pk).calls_for_answer:
        needs_no_answer(message, by=by, at=at)
    else:
        make_case_of(message, by=by, at=at)


def write_down(corrected: Sequence[Message], *, by: User, since: float) -> None:
    """That they need no answer, said one an hour; the cases are left alone, for speed."""
    ids = [message.pk for message in corrected]
    Judgement.objects.filter(pk__in=ids).update(calls_for_answer=False)
    Correction.objects.bulk_create(
        Correction(
            judgement_id=pk,
            calls_for_answer=False,
            by=by,
            by_name=by.name,
            corrected_at=hour(since + number),
        )
        for number, pk in enumerate(ids)
    )


@pytest.fixture
def corrected(letters: Letters, agent: User) -> list[Message]:
    """Thirty offers that triage took for questions."""
    offers = letters.ask_each(OFFERS[:30])
    write_down(offers, by=agent, since=31)
    return offers


@pytest.fixture
def own(brand: Brand, corrected: list[Message]) -> BrandModel:
    model = improve(brand, at=TONIGHT)
    assert model is not None
    return model


def needs(brand: Brand, text: str) -> float:
    (verdict,) = judge_of(brand.slug).judge([Text.said_at(Place.PRIVATE, text)])
    return verdict.needs_answer


def test_thirty_corrections_of_a_kind_make_a_better_model(brand: Brand, own: BrandModel) -> None:
    assert (own.state, own.version, own.examples) == (BrandModel.State.IN_USE, "tilleul-1", 30)
    assert own.right > own.right_in_use
    assert own.loss < own.loss_in_use
    assert own.sure >= 0.99
    assert Activity.objects.get(verb="triage.model_used").facts == {"model": "tilleul-1"}


def test_it_judges_what_comes_and_leaves_what_came(
    own: BrandModel, letters: Letters, corrected: list[Message]
) -> None:
    before = Judgement.objects.get(pk=corrected[0].pk)

    offer = letters.ask("Who wants my old bathtub? Fetch it in Brest", at=800, thread="new")
    question = letters.ask(
        "Where is my parcel? It was to come on Monday", at=801, by="b", thread="n"
    )

    judged = Judgement.objects.in_bulk([offer.pk, question.pk])
    assert {row.version for row in judged.values()} == {"tilleul-1"}
    assert not judged[offer.pk].calls_for_answer
    assert judged[question.pk].calls_for_answer
    assert Judgement.objects.get(pk=corrected[0].pk).version == before.version != "tilleul-1"


def test_messages_corrected_at_random_make_none(
    brand: Brand, letters: Letters, agent: User
) -> None:
    said = letters.ask_each([*OFFERS, *QUESTIONS])
    drawn = random.Random(1).sample(said, 30)
    for number, message in enumerate(said):
        if message in drawn:
            correct(message, by=agent, at=hour(100 + number))
        else:
            letters.answer(message, at=100 + number)

    model = improve(brand, at=TONIGHT)

    assert model is not None
    assert (model.state, model.numbers) == (BrandModel.State.REFUSED, None)
    assert not BrandModel.objects.filter(state=BrandModel.State.IN_USE).exists()


def test_few_corrections_teach_nothing_yet(brand: Brand, letters: Letters, agent: User) -> None:
    write_down(letters.ask_each(OFFERS[:10]), by=agent, since=11)

    assert improve(brand, at=TONIGHT) is None
    assert not BrandModel.objects.exists()


def test_nothing_new_makes_no_new_model(brand: Brand, own: BrandModel) -> None:
    assert improve(brand, at=TONIGHT + DAY) is None


def test_it_is_sent_back_for_the_shipped_one_and_called_again(
    brand: Brand, own: BrandModel, lead: User
) -> None:
    later = TONIGHT + timedelta(hours=8)
    learned = needs(brand, OFFERS[31])

    use_model(brand, None, by=lead.actor, at=later)
    own.refresh_from_db()
    assert (own.state, own.changed_by_name, own.changed_at) == ("returned", "Lea", later)
    assert needs(brand, OFFERS[31]) > 0.33 > learned

    use_model(brand, own, by=lead.actor, at=later + DAY)
    assert needs(brand, OFFERS[31]) == learned


def test_what_the_team_sent_back_does_not_come_again_by_night(
    brand: Brand, own: BrandModel, lead: User
) -> None:
    use_model(brand, None, by=lead.actor, at=TONIGHT + DAY)

    assert improve(brand, at=TONIGHT + 2 * DAY) is None


def test_a_better_one_replaces_it_and_can_be_returned_from(
    brand: Brand, own: BrandModel, letters: Letters, agent: User, lead: User
) -> None:
    texts = [f"Swap: {text.split('my old ')[1]}, anybody?" for text in OFFERS[:30]]
    write_down(letters.ask_each(texts, at=800), by=agent, since=831)

    later = improve(brand, at=hour(900))

    own.refresh_from_db()
    assert later is not None
    assert (later.state, later.compared_with, own.state) == ("in_use", own, "replaced")
    use_model(brand, own, by=lead.actor, at=hour(901))
    assert judge_of(brand.slug).version == "tilleul-1"


def test_the_model_of_another_brand_is_not_used(
    other_brand: Brand, own: BrandModel, lead: User
) -> None:
    with pytest.raises(ModelNotKept):
        use_model(other_brand, own, by=lead.actor, at=TONIGHT)


def test_the_database_keeps_one_in_use(own: BrandModel) -> None:
    own.pk, own.number = None, 2
    with pytest.raises(IntegrityError, match="one_model_in_use"), transaction.atomic():
        own.save(force_insert=True)
