"""`parvis secrets`: another master key, without typing any password again."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.test import override_settings

from parvis.brands.models import Brand
from parvis.channels.actions import connect_account, secrets_of
from parvis.channels.models import Account, Credential
from parvis.config import secrets_command
from parvis.kit.actors import PARVIS
from parvis.kit.sealing import Place
from parvis.kit.secrets import (
    KeyRing,
    MasterKey,
    SecretUnreadable,
    key_from_text,
    new_key,
    ring_from_text,
)

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
OLD, NEW = "the old words", "the new words"
VALUES = {"imap_password": "hunter2", "smtp_password": "hunter3"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def mailbox(brand: Brand) -> Account:
    with override_settings(MASTER_KEY=ring_from_text(OLD)):
        return connect_account(
            brand, connector_id="email", name="aide", by=PARVIS, at=NOON, secrets_=VALUES
        )


def run(what: str, keys: str) -> int:
    with override_settings(MASTER_KEY=ring_from_text(keys)):
        return secrets_command.run(Namespace(what=what))


def opened_with(keys: str, mailbox: Account) -> dict[str, str]:
    with override_settings(MASTER_KEY=ring_from_text(keys)):
        return secrets_of(Account.objects.get(pk=mailbox.pk))


@pytest.mark.parametrize("between", [",", "\n", " , "])
def test_the_first_key_seals_and_each_opens(mailbox: Account, between: str) -> None:
    assert opened_with(f"{NEW}{between}{OLD}", mailbox) == VALUES
    with pytest.raises(SecretUnreadable):
        opened_with(NEW, mailbox)


def test_a_single_key_may_hold_a_comma() -> None:
    place = Place(table="t", row=1, field="f")
    written = "so long, and thanks"
    sealed = MasterKey(key_from_text(written)).seal("x", **place)

    assert ring_from_text(written).open(sealed, **place) == "x"


def test_after_rotation_the_old_key_is_not_needed(
    mailbox: Account, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("rotate", f"{NEW},{OLD}") == 0

    assert capsys.readouterr().out == "sealed anew 2, before 0, unreadable 0\n"
    assert opened_with(NEW, mailbox) == VALUES


def test_stopped_half_way_it_goes_on_where_it_was(
    mailbox: Account, capsys: pytest.CaptureFixture[str]
) -> None:
    run("rotate", f"{NEW},{OLD}")
    with override_settings(MASTER_KEY=ring_from_text(OLD)):
        connect_account(
            mailbox.brand, connector_id="email", name="b", by=PARVIS, at=NOON, secrets_={"p": "q"}
        )
    capsys.readouterr()

    assert run("rotate", f"{NEW},{OLD}") == 0

    assert capsys.readouterr().out == "sealed anew 1, before 2, unreadable 0\n"


def test_what_no_key_opens_is_counted_and_left_as_it_is(
    mailbox: Account, capsys: pytest.CaptureFixture[str]
) -> None:
    before = list(Credential.objects.order_by("pk").values_list("sealed", "key_id"))

    assert run("rotate", NEW) == 1

    assert capsys.readouterr().out == "sealed anew 0, before 0, unreadable 2\n"
    after = list(Credential.objects.order_by("pk").values_list("sealed", "key_id"))
    assert [(bytes(value), key) for value, key in after] == [
        (bytes(value), key) for value, key in before
    ]


def test_the_status_counts_by_key_and_shows_no_key_and_no_value(
    mailbox: Account, capsys: pytest.CaptureFixture[str]
) -> None:
    ring = ring_from_text(f"{NEW},{OLD}")
    assert run("status", f"{NEW},{OLD}") == 0

    said = capsys.readouterr().out
    assert said.splitlines()[:2] == [
        f"key {ring.key_ids[0]}: seals and opens, 0 secrets",
        f"key {ring.key_ids[1]}: opens, 2 secrets",
    ]
    assert not any(word in said for word in (OLD, NEW, *VALUES.values()))


def test_the_status_says_when_the_old_key_may_go(
    mailbox: Account, capsys: pytest.CaptureFixture[str]
) -> None:
    run("rotate", f"{NEW},{OLD}")
    capsys.readouterr()

    assert run("status", NEW) == 0

    assert "Nothing needs another key than the first." in capsys.readouterr().out
    assert run("status", OLD) == 1


def test_a_new_key_is_printed_and_kept_nowhere(capsys: pytest.CaptureFixture[str]) -> None:
    secrets_command.run(Namespace(what="new"))

    first = capsys.readouterr().out.strip()
    assert len(first) == len(new_key()) == 43
    assert isinstance(settings.MASTER_KEY, KeyRing)
