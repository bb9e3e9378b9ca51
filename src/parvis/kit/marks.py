"""The small marks of which a page holds hundreds: icons, faces, channels, promises.

They are drawn here and not by templates: a list of cases would spend most of its time in those.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from zlib import crc32

from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from parvis.kit import spoken

CHANNEL_ICONS = {
    "bluesky": "cloud",
    "demo": "users",
    "email": "mail",
    "facebook": "thumbs-up",
    "forum": "messages-square",
    "instagram": "camera",
    "jsonl": "file-input",
    "linkedin": "briefcase",
    "mastodon": "at-sign",
    "messenger": "message-circle",
    "phone": "phone",
    "reviews": "star",
    "rss": "rss",
    "square": "users",
    "telegram": "send",
    "tiktok": "music",
    "twitter": "hash",
    "web": "message-square",
    "whatsapp": "message-circle",
    "youtube": "play",
}
AVATAR_TONES = 6
KEPT = 2000
"""How many marks of a kind are remembered."""

RUNNING = {"calm", "soon", "breaking", "broken"}
PROMISE_WORDS = {
    "calm": lambda: _("In time"),
    "soon": lambda: _("Soon due"),
    "breaking": lambda: _("About to break"),
    "broken": lambda: _("Broken"),
    "kept": lambda: _("Kept"),
    "quiet": lambda: _("No answer due"),
}
DIALS = {
    "broken": '<circle class="dial-full" cx="8" cy="8" r="7.5"/>'
    '<path class="dial-mark dial-mark-on-full" d="M8 4.5v4M8 11.3v.1"/>',
    "kept": '<circle class="dial-face" cx="8" cy="8" r="6.75"/>'
    '<path class="dial-mark" d="m5 8.2 2.2 2.2L11 6"/>',
    "quiet": '<circle class="dial-face" cx="8" cy="8" r="6.75" stroke-dasharray="2 2.24"/>',
}
TIME_LEFT = (
    '<circle class="dial-face" cx="8" cy="8" r="6.75"/>'
    '<circle class="dial-left" cx="8" cy="8" r="2.5" pathLength="100" stroke-dasharray="{} 100"/>'
)


@lru_cache(KEPT)
def icon(name: str, label: str = "") -> SafeString:
    """An icon listed in frontend/icons.txt; without `label` it is decoration."""
    address = f"{static('kit/build/icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, address
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"/></svg>', address)


@lru_cache(KEPT)
def avatar(name: str, size: str = "", *, brand: bool = False) -> SafeString:
    """The initials of `name`, which is written beside them; `size`: "", "small" or "large".
    `brand=True` for those who speak for the brand."""
    return format_html(
        '<span class="avatar" data-tone="{}"{}{} aria-hidden="true">{}</span>',
        crc32(name.encode()) % AVATAR_TONES,
        format_html(' data-size="{}"', size) if size else "",
        SafeString(' data-side="brand"') if brand else "",
        initials(name),
    )


@lru_cache(KEPT)
def channel(network: str, name: str) -> SafeString:
    """The mark of a channel and its name."""
    mark = icon(CHANNEL_ICONS.get(network, "plug"))
    return format_html('<span class="channel">{}<span>{}</span></span>', mark, name)


def promise(
    state: str,
    *,
    due: datetime | None = None,
    now: datetime | None = None,
    left: int = 0,
    look: str = "",
) -> SafeString:
    """A promise: its dial (`left` in percent of the time), and in words what is left of it.
    `look`: "", where the words are for those who cannot see the dial, or "badge"."""
    words = PROMISE_WORDS[state]()
    if state in RUNNING and due and now:
        said = format_html(
            '<span class="{}">{}<span class="unseen">, </span></span>'
            '<time datetime="{}" title="{}">{}</time>',
            "" if look == "badge" else "unseen",
            words,
            localtime(due).isoformat(),
            date_format(localtime(due), "SHORT_DATETIME_FORMAT"),
            spoken.remaining(due, now),
        )
    else:
        said = format_html("<span>{}</span>", words)
    return format_html(
        '<span class="promise" data-state="{}"{}>{}{}</span>',
        state,
        format_html(' data-look="{}"', look) if look else "",
        dial(state, left),
        said,
    )


@lru_cache(KEPT)
def dial(state: str, left: int) -> SafeString:
    """Each state has its own shape; while a promise runs, the dial shows what is left of it."""
    drawn = SafeString(DIALS[state]) if state in DIALS else format_html(TIME_LEFT, left)
    return format_html('<svg class="dial" viewBox="0 0 16 16" aria-hidden="true">{}</svg>', drawn)


def initials(name: str) -> str:
    """At most two letters by which somebody is told apart; "?" for nobody known."""
    words = [word for word in name.replace("@", " ").split() if word[0].isalnum()]
    chosen = words[:1] + words[-1:] if len(words) > 1 else words
    return "".join(word[0].upper() for word in chosen) or "?"
