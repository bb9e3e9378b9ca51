"""What a pasted line is taken for, by its address or its words alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.strategy.diagnosis.form import Kind
from parvis.strategy.places.recognised import (
    LINES,
    NAME_LENGTH,
    Recognised,
    is_no_place,
    recognise,
    recognise_all,
)


@pytest.mark.parametrize(
    ("line", "kind", "channel"),
    [
        ("https://www.instagram.com/tilleul/", Kind.ACCOUNT, "instagram"),
        ("m.facebook.com/tilleul", Kind.ACCOUNT, "facebook"),
        ("https://fr-fr.facebook.com/tilleul", Kind.ACCOUNT, "facebook"),
        ("https://twitter.com/tilleul", Kind.ACCOUNT, "x"),
        ("https://www.linkedin.com/company/tilleul", Kind.ACCOUNT, "linkedin"),
        ("https://piaille.fr/@tilleul", Kind.ACCOUNT, "mastodon"),
        ("https://social.example/@tilleul", Kind.ACCOUNT, "mastodon"),
        ("https://www.pinterest.fr/tilleul/", Kind.ACCOUNT, "pinterest"),
        ("https://wa.me/33102030405", Kind.CHAT, "whatsapp"),
        ("https://www.reddit.com/r/tilleul", Kind.FORUM, "reddit"),
        ("https://fr.trustpilot.com/review/tilleul.example", Kind.REVIEW_PAGE, "trustpilot"),
        ("https://www.google.com/maps/place/Tilleul", Kind.REVIEW_PAGE, "google"),
        ("https://maps.app.goo.gl/AbCd", Kind.REVIEW_PAGE, "google"),
        ("https://www.tripadvisor.fr/Restaurant-1", Kind.REVIEW_PAGE, "tripadvisor"),
        ("https://tilleul.wordpress.com", Kind.BLOG, ""),
        ("https://tilleul.wordpress.com/feed", Kind.FEED, ""),
        ("https://tilleul.example/blog/", Kind.BLOG, ""),
        ("https://blog.tilleul.example", Kind.BLOG, ""),
        ("https://tilleul.example/blog/feed.xml", Kind.FEED, ""),
        ("https://tilleul.example/faq", Kind.FAQ, ""),
        ("https://aide.tilleul.example/", Kind.FAQ, ""),
        ("https://tilleul.example/fr/mon-compte", Kind.CUSTOMER_AREA, ""),
        ("https://wiki.tilleul.example/start", Kind.WIKI, ""),
        ("forum.tilleul.example", Kind.FORUM, ""),
        ("tilleul.example", Kind.SITE, ""),
        ("bonjour@tilleul.example", Kind.MAIL, "mail"),
        ("02 98 00 00 00", Kind.TELEPHONE, "telephone"),
        ("Our Facebook page", Kind.ACCOUNT, "facebook"),
        ("Notre compte Insta", Kind.ACCOUNT, "instagram"),
        ("Le wiki des réparateurs", Kind.WIKI, ""),
        ("Nadia’s page", Kind.ACCOUNT, ""),
    ],
)
def test_a_line_is_taken_for(line: str, kind: Kind, channel: str) -> None:
    found = recognise(line)

    assert (found.kind, found.channel) == (kind, channel)


def test_what_stands_beside_an_address_is_its_name() -> None:
    assert recognise("The mending blog: https://tilleul.example/blog,") == Recognised(
        "The mending blog", Kind.BLOG, "", "https://tilleul.example/blog"
    )


def test_an_address_alone_is_named_by_itself() -> None:
    assert recognise("https://www.instagram.com/tilleul/").name == "instagram.com/tilleul"


def test_empty_lines_and_names_that_come_again_are_left_out() -> None:
    found = recognise_all("\n  \nBlog\nblog\nx.com/tilleul\n")

    assert [one.name for one in found] == ["Blog", "x.com/tilleul"]


def test_of_too_many_lines_the_first_are_read() -> None:
    assert len(list(recognise_all("\n".join(f"page {n}" for n in range(500))))) == LINES


@given(st.text(min_size=1).filter(str.strip))
def test_whatever_is_pasted_gets_a_name_that_can_be_kept(line: str) -> None:
    for found in recognise_all(line):
        assert 1 <= len(found.name) <= NAME_LENGTH
        assert len(found.channel) <= NAME_LENGTH


@pytest.mark.parametrize(
    "lines",
    [
        ("instagram.com/LaMaille?hl=fr", "https://www.instagram.com/lamaille/"),
        ("https://x.com/lamaille", "twitter.com/lamaille"),
        ("mailto:bonjour@tilleul.example", "bonjour@tilleul.example"),
        ("tel:+33298000000", "+33298000000"),
    ],
)
def test_one_place_written_in_two_ways_is_one(lines: tuple[str, str]) -> None:
    assert len(list(recognise_all("\n".join(lines)))) == 1


def test_two_accounts_told_apart_behind_their_address_are_two() -> None:
    pages = "facebook.com/profile.php?id=1\nfacebook.com/profile.php?id=2"

    assert len(list(recognise_all(pages))) == 2


@pytest.mark.parametrize(
    "line", ["http://", "???", "javascript:alert(1)", "data:text/html,hello", "<img src=x>", "12"]
)
def test_what_no_place_is_called_is_none(line: str) -> None:
    assert is_no_place(line)


@pytest.mark.parametrize(
    "line", ["LinkedIn:bruine", "Blog: notre blog", "02 98 00 00 00", "ترويض", "x.com/7"]
)
def test_what_a_place_may_be_called_is_one(line: str) -> None:
    assert not is_no_place(line)
