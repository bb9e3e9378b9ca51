"""One spelling of each channel's key, whether somebody wrote it in a file or on a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from unicodedata import normalize

KEY_LENGTH = 200
OTHER_NAMES: Mapping[str, str] = {
    "twitter": "x",
    "x_twitter": "x",
    "e-mail": "mail",
    "email": "mail",
    "courriel": "mail",
    "phone": "telephone",
    "google_maps": "google",
    "google_reviews": "google",
    "avis_google": "google",
    "insta": "instagram",
}


def channel_key(text: str) -> str:
    """The key of a channel that somebody wrote down: `Instagram` is `instagram`, `Twitter` is
    `x`; empty where it has no letter. A key is its own key."""
    whole = normalize("NFC", text.lower())
    words = re.sub(r"[^\w.+-]+", " ", whole).split()
    key = "_".join(words).strip("_.+-")[:KEY_LENGTH].rstrip("_.+-")
    return OTHER_NAMES.get(key, key)
