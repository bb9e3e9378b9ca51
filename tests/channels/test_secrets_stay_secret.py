"""A password that is stored is in no log, error, page, report or table, whatever goes wrong."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from parvis.brands.models import Brand, User
from parvis.channels.actions import connect_account, drain_outbox, pull_account, queue_notice
from parvis.channels.models import Account
from parvis.channels.protocol import ReadingError
from parvis.config import checkups
from parvis.kit.actors import PARVIS
from parvis.kit.models import Activity
from tests.channels.test_in_whatever_order import tables_with

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
CANARY = "canary-5f1e7c"
pytestmark = pytest.mark.django_db


@pytest.fixture
def mailbox(brand: Brand) -> Account:
    return connect_account(
        brand,
        connector_id="email",
        name="aide",
        address="aide@tilleul.example",
        settings_={
            "imap_host": "127.0.0.1",
            "imap_port": "1",
            "imap_security": "none",
            "smtp_host": "127.0.0.1",
            "smtp_port": "1",
            "smtp_security": "none",
            "imap_user": "aide",
            "smtp_user": "aide",
        },
        secrets_={"imap_password": CANARY, "smtp_password": CANARY},
        by=PARVIS,
        at=NOON,
    )


def test_whatever_goes_wrong_it_is_told_nowhere(
    mailbox: Account, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(ReadingError) as refused:
        pull_account(mailbox, clock=lambda: NOON)
    queue_notice(mailbox, to="zoe@example.org", title="?", text="?", client_key="1", at=NOON)
    drain_outbox(mailbox, at=NOON)

    assert CANARY not in f"{refused.value!r} {refused.value.__cause__!r} {caplog.text}"
    assert CANARY not in " ".join(f"{finding}" for finding in checkups.look())
    assert CANARY not in str(list(Activity.objects.values()))
    assert tables_with(CANARY) == []


def test_it_is_never_sent_back_to_a_page(client: Client, mailbox: Account, owner: User) -> None:
    client.force_login(owner)
    account = reverse("channels:account", args=[mailbox.pk])
    pages = [
        client.get(account),
        client.post(account, {"called": "", "imap_password": CANARY}),
        client.get(reverse("channels:accounts")),
        client.get(reverse("channels:completeness", args=[mailbox.pk])),
        client.get(reverse("channels:outgoing", args=[mailbox.pk])),
    ]

    assert [page.status_code for page in pages] == [200, 422, 200, 200, 200]
    assert not any(CANARY in page.content.decode() for page in pages)
