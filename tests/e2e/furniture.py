"""Run inside the product: fills Maison Tilleul with one of everything that a page can show.

Also opens a second brand, Zinc, which has an owner and nothing else. Prints the addresses of what
it made, as JSON. Every step is an action of the product; only a fate that a network would decide
is written down directly.
"""

import json
from datetime import date, timedelta
from email.message import EmailMessage
from typing import Any

from parvis.brands.actions import (
    add_holiday,
    create_access_token,
    create_brand,
    create_user,
    invite_member,
)
from parvis.brands.models import Brand, Role, User
from parvis.channels.actions import (
    ask,
    connect_account,
    drain_outbox,
    queue_notice,
    queue_reply,
    read_deliveries,
)
from parvis.channels.actions.ledger import store_deliveries
from parvis.channels.models import Account, Message, Outgoing
from parvis.channels.protocol import Raw
from parvis.channels.town import post_on_square
from parvis.config.demo.diagnosis import told_on
from parvis.inbox.actions import add_note, assign_case, reply_to_case, resolve_case, take_in
from parvis.inbox.models import Case
from parvis.kit.actors import PARVIS
from parvis.kit.clock import now
from parvis.knowledge.actions import publish_article, write_article
from parvis.people.actions import claim_address
from parvis.strategy.actions import bring_form, write_down
from parvis.strategy.actions.assessing import look_back
from parvis.strategy.actions.course import set_course
from parvis.strategy.actions.experiments import begin_experiment
from parvis.strategy.actions.measuring import give_measure
from parvis.strategy.actions.reviewing import write_minutes
from parvis.strategy.actions.wishes import decide_wish, note_new_wish, publish_note
from parvis.strategy.models import (
    Decision,
    Experiment,
    ExportCount,
    Objective,
    Place,
    Rival,
    Segment,
    Subject,
)
from parvis.strategy.quarters import Quarter

PASSWORD = "lime-tree-and-rain"
NOW = now()
BRAND = Brand.objects.get(slug="maison-tilleul")
ODILE = User.objects.get(email="odile@tilleul.example")
LONG = "Donaudampfschifffahrtsgesellschaftskapitaensmuetzenabzeichenverleih"
ASKED = "Mes verres sont arrivés ébréchés, que faire avant mercredi ?"


def furnish() -> dict[str, str]:
    omar = _join(BRAND, Role.AGENT, "Omar Belkacem", "omar@tilleul.example")
    _join(BRAND, Role.VIEWER, "Vera Lang", "vera@tilleul.example")
    add_holiday(BRAND, day=date(2031, 5, 2), name="Fête", by=ODILE.actor, at=NOW)
    create_access_token(ODILE, name="cron", by=ODILE.actor, at=NOW)
    return {
        **_articles(),
        **_question_of_the_page(omar),
        **_mails(omar),
        **_town(),
        **_second_brand(),
        **_asked_twice(),
        **_diagnosis(),
        **_wishes(),
        **_course(),
    }


def _diagnosis() -> dict[str, str]:
    """All that the invented brand of the demo says of itself, said of this one."""
    bring_form(BRAND, told_on(NOW.date()), by=ODILE.actor, at=NOW)
    firsts = {
        "place": Place.objects.filter(brand=BRAND).earliest("pk"),
        "subject": Subject.objects.filter(brand=BRAND).earliest("pk"),
        "segment": Segment.objects.filter(brand=BRAND).earliest("pk"),
        "rival": Rival.objects.filter(brand=BRAND).earliest("pk"),
    }
    _exports()
    return {name: f"/strategy/lines/{name}/{row.pk}/" for name, row in firsts.items()}


def _exports() -> None:
    """One counted, one that could not be."""
    brought: dict[str, Any] = {
        "brand": BRAND,
        "channel": "mail",
        "brought_at": NOW,
        "by_name": ODILE.name,
        "counted_at": NOW,
    }
    ExportCount.objects.create(
        **brought,
        file=f"{LONG}.mbox",
        messages=412,
        first=NOW.date() - timedelta(days=60),
        last=NOW.date(),
        asked=120.5,
        answered=0.93,
        hours_to_answer=5.2,
        promotions=0,
        replies=118,
    )
    fault = "spring.jsonl, line 2: ext_id is missing."
    ExportCount.objects.create(**brought, file="spring.jsonl", fault={"en": fault, "fr": fault})


