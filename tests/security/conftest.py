"""A house full of things to look at, and everybody who might knock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.message import EmailMessage

import pytest
from django.test import Client

from parvis.brands.actions import add_holiday, create_access_token
from parvis.brands.models import Brand, Role, User
from parvis.channels.actions import ask, connect_account, pull_account, queue_reply, read_deliveries
from parvis.channels.actions.ledger import store_deliveries
from parvis.channels.io import IN_TOWN
from parvis.channels.models import Account, Media, Message
from parvis.channels.protocol import Raw
from parvis.channels.town import post_on_square
from parvis.inbox.actions import (
    make_matter,
    needs_no_answer,
    remark,
    save_answer,
    save_draft,
    split_case,
    tag_case,
    take_in,
)
from parvis.inbox.models import Alert, Case, Move
from parvis.kit.actors import PARVIS
from parvis.knowledge.actions import publish_article, write_article
from parvis.people.actions import Named, claim_address, link_identity, meet_identities
from parvis.people.models import Link, Person
from parvis.strategy.actions import write_down
from parvis.strategy.actions.experiments import begin_experiment
from parvis.strategy.actions.exports import bring_export
from parvis.strategy.actions.wishes import note_new_wish
from parvis.strategy.diagnosis.form import Export
from parvis.strategy.models import Experiment, Objective, Place, Proposal
from tests.conftest import MONDAY_NOON, make_member

VISITORS = ("anonymous", "stranger", "viewer", "agent", "lead", "owner")
PAGE_TOKEN = "a-page-nobody-guesses-12"


@dataclass(frozen=True)
class House:
    """One brand with one of everything. `things` are the words that addresses are made of."""

    brand: Brand
    users: Mapping[str, User]
    things: Mapping[str, str]

    def client(self, visitor: str, *, enforce_csrf_checks: bool = False) -> Client:
        """A browser in which this visitor is logged in; "anonymous" is not."""
        client = Client(enforce_csrf_checks=enforce_csrf_checks)
        if visitor in self.users:
            client.force_login(self.users[visitor])
        return client


@pytest.fixture
def house(brand: Brand, other_brand: Brand, square: Account) -> House:
    """Every text of the brand has the word "tilleul" in it: nobody else may ever read it."""
    users = {role.value: make_member(brand, role, role.title()) for role in Role}
    users["stranger"] = make_member(other_brand, Role.OWNER, "Oscar")
    things = {
        "slug": brand.slug,
        "page": PAGE_TOKEN,
        **_a_case(brand, square, users["agent"]),
        **_a_mail(brand),
        **_a_question_of_the_page(brand),
        **_an_article(brand),
        **_of_the_team(brand, users),
        "membership": str(users["agent"].memberships.get().pk),
        "holiday": _a_holiday(brand),
        "wish": _a_wish(brand, users["lead"]),
        "key": _a_key(users["owner"]),
        "account": str(square.pk),
        "delivery": str(square.deliveries.get().pk),
        "gap": str(_a_gap(square)),
        "connector": "email",
        "number": "turns",
        "step": "exists",
        "list": "place",
        "place": _a_place(brand, users["lead"]),
        "aim": _an_aim(brand, users["lead"]),
        "experiment": _an_experiment(brand, users["lead"]),
        "proposal": _a_proposal(brand),
        "export": _an_export(brand, users["lead"]),
        "year": "2026",
        "quarter": "1",
    }
    return House(brand, users, things)


def _a_case(brand: Brand, square: Account, agent: User) -> dict[str, str]:
    post_on_square(
        brand, handle="zoe", name="Zoé", text="@tilleul où est ma commande ?", at=MONDAY_NOON
    )
    pull_account(square, clock=lambda: MONDAY_NOON)
    read_deliveries(square, at=MONDAY_NOON)
    _take_in_all()
    case = Case.objects.get()
    answer = queue_reply(
        answers=Message.objects.get(),
        text="Elle part ce soir, dit tilleul.",
        client_key="answer-1",
        by=agent.actor,
        at=MONDAY_NOON,
    )
    return {"case": str(case.pk), "outgoing": str(answer.pk)}


def mail_of_zoe(html: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Zoé <zoe@example.test>"
    mail["To"] = "bonjour@tilleul.example"
    mail["Subject"] = "Lampe tilleul cassée"
    mail["Message-ID"] = "<one@example.test>"
    mail.set_content("Ma lampe tilleul est cassée. Que faire ?")
    mail.add_alternative(html, subtype="html")
    mail.add_attachment(b"tilleul", maintype="image", subtype="png", filename="lampe-tilleul.png")
    return mail


def receive_mail(mailbox: Account, mail: EmailMessage, *, at: datetime = MONDAY_NOON) -> Message:
    raw = Raw(key=f"mail:{mail['Message-ID']}", body=mail.as_bytes(), media_type="message/rfc822")
    store_deliveries(mailbox, [raw], source="inbox", at=at)
    read_deliveries(mailbox, at=at)
    _take_in_all()
    return Message.objects.get(account=mailbox, ext_id__contains=mail["Message-ID"].strip("<>"))


def mailbox_of(brand: Brand) -> Account:
    """A mailbox whose mails stay in the town's post office."""
    return connect_account(
        brand,
        connector_id="email",
        name="Courrier tilleul",
        address="bonjour@tilleul.example",
        settings_={IN_TOWN: "yes"},
        by=PARVIS,
        at=MONDAY_NOON,
    )


