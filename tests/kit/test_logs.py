"""The log may be read by many: the secret part of an address does not stand in it."""

from __future__ import annotations

import logging

import pytest
from django.test import Client

from parvis.brands.models import Brand
from parvis.kit.logs import HideSecrets


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Forbidden: /@tilleul/my/AbC-_12/", "Forbidden: /@tilleul/my/…/"),
        ("Error: /@tilleul/confirm/AbC?page=x", "Error: /@tilleul/confirm/…?page=x"),
        ("Not Found: /@tilleul/my/", "Not Found: /@tilleul/my/"),
    ],
)
def test_tokens_are_left_out(said: str, written: str) -> None:
    record = logging.LogRecord("django", logging.ERROR, "", 0, "%s", (said,), None)

    assert HideSecrets().filter(record) is True
    assert record.getMessage() == written


@pytest.mark.django_db
def test_a_form_that_is_refused_is_logged_without_the_token(
    brand: Brand, caplog: pytest.LogCaptureFixture
) -> None:
    Client(enforce_csrf_checks=True).post("/@tilleul/my/a-token/", {"text": "x"})

    assert [record.getMessage().rpartition(": ")[2] for record in caplog.records] == [
        "/@tilleul/my/…/"
    ]


def test_a_request_for_another_host_is_one_line(caplog: pytest.LogCaptureFixture) -> None:
    Client(headers={"host": "elsewhere.example"}).get("/")

    (record,) = (record for record in caplog.records if "DisallowedHost" in record.name)
    assert (record.exc_info, "elsewhere.example" in record.getMessage()) == (None, True)
