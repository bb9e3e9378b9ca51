"""A brand asks something back, and is told: who says no more than "yes" or a number waits."""

from __future__ import annotations

import re

ASKS_BACK = r"[?؟？](\s|$)"
"""A mark that ends a question, which one in an address does not. PostgreSQL reads it alike."""
_ASKS = re.compile(ASKS_BACK)
_BARE = re.compile(
    r"\W*(?:yes|yeah|yep|oui|ouais|ok|okay|d['’]accord|s[iíì]|ja|sim|نعم"
    r"|no|nope|non|nein|nee|n[aã]o|لا"
    r"|[\w/.:-]*\d[\w/.:-]*)\W*",
    re.IGNORECASE,
)

_DECLINED = re.compile(
    r"\W*(?:no|non|nein|nee|n[aã]o|لا)\W+"
    r"(?:thanks|thank you|merci|danke|gracias|grazie|obrigad[oa]|bedankt|dank|شكرا)\b[^?؟]{0,30}",
    re.IGNORECASE,
)


def asks_back(said: str) -> bool:
    """Whether what the brand said asks something, wherever in it: thanks and a name may follow."""
    return _ASKS.search(said) is not None


def is_declined(told: str) -> bool:
    """No, with thanks and hardly a word more: nobody waits."""
    return _DECLINED.fullmatch(told[:100]) is not None


def is_bare_answer(told: str) -> bool:
    """Yes, no or a number, without a word that ends the conversation."""
    return _BARE.fullmatch(told[:100]) is not None