def _a_mail(brand: Brand) -> dict[str, str]:
    message = receive_mail(mailbox_of(brand), mail_of_zoe("<p>Ma lampe tilleul</p>"))
    return {
        "message": str(message.pk),
        "file": str(Media.objects.get(message=message).pk),
        "mailbox": str(message.account_id),
    }


def _a_question_of_the_page(brand: Brand) -> dict[str, str]:
    asked = _asked_on_the_page(brand, "Livrez-vous le tilleul à Annecy ?")
    assert asked.author is not None
    _, link = claim_address(asked.author, address="zoe@example.test", at=MONDAY_NOON)
    return {"link": link}


def _asked_on_the_page(brand: Brand, text: str) -> Message:
    ask(
        brand,
        text=text,
        name="Zoé",
        address="",
        language="fr",
        at=MONDAY_NOON,
        token=PAGE_TOKEN,
    )
    read_deliveries(Account.objects.get(brand=brand, connector="web"), at=MONDAY_NOON)
    _take_in_all()
    return Message.objects.get(network="web", text=text)


def _of_the_team(brand: Brand, users: Mapping[str, User]) -> dict[str, str]:
    """A tag, a colleague's draft, messages carried away, and what is said of them."""
    case = Case.objects.order_by("pk")[0]
    later = _asked_on_the_page(brand, "Et le tilleul à Lyon ?")
    split_case(later.place.case, messages=[later.pk], by=users["lead"].actor, at=MONDAY_NOON)
    correction = needs_no_answer(later, by=users["lead"], at=MONDAY_NOON)
    assert correction
    said = remark(later, about="tone", said="negative", by=users["lead"], at=MONDAY_NOON)
    draft = save_draft(case, text="Le tilleul part", by=users["lead"], at=MONDAY_NOON)
    tag = tag_case(case, name="tilleul", by=users["lead"].actor, at=MONDAY_NOON)
    assert draft is not None
    return {
        "person_link": _a_link(brand, case.person, users["lead"]),
        "draft": str(draft.pk),
        "tag": str(tag.pk),
        "saved_answer": _a_saved_answer(brand, users["lead"]),
        "move": str(Move.objects.get().pk),
        "correction": str(correction.pk),
        "remark": str(said.pk),
        **_a_matter(brand, users["lead"]),
    }


def _a_saved_answer(brand: Brand, lead: User) -> str:
    saved = save_answer(
        brand,
        title="Tilleul livré",
        text="Bonjour {name}",
        language="fr",
        by=lead,
        at=MONDAY_NOON,
    )
    return str(saved.pk)


