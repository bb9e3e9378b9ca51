"""Messages that need no answer are listed with the reason, and are one key away from a case."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parvis.brands.actions import invite_member
from parvis.brands.models import Brand, Role, User
from parvis.channels.models import Account, Message
from parvis.inbox.actions import make_case_of, needs_no_answer
from parvis.inbox.models import Case, Correction, Judgement
from parvis.inbox.models.judgement import QUIET_BECAUSE
from parvis.inbox.queries.quiet import REASONS, quiet_messages
from parvis.kit.actors import PARVIS
from parvis.kit.clock import now
from tests.inbox.test_a_message_becomes_a_case import arrive, ask

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
THANKS = "merci à @tilleul pour tout, bonne journée"
pytestmark = pytest.mark.django_db


def counted_in(page: str) -> str:
    """The number in the heading."""
    found = re.search(r'id="quiet-count"[^>]*>([^<]*)</span>', page)
    assert found
    return found[1]


@pytest.fixture
def thanks(brand: Brand, square: Account) -> Message:
    ask(brand, THANKS)
    arrive(square)
    return Message.objects.get()


def test_it_is_listed_with_its_reason_and_counted(
    client: Client, thanks: Message, viewer: User
) -> None:
    client.force_login(viewer)

    shown = client.get("/inbox/quiet/").content.decode()

    assert THANKS in shown
    assert "its words ask for nothing" in shown
    assert counted_in(shown) == "1"


def test_the_list_is_narrowed_to_a_reason_and_a_channel(
    client: Client, thanks: Message, viewer: User
) -> None:
    client.force_login(viewer)

    found = {
        asked: THANKS in client.get(f"/inbox/quiet/?{asked}").content.decode()
        for asked in ("reason=words", "reason=automatic", f"channel={thanks.account_id}")
    }

    assert found == {
        "reason=words": True,
        "reason=automatic": False,
        f"channel={thanks.account_id}": True,
    }


def test_it_becomes_a_case_and_is_quiet_again(client: Client, thanks: Message, agent: User) -> None:
    client.force_login(agent)

    made = client.post(f"/inbox/quiet/{thanks.pk}/case/")
    case = Case.objects.get()
    assert made["Location"] == f"/inbox/cases/{case.pk}/"
    assert THANKS not in client.get("/inbox/quiet/").content.decode()

    client.post(f"/inbox/corrections/{Correction.objects.get().pk}/undo/", {"undo": "1"})
    assert THANKS in client.get("/inbox/quiet/").content.decode()


def test_a_case_needs_no_answer_and_waits_for_one_again(
    client: Client, brand: Brand, square: Account, agent: User
) -> None:
    ask(brand, "@tilleul où est ma commande ?")
    arrive(square)
    case = Case.objects.get()
    client.force_login(agent)

    client.post(f"/inbox/cases/{case.pk}/no-answer/", {"message": Message.objects.get().pk})
    case.refresh_from_db()
    assert (case.state, case.due_at) == ("resolved", None)
    assert "Ines said that it needs no answer" in client.get("/inbox/quiet/").content.decode()

    client.post(f"/inbox/corrections/{Correction.objects.get().pk}/undo/", {"undo": "1"})
    case.refresh_from_db()
    assert case.state == "open"
    assert case.due_at is not None


def test_what_a_colleague_said_is_put_back_by_the_one_click_that_undoes(
    client: Client, brand: Brand, square: Account, agent: User, lead: User
) -> None:
    """Triage agrees with who takes it back, so that they leave no word of their own."""
    ask(brand, "@tilleul où est ma commande ?")
    arrive(square)
    message = Message.objects.get()
    no = needs_no_answer(message, by=lead, at=now())
    assert no
    client.force_login(agent)

    said = client.post(f"/inbox/quiet/{message.pk}/case/", headers={"HX-Request": "true"})
    undo = f"/inbox/corrections/{no.pk}/restore/"
    assert f'action="{undo}"' in said.content.decode()
    again = client.post(undo, {"undo": "1"}, follow=True).content.decode()

    assert "What Lea said holds again." in again
    assert "Lea said that it needs no answer" in again
    assert Case.objects.get().state == "resolved"


def test_who_comes_second_is_told_so_and_takes_back_nothing(
    client: Client, thanks: Message, agent: User, lead: User
) -> None:
    make_case_of(thanks, by=lead, at=now())
    client.force_login(agent)

    said = client.post(f"/inbox/quiet/{thanks.pk}/case/", headers={"HX-Request": "true"})

    assert "It is a case already." in said.content.decode()
    assert "Undo" not in said.content.decode()


def test_what_was_deleted_since_the_page_was_opened_is_made_no_case(
    client: Client, thanks: Message, agent: User
) -> None:
    client.force_login(agent)
    Message.objects.update(deleted_at=now(), text="", html="", quoted="")

    said = client.post(f"/inbox/quiet/{thanks.pk}/case/", headers={"HX-Request": "true"})

    assert said["HX-Redirect"] == "/inbox/quiet/"
    assert "This message was deleted on its network" in client.get("/inbox/quiet/").content.decode()
    assert not Case.objects.exists()


def test_pages_follow_each_other_without_a_gap(brand: Brand, square: Account) -> None:
    for number in range(5):
        ask(brand, f"merci {number} @tilleul", at=NOON + timedelta(minutes=number))
    arrive(square, at=NOON + timedelta(minutes=5))

    texts: list[str] = []
    before = ""
    while True:
        page = quiet_messages([square], before=before, limit=2)
        texts += [row.message.text for row in page.rows]
        before = page.older
        if not before:
            break

    assert texts == [f"merci {number} @tilleul" for number in (4, 3, 2, 1, 0)]


def test_they_are_searched_by_words_and_tone(
    client: Client, brand: Brand, square: Account, viewer: User
) -> None:
    for text in ("merci pour l’été à la boutique @tilleul", "merci @tilleul"):
        ask(brand, text)
    arrive(square)
    client.force_login(viewer)

    found = {
        asked: len(
            re.findall('class="quiet-line"', client.get(f"/inbox/quiet/?{asked}").content.decode())
        )
        for asked in ("q=ETE+merci", "q=merci", "q=ETE+rien", "q=%25", "tone=negative")
    }

    assert found == {
        "q=ETE+merci": 1,
        "q=merci": 2,
        "q=ETE+rien": 0,
        "q=%25": 0,
        "tone=negative": 0,
    }


def test_words_begin_words_phrases_stand_together_and_a_minus_leaves_out(
    brand: Brand, square: Account
) -> None:
    summers = ["Merci, l’été fut beau", "bel ete"]
    said = (*summers, "Vous êtes formidables", "thank you, ok", "you I thank 😀")
    for text in said:
        ask(brand, f"{text} @tilleul")
    arrive(square)
    Judgement.objects.update(calls_for_answer=False)

    def found(words: str) -> list[str]:
        page = quiet_messages([square], words=words)
        assert page.count == len(page.rows)
        return sorted(row.message.text.removesuffix(" @tilleul") for row in page.rows)

    assert {words: found(words) for words in ("été", "ETE", "form", "midables")} == {
        "été": summers,
        "ETE": [summers[0], "Vous êtes formidables", summers[1]],
        "form": ["Vous êtes formidables"],
        "midables": [],
    }
    assert found('"thank you"') == ["thank you, ok"]
    assert found("you thank") == ["thank you, ok", "you I thank 😀"]
    assert found("thank -ok") == ["you I thank 😀"]
    assert found("😀") == ["you I thank 😀"]
    assert found("is:open") == []


def test_each_has_one_reason_what_a_person_said_before_the_signs(
    brand: Brand, square: Account, agent: User
) -> None:
    for number in range(5):
        ask(brand, f"merci {number} @tilleul", at=NOON + timedelta(minutes=number))
    arrive(square, at=NOON + timedelta(minutes=9))
    machine, wordless, advert, _plain, question = Message.objects.order_by("created_at")
    signs = {
        machine: ("after_answer", "automatic"),
        wordless: ("not_addressed", "no_words"),
        advert: (),
        question: ("automatic",),
    }
    for message, own in signs.items():
        Judgement.objects.filter(message=message).update(
            promotional=0.9,
            calls_for_answer=message == question,
            reasons=[{"about": "needs_answer", "kind": "sign", "text": sign} for sign in own],
        )
    needs_no_answer(question, by=agent, at=NOON + timedelta(hours=1))

    rows = {reason: quiet_messages([square], reason=reason) for reason in REASONS}

    assert {
        reason: [row.message.text[6] for row in page.rows] for reason, page in rows.items()
    } == {
        "team": ["4"],
        "automatic": ["0"],
        "no_words": ["1"],
        "not_addressed": [],
        "after_answer": [],
        "promotional": ["2"],
        "words": ["3"],
    }
    assert sum(page.count for page in rows.values()) == quiet_messages([square]).count == 5
    for reason, page in rows.items():
        assert [row.reason for row in page.rows] == [REASONS[reason]] * page.count


def test_who_has_several_brands_sees_whose_each_is_and_keeps_to_one(
    client: Client,
    brand: Brand,
    square: Account,
    other_brand: Brand,
    other_square: Account,
    agent: User,
) -> None:
    invite_member(other_brand, user=agent, role=Role.AGENT, by=PARVIS, at=NOON)
    ask(brand, "merci @tilleul")
    ask(other_brand, "bravo @autre")
    arrive(square)
    arrive(other_square)
    Judgement.objects.update(calls_for_answer=False)
    client.force_login(agent)

    both = client.get("/inbox/quiet/").content.decode()
    one = client.get(f"/inbox/quiet/?brand={other_brand.pk}").content.decode()

    named = re.findall(r'<span class="soft">([^<]*)</span><time', both)
    assert sorted(named) == ["Autre Chose", "Maison Tilleul"]
    assert ("bravo @autre" in one, "merci @tilleul" in one) == (True, False)
    assert "/inbox/quiet/checks/?brand=autre" in one
    checks = client.get("/inbox/quiet/checks/?brand=autre").content.decode()
    assert 'checks/?brand=tilleul">Maison Tilleul</a>' in checks


def test_the_number_in_the_heading_is_asked_for_anew_after_each_case(
    client: Client, thanks: Message, agent: User
) -> None:
    client.force_login(agent)
    heading = client.get("/inbox/quiet/?reason=words").content.decode()

    made = client.post(f"/inbox/quiet/{thanks.pk}/case/", headers={"HX-Request": "true"})

    assert 'hx-get="?reason=words" hx-trigger="quiet-fewer from:body"' in heading
    assert made.headers["HX-Trigger"] == "quiet-fewer"
    assert counted_in(client.get("/inbox/quiet/?reason=words").content.decode()) == "0"


MANY = """
INSERT INTO channels_thread (account_id, ext_id, title, created_at)
VALUES (%(account)s, 't', '', now());
INSERT INTO channels_message (account_id, thread_id, network, ext_id, revision, parent_ext,
    root_ext, subject_ext, surface, visibility, direction, author_name, text, quoted, html, title,
    lang, automatic, created_at, received_at)