def _course() -> dict[str, str]:
    """Set a month ago, changed since, with a figure by hand, something tried and minutes."""
    month_ago, today = NOW - timedelta(days=30), NOW.astimezone(BRAND.zone).date()
    set_course(BRAND, by=ODILE.actor, at=month_ago)
    aim = Objective.objects.get(brand=BRAND, aim="expertise")
    aim.target = 50
    write_down(aim, by=ODILE.actor, at=NOW, why=f"The {LONG} asks for more.")
    for days, value in ((30, 9.0), (2, 22.0)):
        give_measure(
            aim,
            value=value,
            day=today - timedelta(days=days),
            source="Counted by hand",
            by=ODILE.actor,
            at=NOW,
        )
    experiment = Experiment(
        brand=BRAND,
        label=f"{LONG} in films",
        tried="Answers as films.",
        judged_by="Half as many second letters.",
        begins=today - timedelta(days=9),
        ends=today,
        aim="expertise",
        channel="instagram",
    )
    begin_experiment(experiment, by=ODILE.actor, at=NOW)
    write_minutes(
        BRAND,
        Quarter(2026, 1),
        held_on=date(2026, 3, 31),
        present=["Odile", "Omar"],
        minutes="The workshop answers gladly.",
        decisions=["Ask it more."],
        by=ODILE.actor,
        at=NOW,
    )
    look_back(BRAND, by=ODILE.actor, at=NOW)
    return {"experiment": f"/strategy/experiments/{experiment.pk}/"}


def _join(brand: Brand, role: Role, name: str, email: str) -> User:
    user = create_user(email, name=name, password=PASSWORD, by=PARVIS, at=NOW)
    invite_member(brand, user=user, role=role, by=PARVIS, at=NOW)
    return user


def _articles() -> dict[str, str]:
    made = [
        write_article(BRAND, language=language, title=title, body=body, by=ODILE.actor, at=NOW)
        for language, title, body in (
            (
                "en",
                "How long does delivery take?",
                "**Two days** in France.\n\n- by bike\n- by post",
            ),
            (
                "fr",
                "Quand arrive mon colis ?",
                "## En France\n\n**Deux jours**, [suivi](/) compris.",
            ),
            ("en", "A draft about glass", "Not yet."),
        )
    ]
    for article in made[:2]:
        publish_article(article, by=ODILE.actor, at=NOW)
    return {
        "article": f"/@{BRAND.slug}/answers/{made[0].slug}/",
        "edit": f"/answers/{made[0].pk}/",
        "draft": f"/answers/{made[2].pk}/",
    }


def _question_of_the_page(omar: User) -> dict[str, str]:
    """Asked three hours ago, answered, asked on; resolved is another one."""
    page = ask(
        BRAND, text=ASKED, name="Claire", address="", language="fr", at=NOW - timedelta(hours=3)
    )
    other = ask(BRAND, text="Where is my order 77?", name=LONG, address="", language="en", at=NOW)
    web = Account.objects.get(brand=BRAND, connector="web")
    _read(web)
    message = Message.objects.get(text=ASKED)
    assert message.author is not None
    _, link = claim_address(message.author, address="claire@example.test", at=NOW)
    case = message.place.case
    reply_to_case(case, text="Nous les remplaçons.", client_key="furniture-1", by=omar, at=NOW)
    assign_case(case, to=ODILE, by=omar.actor, at=NOW)
    add_note(case, text="Colis demain.", author=omar, at=NOW)
    resolved = Case.objects.get(places__message__text="Where is my order 77?")
    resolve_case(resolved, by=omar.actor, at=NOW)
    return {
        "page": f"/@{BRAND.slug}/my/{page}/",
        "resolved_page": f"/@{BRAND.slug}/my/{other}/",
        "confirm": f"/@{BRAND.slug}/confirm/{link}/",
        "case": f"/inbox/cases/{case.pk}/",
        "resolved": f"/inbox/cases/{resolved.pk}/",
    }


def _asked_twice() -> dict[str, str]:
    """Cases to work on, one for a test: in each its customer asked for two things."""
    questions = [f"Table {number}: where does its oak come from?" for number in range(101, 113)]
    for question in questions:
        page = ask(BRAND, text=question, name="", address="", language="en", at=NOW)
        ask(
            BRAND,
            text="And can the invoice be in English?",
            name="",
            address="",
            language="en",
            at=NOW,
            token=page,
        )
    _read(Account.objects.get(brand=BRAND, connector="web"))
    return {
        f"table_{question[6:9]}": f"/inbox/cases/{_case_of(question).pk}/" for question in questions
    }


