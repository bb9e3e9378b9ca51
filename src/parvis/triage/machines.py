"""Messages that machines send in somebody's name: absences, receipts, mails that came back.

A machine says in a whole sentence of its own what it is. A person who is away says so in passing,
and asks something; one who got a machine's mail speaks of it, or answers it. In doubt it is a
person.
"""

import re

_READ_AT_MOST = 600
"""Machines say at once what they are."""
_HINT = re.compile(
    "absen|bureau|congé|vacances|auto|accusé|répond|remis|remise|boîte|office|reply|leave"
    "|vacation|holiday|deliver|mailbox|returned"
)
_END = r"(?:[.!:\n]|\Z)"
_TITLE = re.compile(
    r"\W*(?:(?:message d')?absence du bureau|message d'absence|(?:réponse|message) automatique"
    r"(?: d'absence)?|accusé de lecture|échec de la remise"
    r"|out of (?:the )?office(?: reply)?|auto(?:matic|mated)?[ -]?(?:reply|response|message)"
    r"|undeliverable|undelivered mail.{0,20}|mail delivery (?:failed|failure)"
    r"|delivery status notification)\s*(?:[:(.–—\[\]!-]|\Z)"
)
_RECEIPT = re.compile(r"\W*accusé de réception(?: de (?:votre|la) [^?]{1,80})?\Z")
"""A title that people write too."""

_ASKS_FOR_NONE = (
    r"(?:(?:merci|prière) de ne pas (?:y )?répondre|(?:veuillez )?ne pas (?:y )?répondre"
    r"|ne (?:répondez pas|pas y répondre)|(?:please )?(?:do not|don't) reply)"
    r"(?: directement| directly)?(?: (?:à|to) (?:ce|cet|this)(?: automated)? [\w-]{4,9})?"
    r"(?: automatique)?"
)
_SAYS_WHAT_IT_IS = (
    r"(?:(?:(?:ceci|il) (?:est|s'agit d')|ce(?:t e-?mail| mail| message) est) ?(?:une? )?)?"
    r"(?:réponse|message|mail|e-?mail|courriel) automatique"
    r"|(?:this is )?(?:an )?auto(?:mated|matic|matically[ -]generated|-generated)?[ -]?"
    r"(?:message|e-?mail|reply|response|notification)"
)
_OF_ITSELF = re.compile(
    r"(?:\A|(?<=[.!\n]))[ \r*\[(_=-]{0,9}"
    rf"(?:(?:{_SAYS_WHAT_IT_IS})(?:[,;:. –—-]{{1,3}}(?:et |and )?{_ASKS_FOR_NONE})?"
    rf"|{_ASKS_FOR_NONE})[ \r\])*_=-]{{0,9}}{_END}"
)

_BEFORE = (
    r"\W*(?:(?:bonjour|bonsoir|madame|monsieur|chère?|hello|hi|dear|good \w+)\b[^.!?\n]{0,60}"
    r"[,.!\n]\s*)?(?:(?:merci|thank you|thanks)\b[^.!?\n]{0,80}[.!\n]\s*)?"
)
_CAME_BACK = re.compile(
    rf"{_BEFORE}(?:"
    r"votre (?:message|mail|e-?mail|courriel) n'a pas pu être (?:remis|délivré)"
    r"|(?:the |your )?(?:message|e-?mail)(?: (?:to|for) \S{1,80})? (?:could not be|was not|is) "
    r"(?:delivered|undeliverable)|échec de la remise(?! du colis)|mail delivery failed"
    r"|delivery has failed to these|this is the mail system"
    r"|(?:(?:sa|la|leur) )?boîte de réception (?:est )?pleine"
    rf"|(?:the recipient's |his |her )?mailbox is full)(?!\w)[^?,\n]{{0,200}}{_END}"
)
_AWAY = re.compile(
    rf"{_BEFORE}(?:(?:(?:je suis|je serai) )?(?:actuellement |currently )?"
    r"(?:absente?(?: du bureau)?|en congés?(?: \w+)?|en vacances|hors du bureau)"
    r"|absence du bureau"
    r"|(?:(?:i am|i'm|i will be) )?(?:currently |away )?(?:out of (?:the )?office"
    r"|on (?:annual |parental |maternity |sick )?leave|on (?:vacation|holiday)))"
    rf"\b([^.!?\n]{{0,200}}){_END}"
)
_MORE_THAN_WHEN = re.compile(r"[,;]|\b(?:so|and|but|et|mais|donc|alors|because|car)\b")
_AS_MACHINES_GO_ON = re.compile(
    r"(?:répondrai|traiterai|reviendrai vers vous)\b|\bwill (?:reply|respond|answer|get back)\b"
    r"|\baccès (?:\w+ )?à (?:ma messagerie|mes (?:e-?)?mails)|\b(?:limited|no) access to"
    r"|\b(?:en cas d'urgence|pour toute (?:urgence|demande|question))[ ,]{1,2}"
    r"(?:vous pouvez |merci de |veuillez |n'hésitez pas à )?(?:contact|écri|adress|appel|joindre)"
    r"|\b(?:for|if|in) [^.!?\n]{0,30}urgent[^.!?\n]{0,30}(?:contact|e-?mail|call|reach|write)"
)


def is_title_of_a_machine(title: str) -> bool:
    """It begins as only machines begin theirs: whoever answers such a mail has `Re:` before it."""
    said = _small(title)
    return _HINT.search(said) is not None and _TITLE.match(said) is not None


def says_that_a_machine_sent_it(words: str, *, title: str = "") -> bool:
    """Or that its writer is away: who asks or complains beside it is a customer all the same."""
    said = _small(words)
    if title and _RECEIPT.match(_small(title)):
        return True
    if not _HINT.search(said):
        return False
    if _OF_ITSELF.search(said) or _CAME_BACK.match(said):
        return True
    away = _AWAY.match(said)
    if not away:
        return False
    goes_on = _AS_MACHINES_GO_ON.search(said) is not None
    return goes_on and not _wants_something(away[1])


def _wants_something(told_with_it: str) -> bool:
    """Whoever says more than until when, in the same breath, unless as machines do."""
    more = _MORE_THAN_WHEN.search(told_with_it)
    return more is not None and not _AS_MACHINES_GO_ON.search(told_with_it)


def _small(words: str) -> str:
    return words[:_READ_AT_MOST].lower().replace("’", "'").replace("\u00a0", " ")