SELECT %(account)s, (SELECT max(id) FROM channels_thread), 'demo', 'x-' || n, '', '', '', '',
    'post', 'public', 'in', 'Mina', 'merci', '', '', '', 'fr', false,
    now() - n * interval '1 minute', now()
FROM generate_series(1, 3000) n;
INSERT INTO inbox_judgement (message_id, version, language, needs_answer, calls_for_answer,
    promotional, complaint, question, urgency, p_negative, p_neutral, p_positive, reasons,
    judged_at, account_id, said_at)
SELECT id, '1', 'fr', 0.1, id %% 2 = 0, 0.1, 0, 0, 0, 0, 1, 0,
    '[{"about": "needs_answer", "kind": "sign", "text": "after_answer"}]', now(),
    account_id, created_at
FROM channels_message;
ANALYZE channels_message, inbox_judgement;
"""


@pytest.mark.parametrize(
    ("reason", "index", "count"),
    [
        ("", "quiet", 1000),
        *((reason, f"quiet_{reason}", 0) for reason in QUIET_BECAUSE if reason != "after_answer"),
        ("after_answer", "quiet_after_answer", 1000),
        ("team", "inbox_correction", 0),
    ],
)
def test_of_thousands_only_those_that_are_listed_are_read(
    square: Account, reason: str, index: str, count: int
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(MANY, {"account": square.pk})
    with CaptureQueriesContext(connection) as asked:
        assert quiet_messages([square], reason=reason).count == count

    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {asked[0]['sql']}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert re.search(rf"\b{index}\b", plan)
    assert "Seq Scan on inbox_judgement" not in plan
    assert "Seq Scan on channels_message" not in plan
