"""What is said, taken back, moved or erased: search finds what cases hold now, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from parvis.brands.models import Brand, User
from parvis.channels.models import Account, Message
from parvis.inbox.actions import indexing
from parvis.inbox.actions.indexing import (
    index_anew,
    index_cases,
    index_messages,
    index_what_changed,
    index_what_was_missed,
)
from parvis.inbox.models import Case, CaseMessage, CaseWords, KnownWord, LogRead, OldWords
from parvis.inbox.queries.search import search_cases
from parvis.kit.activity import mark, record
from parvis.kit.actors import PARVIS
from parvis.people.models import Person
from tests.inbox.conversations import a_case, say
from tests.marks import until_all_can_be_read

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


def read_the_log() -> None:
    until_all_can_be_read()
    index_what_changed()


def found(agent: User, brand: Brand, words: str) -> list[int]:
    return [hit.case_id for hit in search_cases([brand.pk], words, user=agent, at=NOON).hits]


def test_the_log_leads_to_what_is_new(brand: Brand, square: Account, agent: User) -> None:
    first = a_case(square, "une lampe")
    read_the_log()
    second = a_case(square, "une chaise")
    say(first, "et un vase")

    assert found(agent, brand, "vase") == found(agent, brand, "chaise") == []
    read_the_log()

    assert found(agent, brand, "vase") == [first.pk]
    assert found(agent, brand, "chaise") == [second.pk]


def test_the_log_is_read_a_little_at_a_time_and_to_its_end(
    brand: Brand, square: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "LINES", 2)
    for number in range(7):
        a_case(square, f"lampe {number}")

    read_the_log()

    assert CaseWords.objects.count() == 7


def test_a_log_of_another_server_is_read_from_its_beginning(
    brand: Brand, square: Account, agent: User
) -> None:
    case = a_case(square, "une lampe")
    LogRead.objects.create(reader=indexing.READER, mark=mark() + 1_000_000)

    read_the_log()

    assert found(agent, brand, "lampe") == [case.pk]


def test_words_that_are_taken_back_are_found_no_more(
    brand: Brand, square: Account, agent: User
) -> None:
    case = a_case(square, "mon secret", "une lampe", title="Question")
    read_the_log()
    message = Message.objects.get(text="mon secret")
    Message.objects.filter(pk=message.pk).update(text="", deleted_at=NOON)

    index_messages([message.pk])

    assert found(agent, brand, "secret") == []
    assert found(agent, brand, "lampe") == [case.pk]
    assert set(KnownWord.objects.values_list("word", flat=True)).isdisjoint({"secret"})


def test_a_word_that_another_case_holds_stays_known(
    brand: Brand, square: Account, agent: User
) -> None:
    a_case(square, "mon secret", title="Question")
    other = a_case(square, "un secret", title="Question")
    read_the_log()
    message = Message.objects.get(text="mon secret")
    message.delete()
    index_cases([Case.objects.exclude(pk=other.pk).get().pk])

    assert found(agent, brand, "secrte") == [other.pk]


def test_moved_messages_are_found_where_they_lie(
    brand: Brand, square: Account, agent: User
) -> None:
    source, target = a_case(square, "une lampe", title="A"), a_case(square, "une chaise", title="B")
    read_the_log()
    CaseMessage.objects.filter(case=source).update(case=target)
    Case.objects.filter(pk=source.pk).update(state=Case.State.MERGED)
    for case in (source, target):
        record("case.merged", target=("case", case.pk), by=PARVIS, at=NOON, brand_id=brand.pk)

    read_the_log()

    assert found(agent, brand, "lampe") == [target.pk]
    assert found(agent, brand, "mina") == [target.pk]


def test_the_cases_of_a_person_follow_their_name(
    brand: Brand, square: Account, agent: User
) -> None:
    case = a_case(square, "bonjour", name="Mina")
    read_the_log()
    Person.objects.filter(pk=case.person_id).update(name="")
    record(
        "person.erased", target=("person", case.person_id), by=PARVIS, at=NOON, brand_id=brand.pk
    )

    read_the_log()

    assert found(agent, brand, "mina") == []


def test_what_no_line_of_the_log_led_to_is_found_by_the_sweep(
    brand: Brand, square: Account, agent: User
) -> None:
    case = a_case(square, "une lampe")
    until_all_can_be_read()
    LogRead.objects.create(reader=indexing.READER, mark=mark())
    read_the_log()
    assert found(agent, brand, "lampe") == []

    index_what_was_missed()

    assert found(agent, brand, "lampe") == [case.pk]


def test_a_long_case_is_found_by_its_newest_words(
    brand: Brand, square: Account, agent: User
) -> None:
    case = a_case(square, "ancien", title="T")
    for number in range(12):
        say(case, " ".join(f"mot{number}x{word}" for word in range(2_000)))
    say(case, "neuf")

    read_the_log()

    assert found(agent, brand, "neuf") == [case.pk]
    assert found(agent, brand, "ancien") == []


def test_indexing_again_changes_nothing(brand: Brand, square: Account) -> None:
    case = a_case(square, "une lampe")
    read_the_log()
    before = list(CaseWords.objects.values()), list(KnownWord.objects.values())

    index_cases([case.pk, case.pk])

    assert (list(CaseWords.objects.values()), list(KnownWord.objects.values())) == before


def test_what_an_older_version_indexed_is_indexed_anew_the_latest_first(
    brand: Brand, square: Account, agent: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = (a_case(square, f"lampe {number}").pk for number in range(3))
    read_the_log()
    CaseWords.objects.update(search="")
    OldWords.objects.create(below=third + 1)
    monkeypatch.setattr(indexing, "BATCH", 2)

    index_anew()
    assert found(agent, brand, "lampe") == [third, second]
    index_anew()
    assert found(agent, brand, "lampe") == [third, second, first]
    assert not OldWords.objects.exists()


def test_an_upgrade_asks_for_it_where_there_are_cases(brand: Brand, square: Account) -> None:
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes("inbox")

    def upgrade() -> None:
        for version in ([("inbox", "0014_matters_and_alerts")], newest):
            MigrationExecutor(connection).migrate(version)

    upgrade()
    assert not OldWords.objects.exists()

    case = a_case(square, "une lampe")
    read_the_log()
    upgrade()

    assert [old.below for old in OldWords.objects.all()] == [case.pk + 1]
