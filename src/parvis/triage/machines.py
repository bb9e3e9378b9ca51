"""Messages that machines send in somebody's name: absences, receipts, mails that came back."""

import re

_READ_AT_MOST = 600
"""Machines say at once what they are."""
_PHRASES = (
    *("absence du bureau", r"absente? du bureau", r"(?:je suis|actuellement) absente?"),
    *(r"(?:actuellement|je suis) en congés?", r"(?:réponse|message|mail) automatique"),
    *("accusé de (?:réception|lecture)", "ne (?:pas répondre|répondez pas) à ce"),
    *("merci de ne pas répondre", "pas accès à ma messagerie", "n'a pas pu être remis"),
    *("échec de la remise", "boîte de réception pleine"),
    *("out of (?:the )?office", "auto(?:matic)?[ -]?reply", "automated (?:message|response)"),
    *("this is an automated", "auto(?:matically)?[ -]generated", "(?:do not|don't) reply"),
    *("i(?: a|')m on leave", "annual leave", "on (?:vacation|holiday) until"),
    *("limited access to (?:my )?e-?mail", "delivery status notification", "undeliverable"),
    *("mail delivery failed", "mailbox is full"),
)
_SENT_BY_MACHINE = re.compile(rf"\b(?:{'|'.join(_PHRASES)})\b")


def says_that_a_machine_sent_it(words: str) -> bool:
    """Or that its writer is away: who asks or complains beside it is a customer all the same."""
    return _SENT_BY_MACHINE.search(words[:_READ_AT_MOST].lower().replace("’", "'")) is not None
