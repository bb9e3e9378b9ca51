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
        ({"Content_Type": "message/delivery-status"}, "It is a delivery report."),
        (
            {"Content_Type": "multipart/report; report-type=Disposition-Notification; boundary=x"},
            "It is a read receipt.",
        ),
        (
            {"Content_Type": "multipart/report; report-type=feedback-report; boundary=x"},
            "It is a report of abuse.",
        ),
        (
            {"From": "Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@x.test>"},
            "The sender is microsoftexchange329e71ec88ae4615bbc36ab6ce41109e@x.test.",
        ),
        ({"List_Unsubscribe": "<mailto:leave@x.test>"}, "It came through a mailing list."),
    ],
)
def test_a_machine_says_that_it_is_one(headers: dict[str, str | None], reason: str) -> None:
    message = understood(mail(**headers))
    assert (message.automatic, message.automatic_reason) == (True, reason)


@pytest.mark.parametrize(
    "subject",
    [
        "Automatic reply: Where is my order?",
        "Out of Office AutoReply: Order",
        "Out of office",
        "Réponse automatique : Votre commande",
        "=?iso-8859-1?q?R=E9ponse_automatique=A0:_Votre_commande?=",
        "Absence du bureau : Votre commande",
        "Automatische Antwort: Bestellung",
        "Abwesenheitsnotiz",
        "Risposta automatica: Ordine",
        "Respuesta automática: Pedido",
    ],
)
def test_a_subject_that_answering_machines_write_is_known(subject: str) -> None:
    reason = understood(mail(Subject=subject)).automatic_reason
    assert reason == "Its subject is that of an answering machine."


@pytest.mark.parametrize(
    ("method", "reason"),
    [("REPLY", "It is a calendar's answer to an invitation."), ("REQUEST", "")],
)
def test_an_invitation_is_a_persons_and_its_acceptance_a_machines(method: str, reason: str) -> None:
    body = "--b\n\nSee you\n--b\nContent-Type: text/calendar\n\nBEGIN:VCALENDAR\nMETHOD:%s\n--b--"
    invitation = mail(body % method, Content_Type="multipart/mixed; boundary=b")
    assert understood(invitation).automatic_reason == reason


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Subject": "Re: Automatic reply: Where is my order?"},
        {"Subject": "Out of office chairs?"},
        {"Subject": "Absence du bureau 12 : où est mon facteur"},
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