def _a_link(brand: Brand, person: Person, lead: User) -> str:
    """What the person is called elsewhere."""
    other = Named(network="square", ext_id="tilleul", display="Zoé du tilleul")
    link = link_identity(
        meet_identities(brand, named=[other], at=MONDAY_NOON)[other.key],
        to=person,
        basis=Link.Basis.AGENT_ASSERTION,
        by=lead.actor,
        at=MONDAY_NOON,
    )
    return str(link.pk)


def _a_matter(brand: Brand, lead: User) -> dict[str, str]:
    """And an alert of it."""
    matter = make_matter(brand, name="Tilleul abîmé", by=lead, at=MONDAY_NOON)
    alert = Alert.objects.create(
        brand=brand,
        matter=matter,
        since=MONDAY_NOON - timedelta(hours=1),
        noticed_at=MONDAY_NOON,
        hours=1,
        count=12,
        expected=1.5,
        chance=1e-7,
    )
    return {"matter": str(matter.pk), "alert": str(alert.pk)}


def _a_place(brand: Brand, lead: User) -> str:
    """One that the diagnosis of the brand lists."""
    place = Place(brand=brand, name="Blog du tilleul", kind="blog")
    return str(write_down(place, by=lead.actor, at=MONDAY_NOON).pk)


def _an_aim(brand: Brand, lead: User) -> str:
    objective = Objective(brand=brand, aim="awareness", policy="plan 2026")
    write_down(objective, by=lead.actor, at=MONDAY_NOON)
    return objective.aim


def _an_experiment(brand: Brand, lead: User) -> str:
    experiment = Experiment(
        brand=brand,
        label="Linden films",
        tried="answers as films",
        judged_by="fewer second letters",
        begins=MONDAY_NOON.date(),
        ends=MONDAY_NOON.date(),
    )
    return str(begin_experiment(experiment, by=lead.actor, at=MONDAY_NOON).pk)


def _a_proposal(brand: Brand) -> str:
    place = Place.objects.create(brand=brand, name="Journal du tilleul", kind="blog")
    proposal = Proposal.objects.create(
        place=place, what="title", said="Tilleul", address="https://x.example/", on=MONDAY_NOON
    )
    return str(proposal.pk)


def _an_export(brand: Brand, lead: User) -> str:
    export = Export(file="linden.jsonl")
    brought = bring_export(
        brand, export, channel="mail", pieces=[b"{}"], by=lead.actor, at=MONDAY_NOON
    )
    return str(brought.pk)


def _a_gap(square: Account) -> int:
    moment = square.created_at
    gap = square.gaps.create(
        source="posts", reason="tilleul was away", until=moment, found_at=moment
    )
    return int(gap.pk)


def _an_article(brand: Brand) -> dict[str, str]:
    article = write_article(
        brand,
        language="fr",
        title="Le tilleul se livre où ?",
        body="Partout.",
        by=PARVIS,
        at=MONDAY_NOON,
    )
    publish_article(article, by=PARVIS, at=MONDAY_NOON)
    return {"article": str(article.pk), "article_slug": article.slug}


def _a_holiday(brand: Brand) -> str:
    day = add_holiday(
        brand, day=date(2030, 5, 2), name="Fête du tilleul", by=PARVIS, at=MONDAY_NOON
    )
    return str(day.pk)


def _a_wish(brand: Brand, lead: User) -> str:
    case = Case.objects.filter(brand=brand).earliest("pk")
    wish = note_new_wish(case, title="A tilleul in the yard", by=lead, at=MONDAY_NOON)
    return str(wish.pk)


def _a_key(owner: User) -> str:
    create_access_token(owner, name="tilleul", by=owner.actor, at=MONDAY_NOON)
    return str(owner.access_tokens.get().pk)


def _take_in_all() -> None:
    take_in(list(Message.objects.order_by("id").values_list("pk", flat=True)))
