"""What is worked out follows the ledger and the log, whatever order things come in."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client

from parvis.brands.actions import change_brand
from parvis.brands.models import Brand, User
from parvis.channels.models import Account, Message
from parvis.inbox.models import CaseMessage, Judgement
from parvis.insight.actions import catch_up, read_again, read_everything
from parvis.insight.models import Heard, Reading
from parvis.kit.activity import record
from parvis.kit.actors import PARVIS
from tests.insight.ledger import Said, write
from tests.insight.test_turns_against_a_count_by_hand import random_ledger
from tests.marks import until_all_can_be_read

EVERYTHING = [field.attname for field in Heard._meta.local_concrete_fields]


def worked_out() -> list[tuple[object, ...]]:
    return sorted(Heard.objects.values_list(*EVERYTHING))


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(5))
def test_message_by_message_or_all_at_once_is_the_same(
    brand: Brand, square: Account, noon: datetime, seed: int
) -> None:
    write(square, random_ledger(seed, start=noon))
    newest = Message.objects.latest("pk").pk
    while catch_up(most=1).read < newest:
        pass
    one_by_one = worked_out()

    Heard.objects.all().delete()
    Reading.objects.all().delete()
    catch_up()

    assert worked_out() == one_by_one


@pytest.mark.django_db
def test_a_large_backlog_is_read_in_parts(
    brand: Brand, square: Account, noon: datetime, client: Client, viewer: User
) -> None:
    write(square, [Said(at=noon, who=f"guest{n}", thread=f"{n}") for n in range(9)])

    first = catch_up(most=5)

    assert (first.is_complete, Heard.objects.count()) == (False, 5)
    assert [progress.is_complete for progress in read_everything()][-1]
    assert Heard.objects.count() == 9


@pytest.mark.django_db(transaction=True)
def test_what_the_log_names_is_worked_out_anew(
    brand: Brand, square: Account, noon: datetime
) -> None:
    said = [
        Said(at=noon, who="zoe", thread="t", needs_answer=False),
        Said(at=noon, who="yann", thread="elsewhere", case="yann: lamp"),
    ]
    messages = write(square, said)
    catch_up()
    catch_up()

    Judgement.objects.filter(message=messages[0]).update(calls_for_answer=True)
    case_id = messages[1].place.case_id
    CaseMessage.objects.create(message=messages[0], case_id=case_id)
    record("case.merged", target=("case", case_id), by=PARVIS, at=noon, brand_id=brand.pk)
    until_all_can_be_read()
    catch_up()

    found = Heard.objects.order_by("pk").values_list("needs_answer", "case_id", "contact_number")
    assert list(found) == [(True, case_id, 1), (True, case_id, 2)]


@pytest.mark.django_db(transaction=True)
def test_a_message_that_becomes_visible_late_is_not_passed_over(
    brand: Brand, square: Account, noon: datetime
) -> None:
    [early, late] = write(
        square, [Said(at=noon, who="zoe", thread="1"), Said(at=noon, who="yann", thread="2")]
    )
    holding = connection.copy()
    try:
        holding.ensure_connection()
        holding.set_autocommit(False)
        with holding.cursor() as cursor:  # a transaction that began before, and still runs
            cursor.execute("DELETE FROM inbox_judgement WHERE message_id = %s", [early.pk])
            cursor.execute("SELECT 1")
        Judgement.objects.filter(message=late).delete()
        Message.objects.filter(pk=early.pk).update(direction="observed")
        catch_up()
        assert Heard.objects.count() == 1

        Message.objects.filter(pk=early.pk).update(direction="in")
        catch_up()
    finally:
        holding.rollback()
        holding.close()

    assert Heard.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_another_promise_is_counted_for_all_messages(
    brand: Brand, square: Account, noon: datetime
) -> None:
    write(square, [Said(at=noon, who="zoe", thread="1")])
    catch_up()
    assert Heard.objects.get().promised_for == noon + timedelta(hours=4)

    change_brand(brand, to={"promise_minutes": 60}, by=PARVIS, at=noon)
    catch_up()
    read_again()

    assert Heard.objects.get().promised_for == noon + timedelta(hours=1)
    assert Reading.objects.get().again_from is None
