"""What a page or a feed shows of its life, and what is written down of a look at it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime

import httpx2
import pytest
from django.test import Client, override_settings
from procrastinate.contrib.django.models import ProcrastinateJob

from parvis.brands.models import Brand, User
from parvis.kit.http import HttpDoor
from parvis.strategy.actions import look_at_places
from parvis.strategy.models import Place, Proposal
from parvis.strategy.places.seen import Failure, Seen, seen_in

TODAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("page", "newest"),
    [
        ("<rss><item><pubDate>Mon, 02 Feb 2026 09:00:00 +0100</pubDate></item></rss>", (2, 2)),
        ("<feed><entry><updated>2026-02-03T23:30:00-03:00</updated></entry></feed>", (2, 4)),
        ('<meta property="article:published_time" content="2026-02-05">', (2, 5)),
        ('<script type="application/ld+json">{"datePublished": "2026-02-06"}</script>', (2, 6)),
        ("<item><pubDate>2026-01-01</pubDate></item><item><pubDate>2026-01-09</pubDate>", (1, 9)),
        ("<feed><updated>2027-01-01</updated><updated>2026-01-02</updated></feed>", (1, 2)),
        ('<script>{"datePublished": "2026-02-06"}</script><p>2026-02-06</p>', None),
        ("<pubDate>last Tuesday</pubDate><updated>0001-01-01T00:00:00+14:00</updated>", None),
    ],
)
def test_the_newest_day_that_is_not_to_come(page: str, newest: tuple[int, int] | None) -> None:
    found = seen_in(page.encode(), today=TODAY).newest

    assert found == (newest and date(2026, *newest))


def test_a_title_is_on_one_line() -> None:
    assert seen_in(b"<title>The\n mending  blog</title>", today=TODAY) == Seen(
        "The mending blog", None
    )


def test_a_page_says_what_it_is_and_when_the_place_is_open() -> None:
    page = """<title>Tilleul</title><meta name="description" content="Umbrellas,\n mended">
        <script type="application/ld+json">{"@graph": [{"@type": "Store",
        "openingHours": ["Mo-Fr 09:00-18:00"], "openingHoursSpecification": [
        {"dayOfWeek": ["https://schema.org/Saturday", "Sunday"], "opens": "10:00",
        "closes": "12:00"}, {"dayOfWeek": "Monday"}]}]}</script>"""

    assert seen_in(page.encode(), today=TODAY) == Seen(
        title="Tilleul",
        newest=None,
        description="Umbrellas, mended",
        hours=("Mo-Fr 09:00-18:00", "Saturday, Sunday 10:00-12:00"),
    )


def test_a_feed_says_how_many_entries_it_has() -> None:
    feed = (
        b"<rss><channel><title>Notebook</title><description>From the bench</description>"
        b"<item><description>A rib</description></item><item></item></channel></rss>"
    )

    assert seen_in(feed, today=TODAY) == Seen("Notebook", None, "From the bench", entries=2)


@pytest.mark.parametrize(
    ("feed", "title"),
    [
        ("<title><![CDATA[Ribs & <b>rain</b>]]></title><item><title>One</title>", "Ribs & rain"),
        ("<description>x</description><item><title>One</title></item><title>Late</title>", ""),
        ("<title><![CDATA[L&#8217;atelier]]></title>", "L’atelier"),
        ("<title>The <![CDATA[bench", "The bench"),
    ],
)
def test_a_feed_is_not_called_like_its_first_entry(feed: str, title: str) -> None:
    assert seen_in(f"<rss><channel>{feed}".encode(), today=TODAY).title == title


@pytest.mark.parametrize(
    ("body", "media_type", "title"),
    [
        ("<title>Café</title>".encode(), "", "Café"),
        ("<title>Café</title>".encode("latin-1"), "text/html; charset=ISO-8859-1", "Café"),
        ("<meta charset='latin1'><title>Café</title>".encode("latin-1"), "text/html", "Café"),
        ("<meta charset=latin1><title>Café</title>".encode(), "", "Café"),
        (
            '<?xml version="1.0" encoding="windows-1251"?><rss><title>Дождь'.encode("cp1251"),
            "",
            "Дождь",
        ),
        ("<meta charset=zlib><title>Café</title>".encode(), "", "Café"),
        (b"<title>Caf\xe9 \xc3\xa9t\xc3\xa9</title>", "", ""),
        (b"<title>Bo\0ok &#xD83D; of rain</title>", "", ""),
        (b"<title>Bo\0ok\x1b of rain</title>", "", "Bo ok of rain"),
    ],
)
def test_a_title_is_read_in_the_charset_of_its_page_or_not_at_all(
    body: bytes, media_type: str, title: str
) -> None:
    assert seen_in(body, today=TODAY, media_type=media_type).title == title


def test_hours_of_a_closed_day_and_halves_of_characters_are_no_hours() -> None:
    script = {
        "openingHours": ["\ud83d", "Mo\0 09:00-12:00"],
        "openingHoursSpecification": [
            {"dayOfWeek": "Sunday", "opens": "00:00", "closes": "00:00"},
            {"dayOfWeek": "Saturday", "opens": "00:00", "closes": "23:59"},
        ],
    }
    page = f'<script type="application/ld+json">{json.dumps(script)}</script>'

    assert seen_in(page.encode(), today=TODAY).hours == ("Mo 09:00-12:00", "Saturday 00:00-23:59")


@pytest.mark.parametrize("script", ["{", "[" * 100_000, '{"openingHours": 3}', '"openingHours"'])
def test_a_script_that_says_no_hours_is_passed_over(script: str) -> None:
    page = f'<script type="application/ld+json">{script}</script>'

    assert seen_in(page.encode(), today=TODAY).hours == ()


FEED = b"<rss><channel><title>The bench</title><item><pubDate>2026-02-20</pubDate></item></rss>"


@pytest.fixture
def looked(brand: Brand) -> Place:
    """A blog whose page was looked at."""
    place = Place.objects.create(
        brand=brand, name="blog", kind="blog", address="https://tilleul.example/feed"
    )
    pages = {"/feed": httpx2.Response(200, content=FEED)}
    look_at_places(brand.pk, door=door_to(pages, []), clock=lambda: NOON)
    return place


def test_what_a_page_says_is_proposed_and_taken_with_its_address_and_day(
    client: Client, looked: Place, lead: User
) -> None:
    client.force_login(lead)
    assert [(one.what, one.said, one.on) for one in looked.proposals.all()] == [
        ("title", "The bench", TODAY),
        ("entries", "1", TODAY),
    ]
    assert "Found on its page" in client.get(f"/strategy/lines/place/{looked.pk}/").content.decode()

    for one in looked.proposals.all():
        client.post(f"/strategy/proposals/{one.pk}/", {"then": "take"})

    looked.refresh_from_db()
    assert (looked.name, looked.shows) == (
        "The bench",
        "Entries in its feed: 1 (https://tilleul.example/feed, 2026-03-02)",
    )
    assert not looked.proposals.exists()


def test_what_is_left_changes_nothing(client: Client, looked: Place, lead: User) -> None:
    client.force_login(lead)

    for one in looked.proposals.all():
        client.post(f"/strategy/proposals/{one.pk}/", {"then": "leave"})

    looked.refresh_from_db()
    assert (looked.name, looked.shows) == ("blog", "")
    assert not looked.proposals.exists()


def test_bytes_that_are_no_page_show_nothing() -> None:
    assert seen_in(bytes(range(256)) * 4, today=TODAY) == Seen("", None)


def test_each_place_is_looked_at_once_and_says_what_came_of_it(brand: Brand) -> None:
    pages = {
        "/blog": httpx2.Response(301, headers={"Location": "/journal"}),
        "/journal": httpx2.Response(200, content=b"<pubDate>2026-02-20</pubDate>"),
        "/closed": httpx2.Response(403),
        "/round": httpx2.Response(302, headers={"Location": "/round"}),
        "/plain": httpx2.Response(200, content=b"<title>Hello</title>"),
    }
    for name in ("blog", "closed", "round", "plain", "gone"):
        Place.objects.create(
            brand=brand, name=name, kind="blog", address=f"https://tilleul.example/{name}"
        )
    Place.objects.create(brand=brand, name="a telephone", kind="telephone")
    asked: list[str] = []

    for _ in range(2):
        look_at_places(brand.pk, door=door_to(pages, asked), clock=lambda: NOON)

    assert {place.name: (place.last_sign, place.look_failed) for place in Place.objects.all()} == {
        "blog": (date(2026, 2, 20), ""),
        "closed": (None, Failure.REFUSED),
        "round": (None, Failure.REFUSED),
        "plain": (None, Failure.NO_DATE),
        "gone": (None, Failure.UNREACHABLE),
        "a telephone": (None, ""),
    }
    assert asked.count("/plain") == 1


def test_a_page_that_no_look_can_read_holds_up_none_behind_it(brand: Brand) -> None:
    for name in ("strange", "astray", "broken", "blog"):
        Place.objects.create(
            brand=brand, name=name, kind="blog", address=f"https://tilleul.example/{name}"
        )
    hours = b'<script type="application/ld+json">{"openingHours": "\\ud83d"}</script>'
    pages = {
        "/strange": httpx2.Response(200, content=b"<title>Bo\0ok</title>" + hours),
        "/astray": httpx2.Response(302, headers={"Location": "http://[away"}),
        "/blog": httpx2.Response(200, content=b"<pubDate>2026-02-20</pubDate>"),
    }

    def answer(request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/broken":
            raise RuntimeError("a mistake of ours")
        return pages[request.url.path]

    with pytest.raises(ExceptionGroup) as raised:
        look_at_places(
            brand.pk, door=HttpDoor(transport=httpx2.MockTransport(answer)), clock=lambda: NOON
        )

    assert [str(error) for error in raised.value.exceptions] == ["a mistake of ours"]
    assert {place.name: (place.looked_at, place.look_failed) for place in Place.objects.all()} == {
        "strange": (NOON, Failure.NO_DATE),
        "astray": (NOON, Failure.FORBIDDEN),
        "broken": (NOON, Failure.UNREACHABLE),
        "blog": (NOON, ""),
    }
    assert [(one.what, one.said) for one in Proposal.objects.all()] == [("title", "Bo ok")]


def test_a_later_day_that_somebody_wrote_down_stays(brand: Brand) -> None:
    place = Place.objects.create(
        brand=brand,
        name="blog",
        kind="blog",
        address="https://tilleul.example/journal",
        last_sign=date(2026, 3, 1),
    )
    pages = {"/journal": httpx2.Response(200, content=b"<pubDate>2026-02-20</pubDate>")}

    look_at_places(brand.pk, door=door_to(pages, []), clock=lambda: NOON)

    place.refresh_from_db()
    assert place.last_sign == date(2026, 3, 1)


def test_no_address_of_this_house_is_looked_at(brand: Brand) -> None:
    place = Place.objects.create(
        brand=brand, name="router", kind="site", address="http://192.168.0.1/"
    )

    with HttpDoor() as door:
        look_at_places(brand.pk, door=door, clock=lambda: NOON)

    place.refresh_from_db()
    assert place.look_failed == Failure.FORBIDDEN


@pytest.mark.parametrize(("allowed", "knocks"), [(False, 0), (True, 1)])
def test_a_worker_is_asked_only_where_the_operator_allows_it(
    client: Client, brand: Brand, lead: User, allowed: bool, knocks: int
) -> None:
    client.force_login(lead)

    with override_settings(LOOK_UP=allowed):
        client.post("/strategy/diagnosis/paste/", {"pasted": "tilleul.example/blog"})

    assert ProcrastinateJob.objects.filter(task_name="parvis.strategy.look").count() == knocks


def door_to(pages: Mapping[str, httpx2.Response], asked: list[str]) -> HttpDoor:
    """Answers as the pages do; nobody lives anywhere else."""

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request.url.path)
        if request.url.path not in pages:
            raise httpx2.ConnectError("nobody there")
        return pages[request.url.path]

    return HttpDoor(transport=httpx2.MockTransport(answer))
