"""What a post of the brand is: an advertisement, an exclusive offer, or something else.

The sources tell the two apart: people want offers that are for followers alone, and resent
advertisements.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parvis.insight.models import Post
from parvis.triage import Place, Text

PROMOTIONAL_FROM = 0.4
"""Less than triage asks of a stranger: a brand that praises its goods in public advertises them."""

FOR_FOLLOWERS = re.compile(
    r"""\b(?:
        (?:just|only|exclusively|reserved)\s+for\s+(?:our|you|my)\b.{0,40}
            (?:followers?|fans?|subscribers?|members?|community)
      | (?:followers?|fans?|subscribers?|members?)[\s-]only
      | exclusive\s+(?:offer|deal|code|discount|preview|access)
      | (?:réservée?s?|rien\s+que|exclusivement|uniquement|seulement)\s+(?:à|aux?|pour)\s+
            (?:nos|vous|notre|les)\b.{0,40}(?:abonnée?s?|fans?|communauté|membres|suivent)
      | (?:offre|code|remise|vente|promotion|accès)\s+(?:\S+\s+){0,3}exclusi(?:f|ve)s?
      | en\s+exclusivité\s+pour
    )""",
    re.IGNORECASE | re.VERBOSE,
)


SELLS = re.compile(
    r"""\d\s?(?:€|£|\$|euros?\b) | [€£$]\s?\d
      | \d\s?%\s+(?:off\b|de\s+(?:remise|réduction)|sur\b) | (?<!\w)-\s?\d+\s?%
      | \b(?:half|moitié)[\s-](?:the\s)?pri(?:ce|x)\b
      | \b(?:code|coupon)\s*:?\s+[A-Z0-9]{4,}
      | \b(?:free\s+(?:delivery|shipping)|(?:livraison|cadeau)\s+(?:est\s+)?offert?e?)\b
      | \b(?:sales?\s+(?:starts?|ends?|is)|soldes|promotions?|carte\s+cadeau|gift\s+card)\b
      | \b(?:buy|order|shop)\s+(?:now|yours|before|one)\b
      | \b(?:découvrez|discover)\s+(?:notre|nos|our)\b.{0,30}
            \b(?:collections?|gammes?|nouveautés?|range|arrivals)\b
      | \bnew\s+arrivals\b
      | \b(?:commandez|achetez|profitez|offrez|craquez)\b
      | \b(?:pour|to)\s+(?:en\s+)?(?:profiter|enjoy)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Prices, rebates and calls to buy. From a stranger they prove nothing; from the brand itself, in
public and to nobody in particular, they advertise."""


def kinds_of_posts(posts: Sequence[tuple[str, str]]) -> list[Post.Kind]:
    """Of posts with these titles and texts, in their order. Reads the words only; a post without
    any is something else."""
    words = [f"{title}\n{text}".strip() for title, text in posts]
    unsure = [said for said in words if said and not _sells(said)]
    promotional = dict(zip(unsure, _are_promotional(unsure), strict=True))
    return [_kind(said, promotional.get(said, False)) for said in words]


def _kind(words: str, is_promotional: bool) -> Post.Kind:
    if FOR_FOLLOWERS.search(words):
        return Post.Kind.OFFER
    return Post.Kind.ADVERTISEMENT if _sells(words) or is_promotional else Post.Kind.OTHER


def _sells(words: str) -> bool:
    return bool(FOR_FOLLOWERS.search(words) or SELLS.search(words))


def _are_promotional(posts: Sequence[str]) -> list[bool]:
    from parvis.triage.judge import judge  # with NumPy and SciPy, only where posts are read

    read = [Text.said_at(Place.OVERHEARD, post) for post in posts]
    return [verdict.promotional >= PROMOTIONAL_FROM for verdict in judge(read)]
