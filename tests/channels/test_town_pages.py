"""The imaginary town: its square, on which anybody may speak, and its post office."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.message import EmailMessage

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from parvis.brands.models import Brand
from parvis.channels.actions import connect_account, pull_account, read_deliveries
from parvis.channels.models import Account, Message, SquarePost
from parvis.channels.town import PostOffice, post_on_square
from parvis.kit.actors import PARVIS

HTMX = {"HX-Request": "true"}
WORDS = {"name": "Zoé", "handle": "@Zoe.M", "text": "@tilleul où est ma commande ?"}


@pytest.fixture(autouse=True)
def nobody_has_spoken(db: None) -> None:
    cache.clear()


@pytest.fixture
def town(brand: Brand, square: Account) -> str:
    return reverse("channels:town", args=[brand.slug])


@pytest.fixture
def mailbox(brand: Brand, square: Account, noon: datetime) -> Account:
    return connect_account(
        brand,
        connector_id="email",
        name="Mail",
        address="help@tilleul.example",
        settings_={"town": "yes"},
        by=PARVIS,
        at=noon,
    )


def say(client: Client, brand: Brand, **changed: str) -> int:
    return client.post(reverse("channels:say", args=[brand.slug]), WORDS | changed).status_code


def test_what_is_said_stands_on_the_square_and_reaches_the_brand(
    client: Client, brand: Brand, square: Account, town: str
) -> None:
    assert say(client, brand) == 302

    assert "@tilleul où est ma commande ?" in client.get(town).content.decode()
    pull_account(square)
    read_deliveries(square)
    message = Message.objects.select_related("author").get()
    assert message.author is not None
    assert (message.text, message.author.ext_id) == ("@tilleul où est ma commande ?", "zoe.m")


def test_the_answer_of_the_brand_stands_under_the_question(
    client: Client, brand: Brand, town: str, noon: datetime
) -> None:
    asked = post_on_square(brand, handle="zoe", name="Zoé", text="Où ?", at=noon)
    post_on_square(
        brand, handle="tilleul", name="Tilleul", text="Ici.", at=noon, parent=asked, by_brand=True
    )

    [talk] = client.get(town).context["talks"]

    assert (talk.post.text, [answer.text for answer in talk.answers]) == ("Où ?", ["Ici."])


def test_one_goes_on_talking_as_who_began(
    client: Client, brand: Brand, town: str, noon: datetime
) -> None:
    asked = post_on_square(brand, handle="zoe", name="Zoé", text="Où ?", at=noon)
    answer = post_on_square(
        brand, handle="tilleul", name="Tilleul", text="Ici.", at=noon, parent=asked, by_brand=True
    )

    assert f"?answers={answer.pk}&amp;as={asked.pk}#say" in client.get(town).content.decode()
    form = client.get(f"{town}?answers={answer.pk}&as={asked.pk}").context["form"]
    assert form.initial == {"answers": answer.pk, "name": "Zoé", "handle": "zoe"}

    say(client, brand, answers=str(answer.pk), text="Merci.")
    assert SquarePost.objects.get(text="Merci.").parent == answer


def test_the_square_tells_only_news(
    client: Client, brand: Brand, town: str, noon: datetime
) -> None:
    post = post_on_square(brand, handle="zoe", name="Zoé", text="Où ?", at=noon)

    assert client.get(f"{town}?since={post.pk}", headers=HTMX).status_code == 204
    news = client.get(f"{town}?since=0", headers=HTMX).content.decode().strip()
    assert news.startswith('<div id="square"')
    assert "Où ?" in news


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"text": "x" * 501}, "text"),
        ({"text": "  "}, "text"),
        ({"handle": "tilleul"}, "handle"),
        ({"handle": "@TILLEUL"}, "handle"),
        ({"handle": "zoé martin"}, "handle"),
        ({"name": ""}, "name"),
        ({"answers": "999999"}, "answers"),
    ],
)
def test_what_cannot_be_said(
    client: Client, brand: Brand, town: str, changed: dict[str, str], field: str
) -> None:
    response = client.post(reverse("channels:say", args=[brand.slug]), WORDS | changed)

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert not SquarePost.objects.exists()


def test_words_are_shown_as_words(client: Client, brand: Brand, town: str) -> None:
    say(client, brand, text="<script>alert(1)</script>", name="<b>Zoé</b>")

    shown = client.get(town).content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "<b>Zoé</b>" not in shown


def test_who_says_too_much_waits(client: Client, brand: Brand, town: str) -> None:
    said = [say(client, brand, text=f"Bonjour {n}") for n in range(11)]

    assert said == [302] * 10 + [429]
    assert SquarePost.objects.count() == 10


def test_a_question_of_another_brands_square_cannot_be_answered_here(
    client: Client, brand: Brand, other_brand: Brand, town: str, noon: datetime
) -> None:
    elsewhere = post_on_square(other_brand, handle="ana", name="Ana", text="Hm?", at=noon)

    assert say(client, brand, answers=str(elsewhere.pk)) == 422


def test_a_brand_without_the_square_has_no_town(client: Client, brand: Brand) -> None:
    town = reverse("channels:town", args=[brand.slug])

    assert client.get(town).status_code == 404
    assert say(client, brand) == 404
    assert client.get(reverse("channels:post_office", args=[brand.slug])).status_code == 404
    assert client.get(reverse("channels:town", args=["nowhere"])).status_code == 404


def test_speaking_is_a_post(client: Client, brand: Brand, town: str) -> None:
    assert client.get(reverse("channels:say", args=[brand.slug])).status_code == 405
    assert client.post(town).status_code == 405


def test_letters_can_be_read_and_their_links_opened(
    client: Client, brand: Brand, mailbox: Account, noon: datetime
) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"] = "Tilleul <help@tilleul.example>", "lea@example.org"
    mail["Subject"] = "Tilleul : suivre votre question"
    mail.set_content("Ouvrez ce lien :\n\nhttp://localhost/@tilleul/my/abc?page=1\n\n<b>x</b>\n")
    PostOffice(brand, clock=lambda: noon).send(
        "help@tilleul.example", "lea@example.org", bytes(mail)
    )

    shown = client.get(reverse("channels:post_office", args=[brand.slug])).content.decode()

    assert "Tilleul : suivre votre question" in shown
    assert "lea@example.org" in shown
    assert '<a href="http://localhost/@tilleul/my/abc?page=1"' in shown
    assert "<b>x</b>" not in shown


def test_without_a_mailbox_in_the_town_there_is_no_post_office(
    client: Client, brand: Brand, town: str
) -> None:
    assert client.get(reverse("channels:post_office", args=[brand.slug])).status_code == 404


def test_long_and_deep_talks_ask_no_more_of_the_database(
    client: Client, brand: Brand, town: str, noon: datetime, django_assert_max_num_queries: object
) -> None:
    said = None
    for n in range(20):
        at = noon + timedelta(minutes=n)
        post_on_square(brand, handle=f"z{n}", name="Zoé", text=f"Où {n} ?", at=at)
        said = post_on_square(brand, handle="zoe", name="Zoé", text=f"{n}", at=at, parent=said)

    with django_assert_max_num_queries(10):  # type: ignore[operator]
        talks = client.get(town).context["talks"]

    assert [len(talk.answers) for talk in talks] == [0] * 19 + [19, 0]
