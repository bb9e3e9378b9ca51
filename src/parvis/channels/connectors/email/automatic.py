"""Did a machine write this? Every reason is a header that says so, never a guess at the words.

An automatic mail opens no promise and is never answered by a machine, so that two of them cannot
write to each other for ever.
"""

from __future__ import annotations

import re

from parvis.channels.connectors.email.headers import Headers, addresses, value, values

_REPORTS = {"multipart/report"}
_ROBOTS = re.compile(
    r"(mailer[-_.]?daemon|postmaster|mail[-_.]?daemon|majordomo|listserv|.*[-_.]bounces?)"
    r"([+=-].*)?@.*",
    re.IGNORECASE,
)
_NAMELESS_ROBOT = re.compile(r"\W*mailer-daemon\b", re.IGNORECASE)
_ANSWERING_MACHINE = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-AutoReply-From")
_LIST_ID = re.compile(r"<([^<>@\s]+)>")


def automatic_reason(headers: Headers, *, media_type: str, sender: str, to: list[str]) -> str:
    """Why this mail counts as written by a machine, as a short sentence; "" for a human's."""
    return (
        _auto_submitted(headers)
        or _report(headers, media_type)
        or _answering_machine(headers)
        or _robot(headers, sender)
        or _bulk(headers, to)
    )


def _auto_submitted(headers: Headers) -> str:
    said = value(headers, "Auto-Submitted").partition(";")[0].strip().lower()
    return f"Auto-Submitted: {said[:40]}" if said not in ("", "no") else ""


def _report(headers: Headers, media_type: str) -> str:
    if media_type in _REPORTS:
        return "It is a delivery report."
    return "It is a delivery report." if value(headers, "X-Failed-Recipients") else ""


def _answering_machine(headers: Headers) -> str:
    for name in _ANSWERING_MACHINE:
        if value(headers, name).lower() not in ("", "no"):
            return f"The header {name} is set."
    return ""


def _robot(headers: Headers, sender: str) -> str:
    if any(path.strip() == "<>" for path in values(headers, "Return-Path")):
        return "The return path is empty, as in delivery reports."
    if _ROBOTS.fullmatch(sender) or _NAMELESS_ROBOT.match(value(headers, "From")):
        return f"The sender is {sender or 'a mail server'}."
    return ""


def _bulk(headers: Headers, to: list[str]) -> str:
    """Mass mail. A mail written *to* a list's own address is none: many shops receive their
    mail through a group address, and the group puts list headers on every customer's mail."""
    precedence = value(headers, "Precedence").lower()
    if precedence in ("bulk", "junk", "auto_reply"):
        return f"Precedence: {precedence}"
    list_id = value(headers, "List-Id")
    if not (list_id or precedence == "list") or _own_addresses(headers, list_id) & set(to):
        return ""
    return "It came through a mailing list."


def _own_addresses(headers: Headers, list_id: str) -> set[str]:
    posts = [post.replace("mailto:", "") for post in values(headers, "List-Post")]
    own = {found.address.lower() for found in addresses(posts)}
    dotted = _LIST_ID.search(list_id)
    if dotted:  # support.example.org stands for support@example.org
        own.add(dotted[1].lower().replace(".", "@", 1))
    return own
