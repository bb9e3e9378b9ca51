"""An address that was typed is a claim: what it opens, before and after the link was opened."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from django.test import Client, TestCase
from django.urls import reverse

from parvis.brands.models import Brand, User
from parvis.channels.actions import drain_outbox, queue_reply, read_deliveries
from parvis.channels.models import Account, Message
from parvis.inbox.actions import take_in
from parvis.inbox.models import Case
from parvis.kit.clock import now
from parvis.people.models import Claim, Identity
from tests.security.conftest import mail_of_zoe, mailbox_of, receive_mail

ADDRESS = "zoe@example.test"


@dataclass
class Visitor:
    """Somebody's browser, and the address of the page of their request."""

    page: str
    client: Client = field(default_factory=Client)

    def words(self) -> str:
        """The page of the request and the list of requests, as this browser shows them."""
        shown = [
            self.client.get(self.page),
            self.client.get(self.page, headers={"hx-request": "true"}),
            self.client.get(reverse("inbox:my_cases", args=["tilleul"])),
        ]
        assert {response.status_code for response in shown} == {200}
        return "".join(response.content.decode() for response in shown)


@pytest.fixture
def mailbox(brand: Brand) -> Account:
    return mailbox_of(brand)


@pytest.fixture
def mail(mailbox: Account) -> Message:
    """Zoé's mail about her lamp, which nobody else may read."""
    return receive_mail(mailbox, mail_of_zoe("<p>Ma lampe tilleul</p>"), at=now())


@pytest.fixture
def visitor(client: Client, brand: Brand, mail: Message) -> Visitor:
    """Somebody who asks about a vase and types Zoé's address."""
    return ask_on_page(client, brand, "Mon vase est fêlé, que faire ?")


def test_before_the_link_is_opened_the_page_shows_what_was_written_there(
    visitor: Visitor, brand: Brand
) -> None:
    page = visitor.words()

    assert "Mon vase est fêlé" in page
    assert "ampe" not in page


def test_an_answer_to_a_mail_of_the_claimed_address_never_appears(
    visitor: Visitor, mail: Message, agent: User
) -> None:
    answer(mail, "Renvoyez la lampe à l’atelier.", by=agent)

    assert "atelier" not in visitor.words()


def test_an_answer_given_on_the_page_appears_there(
    visitor: Visitor, brand: Brand, agent: User
) -> None:
    answer(Message.objects.get(network="web"), "Recollez le vase.", by=agent)

    assert "Recollez le vase." in visitor.words()


def test_the_claimed_address_is_not_the_visitors_name_yet(visitor: Visitor) -> None:
    by_mail = Identity.objects.get(network="email")
    on_the_page = Identity.objects.get(network="web")

    assert by_mail.person != on_the_page.person
    assert Case.objects.count() == 2


def test_agents_see_that_the_address_is_unconfirmed(visitor: Visitor, agent: User) -> None:
    colleague = Client()
    colleague.force_login(agent)
    case = Message.objects.get(network="web").place.case_id

    page = colleague.get(reverse("inbox:case", args=[case])).content.decode()

    assert ADDRESS in page
    assert "unconfirmed" in page


def test_opening_the_link_alone_confirms_nothing(visitor: Visitor, brand: Brand) -> None:
    shown = Client().get(link_in_mail(brand))

    assert shown.status_code == 200
    assert Claim.objects.get().confirmed_at is None


def test_the_link_shows_whose_words_it_would_confirm(visitor: Visitor, brand: Brand) -> None:
    page = Client().get(link_in_mail(brand)).content.decode()

    assert "Mon vase est fêlé, que faire ?" in page
    assert "ampe" not in page


def test_the_browser_that_confirmed_sees_the_mails_too(
    visitor: Visitor, brand: Brand, mail: Message, agent: User
) -> None:
    zoe = Visitor(visitor.page, confirm(brand))
    move_into_one_case(mail)
    answer(mail, "Renvoyez la lampe à l’atelier.", by=agent)

    page = zoe.words()
    assert "Mon vase est fêlé" in page
    assert "Renvoyez la lampe" in page


def test_after_that_the_first_browser_still_sees_its_own_thread_alone(
    visitor: Visitor, brand: Brand, mail: Message, agent: User
) -> None:
    confirm(brand)
    move_into_one_case(mail)
    answer(mail, "Renvoyez la lampe à l’atelier.", by=agent)

    page = visitor.words()

    assert "Mon vase est fêlé" in page
    assert "ampe" not in page


def test_writing_on_opens_nothing_more_for_the_first_browser(
    visitor: Visitor, brand: Brand
) -> None:
    confirm(brand)

    visitor.client.post(visitor.page, {"text": "Et mon vase, vous le remplacez aussi ?"})
    read_everything()

    page = visitor.words()
    assert "mon vase" in page
    assert "ampe" not in page


def test_the_link_of_one_brand_opens_nothing_at_another(
    visitor: Visitor, brand: Brand, other_brand: Brand
) -> None:
    link = link_in_mail(brand).replace(f"/@{brand.slug}/", f"/@{other_brand.slug}/")

    assert Client().get(link).status_code == 404
    assert Client().post(link).status_code == 404


def test_another_brand_does_not_know_the_page(
    visitor: Visitor, brand: Brand, other_brand: Brand
) -> None:
    page = visitor.page.replace(f"/@{brand.slug}/", f"/@{other_brand.slug}/")

    assert Client().get(page).status_code == 404
    assert Client().post(page, {"text": "Bonjour ?"}).status_code == 404


def ask_on_page(client: Client, brand: Brand, text: str) -> Visitor:
    asked = client.post(
        reverse("channels:ask", args=[brand.slug]),
        {"text": text, "name": "Moi", "address": ADDRESS},
    )
    assert asked.status_code == 302
    read_everything()
    return Visitor(asked["Location"], client)


def link_in_mail(brand: Brand) -> str:
    """The link that the mailbox would have sent, from the outbox."""
    text = Account.objects.get(connector="email").outgoing.get(to=ADDRESS, answers=None).text
    return next(word for word in text.split() if "/confirm/" in word).partition("8000")[2]


def confirm(brand: Brand) -> Client:
    """Zoé's own browser, in which she opened the link and pressed its button."""
    zoe = Client()
    with TestCase.captureOnCommitCallbacks(execute=True):
        done = zoe.post(link_in_mail(brand))
    assert done.status_code == 302
    return zoe


def move_into_one_case(mail: Message) -> None:
    """As when a colleague puts what belongs together into one case."""
    case = Message.objects.filter(network="web").earliest("pk").place.case
    mail.place.case = case
    mail.place.save()


def answer(message: Message, text: str, *, by: User) -> None:
    """An answer that has gone out, and what it brings to the pages."""
    queue_reply(answers=message, text=text, client_key=f"to-{message.pk}", by=by.actor, at=now())
    drain_outbox(message.account)
    read_everything()
    assert Message.objects.filter(direction=Message.Direction.OUT, text=text).exists()


def read_everything() -> None:
    for account in Account.objects.all():
        read_deliveries(account)
    take_in(list(Message.objects.order_by("id").values_list("pk", flat=True)))
