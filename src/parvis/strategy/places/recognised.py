"""What a pasted name or address is: an account on a network, a blog, a page of questions …

A guess that people correct: it looks at the address alone and asks nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from parvis.strategy.diagnosis.channel_keys import channel_key
from parvis.strategy.diagnosis.form import Kind

NAME_LENGTH = 200
LINES = 200
"""As many pasted lines are read at once."""

MAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+")
ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>]+|(?<![@\w.])(?:[\w-]+\.)+[a-z]{2,24}(?:/[^\s<>]*)?", re.IGNORECASE
)
_NO_PLACE = re.compile(r"[<>]|^\s*(?:javascript|vbscript|data|file|about|blob):", re.IGNORECASE)
"""Neither a name nor an address: code, or an address of what is no place."""
_TELLS_NOTHING = re.compile(r"(?:hl|lang|locale|ref|si|igsh\w*|fbclid|utm_\w+)=", re.IGNORECASE)
"""What is put behind an address without leading elsewhere."""
_LETTERS = re.compile(r"[^\W\d_]")
TELEPHONE = re.compile(r"\+?[\d(][\d\s().\-]{7,}\d")

NETWORKS: Mapping[str, tuple[str, Kind]] = {
    "facebook.com": ("facebook", Kind.ACCOUNT),
    "fb.com": ("facebook", Kind.ACCOUNT),
    "fb.me": ("facebook", Kind.ACCOUNT),
    "m.me": ("facebook", Kind.CHAT),
    "instagram.com": ("instagram", Kind.ACCOUNT),
    "x.com": ("x", Kind.ACCOUNT),
    "twitter.com": ("x", Kind.ACCOUNT),
    "linkedin.com": ("linkedin", Kind.ACCOUNT),
    "tiktok.com": ("tiktok", Kind.ACCOUNT),
    "youtube.com": ("youtube", Kind.ACCOUNT),
    "youtu.be": ("youtube", Kind.ACCOUNT),
    "dailymotion.com": ("dailymotion", Kind.ACCOUNT),
    "vimeo.com": ("vimeo", Kind.ACCOUNT),
    "twitch.tv": ("twitch", Kind.ACCOUNT),
    "threads.net": ("threads", Kind.ACCOUNT),
    "threads.com": ("threads", Kind.ACCOUNT),
    "bsky.app": ("bluesky", Kind.ACCOUNT),
    "mastodon.social": ("mastodon", Kind.ACCOUNT),
    "piaille.fr": ("mastodon", Kind.ACCOUNT),
    "snapchat.com": ("snapchat", Kind.ACCOUNT),
    "t.me": ("telegram", Kind.ACCOUNT),
    "discord.gg": ("discord", Kind.ACCOUNT),
    "discord.com": ("discord", Kind.ACCOUNT),
    "reddit.com": ("reddit", Kind.FORUM),
    "wa.me": ("whatsapp", Kind.CHAT),
    "flickr.com": ("flickr", Kind.ACCOUNT),
    "g.page": ("google", Kind.REVIEW_PAGE),
    "maps.app.goo.gl": ("google", Kind.REVIEW_PAGE),
    "play.google.com": ("google_play", Kind.REVIEW_PAGE),
    "apps.apple.com": ("app_store", Kind.REVIEW_PAGE),
    "avis-verifies.com": ("avis_verifies", Kind.REVIEW_PAGE),
    "verified-reviews.com": ("avis_verifies", Kind.REVIEW_PAGE),
    "glassdoor.com": ("glassdoor", Kind.REVIEW_PAGE),
    "glassdoor.fr": ("glassdoor", Kind.REVIEW_PAGE),
    "groups.google.com": ("", Kind.FORUM),
    "wordpress.com": ("", Kind.BLOG),
    "blogspot.com": ("", Kind.BLOG),
    "medium.com": ("", Kind.BLOG),
    "substack.com": ("", Kind.BLOG),
    "over-blog.com": ("", Kind.BLOG),
    "tumblr.com": ("", Kind.BLOG),
}
"""By the host; hosts below it belong to it, too."""
EVERYWHERE: Mapping[str, tuple[str, Kind]] = {
    "trustpilot": ("trustpilot", Kind.REVIEW_PAGE),
    "tripadvisor": ("tripadvisor", Kind.REVIEW_PAGE),
    "yelp": ("yelp", Kind.REVIEW_PAGE),
    "pinterest": ("pinterest", Kind.ACCOUNT),
}
"""Hosts that end differently in each country."""
OWN_PAGES: Mapping[str, Kind] = {
    **dict.fromkeys(("feed", "rss", "atom", "flux", "feeds", "aggregator"), Kind.FEED),
    **dict.fromkeys(
        ("faq", "help", "aide", "support", "questions", "foire-aux-questions", "centre-d-aide"),
        Kind.FAQ,
    ),
    **dict.fromkeys(("blog", "blogs", "journal", "magazine", "actualites"), Kind.BLOG),
    **dict.fromkeys(("forum", "forums", "community", "communaute", "entraide"), Kind.FORUM),
    "wiki": Kind.WIKI,
    **dict.fromkeys(
        (*("account", "my-account", "mon-compte", "compte", "espace-client", "espaceclient"),
         *("customer", "client", "clients", "login", "customer-area")),
        Kind.CUSTOMER_AREA,
    ),
    **dict.fromkeys(("avis", "reviews", "avis-clients"), Kind.REVIEW_PAGE),
}  # fmt: skip
"""Words of an address that say what a page of one's own is; the last word counts first."""
WORDS: Mapping[str, Kind] = {
    "blog": Kind.BLOG,
    "wiki": Kind.WIKI,
    "forum": Kind.FORUM,
    "faq": Kind.FAQ,
    "feed": Kind.FEED,
    "flux": Kind.FEED,
    "rss": Kind.FEED,
    "newsletter": Kind.MAIL,
    "chat": Kind.CHAT,
    "telephone": Kind.TELEPHONE,
    "phone": Kind.TELEPHONE,
    "shop": Kind.SHOP,
    "boutique": Kind.SHOP,
    "site": Kind.SITE,
}
CHANNEL_OF_KIND: Mapping[Kind, str] = {
    Kind.MAIL: "mail",
    Kind.TELEPHONE: "telephone",
    Kind.CHAT: "chat",
    Kind.SHOP: "shop",
}
SPOKEN_OF = frozenset(
    {
        *("facebook", "instagram", "x", "linkedin", "tiktok", "youtube", "dailymotion"),
        *("pinterest", "threads", "bluesky", "mastodon", "snapchat", "reddit", "whatsapp"),
        *("google", "trustpilot", "tripadvisor"),
    }
)
"""Channels that are known by their name where no address tells."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """`channel` is a key; empty for own ground and where nothing tells it."""

    name: str
    kind: Kind
    channel: str = ""
    address: str = ""


def is_no_place(line: str) -> bool:
    """Nothing that a place could be called, and no address."""
    bare = re.sub(r"^\s*https?:(//)?", "", line, flags=re.IGNORECASE)
    says_nothing = not _LETTERS.search(bare) and not TELEPHONE.search(bare)
    return says_nothing or _NO_PLACE.search(line) is not None


def recognise_all(text: str) -> Iterator[Recognised]:
    """Each line that says something, the first `LINES` of them; no place comes twice."""
    lines = [line.strip() for line in text.splitlines()]
    seen: set[str] = set()
    for line in [line for line in lines if line][:LINES]:
        found = recognise(line)
        if found.name.casefold() not in seen:
            seen.add(found.name.casefold())
            yield found


def recognise(line: str) -> Recognised:
    """One line: an address, a mail address, a telephone number, or words; what stands beside an
    address is its name."""
    line = re.sub(r"\b(?:mailto|tel):", "", line, flags=re.IGNORECASE).strip() or line
    if mail := MAIL.search(line):
        return _named(line, mail.group(), Kind.MAIL, channel="mail")
    if address := ADDRESS.search(line):
        return _of_address(line, address.group().rstrip(".,;)"))
    if telephone := TELEPHONE.search(line):
        return _named(line, telephone.group(), Kind.TELEPHONE, channel="telephone")
    return _of_words(line)


def _of_address(line: str, written: str) -> Recognised:
    address = written if "://" in written else f"https://{written}"
    try:
        parts = urlsplit(address)
    except ValueError:  # no address after all: an unfinished [ for instance
        return _of_words(line)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    path = [word for word in parts.path.lower().split("/") if word]
    if on_network := _on_network(host, path):
        channel, kind = on_network
        called = _called(host, parts.path, parts.query) if channel else ""
        return _named(line, written, kind, channel=channel, address=address, called=called)
    return _named(line, written, _own_page(host, path), channel="", address=address)


def _on_network(host: str, path: list[str]) -> tuple[str, Kind] | None:
    labels = host.split(".")
    if "google" in labels and path[:1] == ["maps"]:
        return "google", Kind.REVIEW_PAGE
    if path[-1:] == ["feed"] and host.endswith((".wordpress.com", ".substack.com")):
        return "", Kind.FEED
    for start in range(len(labels) - 1):
        found = NETWORKS.get(".".join(labels[start:]))
        if found:
            return found
    for label in labels[:-1]:
        if label in EVERYWHERE:
            return EVERYWHERE[label]
    if path and path[0].startswith("@"):  # anybody's server of Mastodon looks like that
        return "mastodon", Kind.ACCOUNT
    return None


def _called(host: str, path: str, query: str) -> str:
    """An account by its address, written alike whoever pasted it."""
    usual = "x.com" if host == "twitter.com" else host
    telling = [part for part in query.split("&") if part and not _TELLS_NOTHING.match(part)]
    return usual + path.rstrip("/") + ("?" + "&".join(telling) if telling else "")


def _own_page(host: str, path: list[str]) -> Kind:
    if path and path[-1].endswith((".xml", ".rss", ".atom")):
        return Kind.FEED
    below = host.split(".", maxsplit=1)[0] if host.count(".") > 1 else ""
    for word in (*reversed(path), below):
        if kind := OWN_PAGES.get(word.partition(".")[0]):
            return kind
    return Kind.SITE


def _of_words(line: str) -> Recognised:
    keys = [channel_key(word) for word in re.split(r"[\s:@/]+", line) if word]
    for key in keys:
        if key in SPOKEN_OF and len(key) > 1:
            return Recognised(line[:NAME_LENGTH], _usual_kind(key), key)
    for key in keys:
        if kind_of_word := WORDS.get(key):
            channel = CHANNEL_OF_KIND.get(kind_of_word, "")
            return Recognised(line[:NAME_LENGTH], kind_of_word, channel)
    return Recognised(line[:NAME_LENGTH], Kind.ACCOUNT)


def _usual_kind(channel: str) -> Kind:
    known = (*NETWORKS.values(), *EVERYWHERE.values())
    return next((kind for key, kind in known if key == channel), Kind.ACCOUNT)


def _named(
    line: str, written: str, kind: Kind, *, channel: str, address: str = "", called: str = ""
) -> Recognised:
    """By what stands beside it, else as it is `called`, else as it was `written`."""
    beside = line.replace(written, " ").strip(" \t:-–—,;()<>|")
    plain = re.sub(r"^(https?://)?(www\.)?", "", called or written).rstrip("/")
    return Recognised((beside or plain)[:NAME_LENGTH], kind, channel, address)
