"""Did a machine write this? Every reason is something that machines write and people do not.

An automatic mail opens no promise and is never answered by a machine, so that two of them cannot
write to each other for ever.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from parvis.channels.connectors.email.headers import Headers, addresses, value, values

_DELIVERY = "It is a delivery report."
_RECEIPT = "It is a read receipt."
_COMPLAINT = "It is a report of abuse."
_REPORTS = {
    "delivery-status": _DELIVERY,
    "disposition-notification": _RECEIPT,
    "feedback-report": _COMPLAINT,
}
_REPORT_PARTS = {
    "message/delivery-status": _DELIVERY,
    "message/disposition-notification": _RECEIPT,
    "message/feedback-report": _COMPLAINT,
}
_ROBOTS = re.compile(
    r"(mailer[-_.]?daemon|postmaster|mail[-_.]?daemon|majordomo|listserv|.*[-_.]bounces?|"
    r"microsoftexchange[0-9a-f]{32})([+=-].*)?@.*",
    re.IGNORECASE,
)
_NAMELESS_ROBOT = re.compile(r"\W*mailer-daemon\b", re.IGNORECASE)
_ANSWERING_MACHINE = (
    *("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply", "X-AutoReply-From"),
    *("X-Mail-Autoreply", "X-FC-MachineGenerated"),
)
# What mail servers put in front of the subject, or as the subject; never "Re: " before it.
_AWAY = re.compile(
    r"(?:automatic (?:reply|response)|auto(?:matic)?[- ]?(?:reply|response|answer)|"
    r"out[- ]of[- ](?:the[- ])?office(?: (?:auto)?-?(?:reply|message|notification))?|"
    r"réponse automatique|message d['’]absence|absence du bureau|absente? du bureau|"
    r"automatische antwort|(?:automatische )?abwesenheits(?:notiz|nachricht|meldung|info)|"
    r"risposta automatica|respuesta automática|resposta automática|automatisch antwoord|"
    r"afwezigheidsbericht|autosvar|automatiskt? svar|automaattinen vastaus|"
    r"odpowiedź automatyczna|автоматический ответ|автоответ)\s*(?:[:：].*)?",
    re.IGNORECASE | re.DOTALL,
)
_LIST_ID = re.compile(r"<([^<>@\s]+)>")


@dataclass(frozen=True, kw_only=True)
class Signs:
    """What is known of a mail besides its headers.

    `report_type` is the parameter of multipart/report, `parts` are the media types of what is
    attached, `invitation` what its calendar entry does (request, reply, cancel).
    """

    media_type: str
    report_type: str
    parts: Collection[str]
    invitation: str
    sender: str
    to: Collection[str]
    title: str


def automatic_reason(headers: Headers, signs: Signs) -> str:
    """Why this mail counts as written by a machine, as a short sentence; "" for a human's."""
    return (
        _report(headers, signs)
        or _auto_submitted(headers)
        or _answering_machine(headers, signs)
        or _mail_server(headers, signs.sender)
        or _bulk(headers, signs.to)
    )


def is_from_mail_server(headers: Headers, sender: str) -> bool:
    """A server speaks of a mail that it could not deliver, with or without a standard report."""
    return bool(_mail_server(headers, sender) or value(headers, "X-Failed-Recipients"))


def _report(headers: Headers, signs: Signs) -> str:
    if signs.media_type == "multipart/report":
        named = _REPORTS.get(signs.report_type.lower(), "")
        return named or next(
            (_REPORT_PARTS[part] for part in signs.parts if part in _REPORT_PARTS), _DELIVERY
        )
    if signs.media_type in _REPORT_PARTS:
        return _REPORT_PARTS[signs.media_type]
    return _DELIVERY if value(headers, "X-Failed-Recipients") else ""


def _auto_submitted(headers: Headers) -> str:
    said = value(headers, "Auto-Submitted").partition(";")[0].strip().lower()
    return f"Auto-Submitted: {said[:40]}" if said not in ("", "no") else ""


def _answering_machine(headers: Headers, signs: Signs) -> str:
    for name in _ANSWERING_MACHINE:
        if value(headers, name).lower() not in ("", "no", "false"):
            return f"The header {name} is set."
    if _AWAY.fullmatch(signs.title):
        return "Its subject is that of an answering machine."
    if signs.invitation == "reply":
        return "It is a calendar's answer to an invitation."
    return ""


def _mail_server(headers: Headers, sender: str) -> str:
    if any(path.strip() == "<>" for path in values(headers, "Return-Path")):
        return "The return path is empty, as in delivery reports."
    if _ROBOTS.fullmatch(sender) or _NAMELESS_ROBOT.match(value(headers, "From")):
        return f"The sender is {sender or 'a mail server'}."
    return ""


def _bulk(headers: Headers, to: Collection[str]) -> str:
    """Mass mail. A mail written *to* a list's own address is none: many shops receive their
    mail through a group address, and the group puts list headers on every customer's mail."""
    precedence = value(headers, "Precedence").lower()
    if precedence in ("bulk", "junk", "auto_reply"):
        return f"Precedence: {precedence}"
    list_id = value(headers, "List-Id")
    unsubscribe = value(headers, "List-Unsubscribe")
    if not (list_id or unsubscribe or precedence == "list"):
        return ""
    if _own_addresses(headers, list_id) & set(to):
        return ""
    return "It came through a mailing list."


def _own_addresses(headers: Headers, list_id: str) -> set[str]:
    posts = [post.replace("mailto:", "") for post in values(headers, "List-Post")]
    own = {found.address.lower() for found in addresses(posts)}
    dotted = _LIST_ID.search(list_id)
    if dotted:  # support.example.org stands for support@example.org
        own.add(dotted[1].lower().replace(".", "@", 1))
    return own
