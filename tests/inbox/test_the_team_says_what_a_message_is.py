"""Every message shows what triage takes it for; one key opens why, and says it otherwise."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from parvis.brands.models import Brand, User
from parvis.channels.models import Message
from parvis.inbox.actions import NothingToSay, remark, undo_remark
from parvis.inbox.models import Case, Correction, Judgement, Remark
from parvis.inbox.queries.truths import Truth, truths
from parvis.inbox.queries.verdicts import SIGNS, verdict_line
from parvis.triage import SIGNS as GIVEN_BY_TRIAGE
from tests.inbox.letters import DAY, Letters, hour

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(letters: Letters) -> Message:
    """A question, by triage's word neither a complaint nor unfriendly."""
    message = letters.ask("Where is my order?")
    Judgement.objects.update(
        complaint=0.2,
        question=0.9,
        promotional=0,
        abuse=0,
        churn=0,
        urgency=0.1,
        p_negative=0.3,
        p_neutral=0.6,
        p_positive=0.1,
        reasons=[
            {"about": "question", "kind": "words", "text": "Where is", "raises": True},
            {"about": "needs_answer", "kind": "sign", "text": "private", "raises": True},
        ],
    )
    message.refresh_from_db()
    return message


def line(message: Message) -> list[tuple[str, float | None]]:
    judgement = Judgement.objects.get(pk=message.pk)
    living = judgement.remarks.filter(undone_at=None).values_list("about", "said")
    told = verdict_line(judgement, [f"{about}={said}" for about, said in living])
    return [(str(one.name), one.chance) for one in told]


def test_what_is_said_of_a_message_holds_until_it_is_taken_back(
    asked: Message, agent: User
) -> None:
    assert line(asked) == [("question", 0.9)]

    complaint = remark(asked, about="complaint", said="yes", by=agent, at=hour(1))
    remark(asked, about="question", said="no", by=agent, at=hour(1))
    remark(asked, about="tone", said="negative", by=agent, at=hour(1))
    assert sorted(name for name, _chance in line(asked)) == ["complaint", "negative"]

    undo_remark(complaint, by=agent, at=hour(2))
    assert line(asked) == [("negative", None)]
    assert Judgement.objects.get(pk=asked.pk).question == 0.9


def test_said_twice_it_is_said_once_and_said_otherwise_the_last_word_holds(
    asked: Message, agent: User, lead: User
) -> None:
    first = remark(asked, about="tone", said="negative", by=agent, at=hour(1))

    assert remark(asked, about="tone", said="negative", by=lead, at=hour(2)) == first
    last = remark(asked, about="tone", said="positive", by=lead, at=hour(3))

    first.refresh_from_db()
    assert (first.undone_at, last.by_name, last.undone_at) == (hour(3), "Lea", None)


