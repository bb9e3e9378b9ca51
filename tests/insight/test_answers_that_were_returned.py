"""An answer that its network returned has reached nobody, so it answers nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from parvis.brands.models import Brand
from parvis.channels.models import Account, Outgoing
from parvis.insight.actions import catch_up
from parvis.insight.models import Heard
from parvis.insight.queries.counted import Period
from parvis.kit.activity import record
from parvis.kit.actors import PARVIS
from tests.insight.ledger import Said, index_of, write
from tests.marks import until_all_can_be_read

HOUR = timedelta(hours=1)


@pytest.fixture
def asked(noon: datetime) -> Said:
    return Said(at=noon, who="zoe", thread="mail", case="zoe: parcel")


def our_words(noon: datetime, hours: int, *, returned: bool = False, words: str = "") -> Said:
    return Said(
        at=noon + hours * HOUR,
        who="",
        to="zoe",
        thread="mail",
        case="zoe: parcel",
        returned=returned,
        words=words,
    )


@pytest.mark.django_db
def test_who_got_no_other_answer_was_not_answered(
    brand: Brand, square: Account, noon: datetime, asked: Said
) -> None:
    write(square, [asked, our_words(noon, 1, returned=True)])

    figures = index_of(brand, Period.of_days(7, at=noon + 80 * HOUR)).now

    assert [(rate.within, rate.elapsed) for rate in figures.rates] == [(0, 1), (0, 1), (0, 1)]
    assert (figures.persons.answered, figures.persons.addressed) == (0, 1)


@pytest.mark.django_db
def test_the_next_that_arrived_is_the_answer(
    brand: Brand, square: Account, noon: datetime, asked: Said
) -> None:
    write(square, [asked, our_words(noon, 1, returned=True), our_words(noon, 5)])
    catch_up()
    assert Heard.objects.get().answered_at == noon + 5 * HOUR


@pytest.mark.django_db
def test_it_opens_no_turn_and_asks_no_question(
    brand: Brand, square: Account, noon: datetime, asked: Said
) -> None:
    chase = Said(at=noon + 2 * HOUR, who="zoe", thread="mail", case="zoe: parcel")
    write(square, [asked, our_words(noon, 1, returned=True, words="Which order?"), chase])
    catch_up()
    assert list(Heard.objects.order_by("pk").values_list("opens_turn", "contact_number")) == [
        (True, 1),
        (False, 2),
    ]


@pytest.mark.django_db(transaction=True)
def test_an_answer_that_is_returned_later_counts_no_more(
    brand: Brand, square: Account, noon: datetime, asked: Said
) -> None:
    write(square, [asked, our_words(noon, 1, returned=True)])
    Outgoing.objects.update(state="sent")
    catch_up()
    catch_up()
    assert Heard.objects.get().answered_at == noon + HOUR

    Outgoing.objects.update(state="refused")
    target = ("outgoing", Outgoing.objects.get().pk)
    record("reply.refused", target=target, by=PARVIS, at=noon + 2 * HOUR, brand_id=brand.pk)
    until_all_can_be_read()
    catch_up()

    assert Heard.objects.get().answered_at is None
