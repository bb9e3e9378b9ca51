"""Mails by machines are told from mails by people, by what their headers say."""

from __future__ import annotations

import pytest

from tests.contract.mails import mail, understood


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"Auto_Submitted": "auto-replied"}, "Auto-Submitted: auto-replied"),
        ({"Auto_Submitted": "Auto-Generated; x=1"}, "Auto-Submitted: auto-generated"),
        ({"Precedence": "bulk"}, "Precedence: bulk"),
        ({"Precedence": "Junk"}, "Precedence: junk"),
        ({"X_Autoreply": "yes"}, "The header X-Autoreply is set."),
        ({"Return_Path": "<>"}, "The return path is empty, as in delivery reports."),
        (
            {"From": "Mail System <MAILER-DAEMON@mx.test>"},
            "The sender is mailer-daemon@mx.test.",
        ),
        ({"From": "MAILER-DAEMON <>"}, "The sender is a mail server."),
        ({"List_Id": "Offers <offers.shop.test>"}, "It came through a mailing list."),
        ({"X_Failed_Recipients": "a@b.test"}, "It is a delivery report."),
        (
            {"Content_Type": "multipart/report; report-type=delivery-status; boundary=x"},
            "It is a delivery report.",
        ),
    ],
)
def test_a_machine_says_that_it_is_one(headers: dict[str, str | None], reason: str) -> None:
    message = understood(mail(**headers))
    assert (message.automatic, message.automatic_reason) == (True, reason)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Auto_Submitted": "no"},
        {"X_Autoreply": "no"},
        {"From": "Post Master <post@master.test>"},
        {"Subject": "Automatic reply to your advertisement"},
    ],
)
def test_a_person_is_taken_for_one(headers: dict[str, str | None]) -> None:
    assert understood(mail(**headers)).automatic_reason == ""


def test_a_mail_to_the_shops_own_group_address_is_a_persons() -> None:
    through_the_group = {"Precedence": "list", "List_Id": "<support.tilleul.test>"}
    assert understood(mail(To="support@tilleul.test", **through_the_group)).automatic is False
    assert understood(mail(To="mina@example.test", **through_the_group)).automatic is True