@pytest.mark.parametrize(("about", "said"), [("tone", "yes"), ("abuse", "positive"), ("", "")])
def test_what_cannot_be_said_is_refused(asked: Message, agent: User, about: str, said: str) -> None:
    with pytest.raises(NothingToSay):
        remark(asked, about=about, said=said, by=agent, at=hour(1))
    judgement = Judgement.objects.get(pk=asked.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Remark.objects.create(
            judgement=judgement, about=about, said=said, by_name="x", said_at=hour(1)
        )


def test_triage_learns_from_it(brand: Brand, asked: Message, agent: User) -> None:
    taken_back = remark(asked, about="tone", said="negative", by=agent, at=hour(1))
    remark(asked, about="complaint", said="yes", by=agent, at=hour(2))
    undo_remark(taken_back, by=agent, at=hour(3))

    known = truths(brand, since=hour(0), until=hour(0) + DAY, most=100)

    assert known == [Truth(asked.pk, "complaint", "yes", "said", hour(2))]


def test_the_page_of_a_case_shows_it_and_the_key_v_opens_why(
    client: Client, asked: Message, agent: User
) -> None:
    client.force_login(agent)
    case = Case.objects.get()
    address = f"/inbox/messages/{asked.pk}/verdict/"

    page = client.get(f"/inbox/cases/{case.pk}/").content.decode()
    assert "question 90%" in page
    assert page.count(f'href="{address}"') == 2
    assert 'data-opens="verdict" data-key="v"' in page

    dialog = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<q><bdi>Where is</bdi></q>" in dialog
    assert "<html" not in dialog


def test_one_click_says_it_otherwise_and_one_takes_it_back(
    client: Client, asked: Message, agent: User
) -> None:
    client.force_login(agent)
    address = f"/inbox/messages/{asked.pk}/verdict/"

    client.post(address, {"say": "complaint=yes"})
    said = Remark.objects.get()
    assert (said.about, said.said, said.by, said.undone_at) == ("complaint", "yes", agent, None)
    page = client.get(f"/inbox/cases/{Case.objects.get().pk}/").content.decode()
    assert "complaint, question 90%" in " ".join(page.split())

    client.post(f"/inbox/remarks/{said.pk}/undo/", {"undo": "1"})
    said.refresh_from_db()
    assert said.undone_at is not None
    client.post(address, {"say": "nonsense"})
    assert Remark.objects.count() == 1


def test_whether_it_needs_an_answer_is_said_otherwise_in_the_same_place(
    client: Client, asked: Message, agent: User
) -> None:
    client.force_login(agent)
    address = f"/inbox/messages/{asked.pk}/verdict/"
    dialog = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert 'value="needs_answer=no" aria-pressed="false" data-key="n"' in dialog
    assert "<span>said to you alone</span>" in dialog

    client.post(address, {"say": "needs_answer=no"})
    correction = Correction.objects.get()
    assert (correction.calls_for_answer, correction.by) == (False, agent)
    assert Case.objects.get().state == "resolved"
    page = client.get(address).content.decode()
    assert f"{agent.name} said so" in page
    assert "Language: English." in page

    client.post(address, {"say": "needs_answer=no"})
    assert Correction.objects.count() == 1
    client.post(address, {"say": "needs_answer=yes"})
    assert Judgement.objects.get().calls_for_answer
    assert Case.objects.get().state == "open"
    assert not Correction.objects.filter(undone_at=None).exists()


def test_of_an_erased_person_it_is_said_that_nobody_is_left_to_be_answered(
    client: Client, asked: Message, agent: User
) -> None:
    client.force_login(agent)
    Message.objects.filter(pk=asked.pk).update(author=None)
    address = f"/inbox/messages/{asked.pk}/verdict/"

    page = client.post(address, {"say": "needs_answer=no"}, follow=True).content.decode()

    assert "Who wrote this was erased: nobody is left to be answered." in page
    assert "Nobody has judged this message yet" not in page


def test_of_a_deleted_message_nothing_can_be_said(
    client: Client, asked: Message, agent: User
) -> None:
    client.force_login(agent)
    Message.objects.update(deleted_at=hour(1), text="", html="", quoted="")
    address = f"/inbox/messages/{asked.pk}/verdict/"

    page = client.get(address).content.decode()
    assert "Deleted on its network" in page
    assert 'name="say"' not in page

    said = client.post(address, {"say": "tone=negative"}, follow=True).content.decode()
    assert "This message was deleted on its network" in said
    assert not Remark.objects.exists()


def test_the_notice_says_whose_word_holds_now(
    client: Client, asked: Message, agent: User, lead: User
) -> None:
    first = remark(asked, about="tone", said="positive", by=lead, at=hour(1))
    mine = remark(asked, about="tone", said="negative", by=agent, at=hour(2))
    client.force_login(agent)
    undo = f"/inbox/remarks/{mine.pk}/undo/"

    for _again in range(2):
        assert "What Lea said holds." in client.post(undo, follow=True).content.decode()
        first.refresh_from_db()
        assert first.undone_at is None

    undo = f"/inbox/remarks/{first.pk}/undo/"
    assert "What triage said holds again." in client.post(undo, follow=True).content.decode()


def test_who_says_what_a_colleague_said_takes_back_nothing(
    client: Client, asked: Message, agent: User, lead: User
) -> None:
    remark(asked, about="tone", said="positive", by=lead, at=hour(1))
    client.force_login(agent)

    address = f"/inbox/messages/{asked.pk}/verdict/"
    said = client.post(address, {"say": "tone=positive"}, follow=True).content.decode()

    assert "Said. Triage learns from it." in said
    assert "/inbox/remarks/" not in said


def test_what_triage_says_by_now_is_done_when_it_is_said(
    client: Client, asked: Message, agent: User
) -> None:
    """It became quiet between the look and the click."""
    Judgement.objects.update(calls_for_answer=False, needs_answer=0.1)
    client.force_login(agent)

    address = f"/inbox/cases/{Case.objects.get().pk}/no-answer/"
    page = client.post(address, {"message": asked.pk}, follow=True).content.decode()

    assert "It needs no answer." in page
    assert not Correction.objects.exists()


def test_every_sign_that_triage_gives_has_a_name_here() -> None:
    assert set(SIGNS) == set(GIVEN_BY_TRIAGE)