def _wishes() -> dict[str, str]:
    """One that was said in public, one that nobody has decided."""
    case = Case.objects.get(places__message__text="Where is my order 77?")
    note_new_wish(case, title=f"{LONG} in oak", by=ODILE, at=NOW)
    wish = note_new_wish(case, title="Glasses that can be lent", by=ODILE, at=NOW)
    decide_wish(wish, kind=Decision.Kind.DONE, why="They come back.", by=ODILE, at=NOW)
    publish_note(wish, text="Ask for a crate of twelve in the shop.", by=ODILE, at=NOW)
    return {
        "wish": f"/strategy/wishes/{wish.pk}/",
        "wish_of_case": f"/strategy/cases/{case.pk}/wish/",
    }


def _case_of(question: str) -> Case:
    return Case.objects.get(places__message__text=question)


def _mails(omar: User) -> dict[str, str]:
    """A mail with a file and a layout, one that cannot be read, and an answer of unknown fate."""
    mailbox = _mailbox(BRAND, "post@tilleul.example")
    store_deliveries(
        mailbox,
        [
            Raw(key="mail:1", body=_mail().as_bytes(), media_type="message/rfc822"),
            Raw(key="mail:2", body=b"", media_type="message/rfc822"),
        ],
        source="inbox",
        at=NOW - timedelta(hours=5),
    )
    _read(mailbox)
    message = Message.objects.get(account=mailbox, title="A lamp without its shade")
    case = message.place.case
    lost = queue_reply(
        answers=message, text="It is here.", client_key="lost", by=omar.actor, at=NOW
    )
    Outgoing.objects.filter(pk=lost.pk).update(
        state=Outgoing.State.UNCERTAIN, why="the line broke while it was sent"
    )
    return {
        "mail": f"/inbox/cases/{case.pk}/",
        "quarantine": f"/channels/{mailbox.pk}/quarantine/",
        "outgoing": f"/channels/{mailbox.pk}/outgoing/",
    }


def _mail() -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Lou Perret <lou.perret@example.test>"
    mail["To"] = "post@tilleul.example"
    mail["Subject"] = "A lamp without its shade"
    mail["Message-ID"] = "<furniture@example.test>"
    mail.set_content("Where is the shade?\n\nOn Monday you wrote:\n> It leaves tonight.\n")
    mail.add_alternative("<p>Where is <b>the shade</b>?</p>", subtype="html")
    mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="bill.pdf")
    return mail


def _town() -> dict[str, str]:
    """A brand that lives in the imaginary town: talk on its square, a letter in its post office."""
    glass = create_brand(
        "Verrerie", by=PARVIS, at=NOW, slug="verrerie", settings={"language": "en"}
    )
    connect_account(glass, connector_id="demo", name="The square", by=PARVIS, at=NOW)
    first = post_on_square(glass, handle="zoe", name="Zoé", text="Any new glasses?", at=NOW)
    post_on_square(
        glass, handle="max", name="Max", text="Green ones, I heard.", at=NOW, parent=first
    )
    mailbox = _mailbox(glass, "post@verrerie.example")
    queue_notice(
        mailbox,
        to="zoe@example.test",
        title="Your glasses",
        text="They are on their way.",
        client_key="furniture-2",
        at=NOW,
    )
    drain_outbox(mailbox)
    return {"town": f"/town/{glass.slug}/", "post_office": f"/town/{glass.slug}/post-office/"}


def _mailbox(brand: Brand, address: str) -> Account:
    """A mailbox whose mails stay in the town's post office."""
    return connect_account(
        brand,
        connector_id="email",
        name=address,
        address=address,
        settings_={"town": "yes"},
        by=PARVIS,
        at=NOW,
    )


def _second_brand() -> dict[str, str]:
    zinc = create_brand(
        "Zinc", by=PARVIS, at=NOW, slug="zinc", settings={"language": "en", "accent": "#7a1f3d"}
    )
    _join(zinc, Role.OWNER, "Zora Zinc", "zora@zinc.example")
    return {"zinc": "/@zinc/"}


def _read(account: Account) -> None:
    """The worker of the site may be quicker: then there is nothing left to do here."""
    read_deliveries(account)
    take_in(list(Message.objects.filter(account=account).values_list("pk", flat=True)))


print(json.dumps(furnish()))
