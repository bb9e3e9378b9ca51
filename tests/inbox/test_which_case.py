"""Which case a message belongs to, and which promise it starts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol

import pytest

from parvis.brands.actions import set_opening_hours
from parvis.brands.hours import Period
from parvis.brands.models import Brand, User
from parvis.channels.actions import drain_outbox
from parvis.channels.models import Account, Message, SquarePost
from parvis.channels.town import post_on_square
from parvis.inbox.actions import reopen_case, reply_to_case, resolve_case, take_in
from parvis.inbox.models import Case, CaseMessage, Judgement, Promise, Resolution
from parvis.kit.actors import PARVIS
from tests.inbox.test_a_message_becomes_a_case import arrive

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


class Say(Protocol):
    def __call__(
        self,
        text: str,
        *,
        at: datetime = NOON,
        handle: str = "zoe",
        under: SquarePost | None = None,
    ) -> SquarePost: ...


class Answer(Protocol):
    def __call__(self, case: Case, *, at: datetime, text: str = "Voici.") -> None: ...


@pytest.fixture
def say(brand: Brand, square: Account) -> Say:
    """Somebody says something, and it is brought in: `say("words", at=..., under=...)`."""

    def saying(
        text: str, *, at: datetime = NOON, handle: str = "zoe", under: SquarePost | None = None
    ) -> SquarePost:
        post = post_on_square(
            brand, handle=handle, name=handle.title(), text=text, at=at, parent=under
        )
        arrive(square, at=at)
        return post

    return saying


@pytest.fixture
def answer(square: Account, agent: User) -> Answer:
    def answering(case: Case, *, at: datetime, text: str = "Voici.") -> None:
        key = f"click-{at.timestamp()}"
        reply_to_case(case, text=text, client_key=key, by=agent, at=at)
        drain_outbox(square, at=at)
        take_in(list(Message.objects.values_list("pk", flat=True)))

    return answering


def test_a_chase_in_the_same_thread_joins_and_keeps_the_first_clock(say: Say) -> None:
    first = say("@tilleul où est ma commande ?")
    say("@tilleul toujours rien ?", at=NOON + 2 * MINUTE, under=first)

    case = Case.objects.get()
    assert CaseMessage.objects.filter(case=case).count() == 2
    assert [promise.started_at for promise in case.promises.all()] == [NOON]


def test_another_thread_of_the_same_person_joins_their_only_lively_case(say: Say) -> None:
    say("@tilleul où est ma commande ?")
    say("@tilleul et ma facture ?", at=NOON + 6 * DAY)

    assert Case.objects.count() == 1


def test_after_a_week_of_silence_another_thread_is_another_case(say: Say) -> None:
    say("@tilleul où est ma commande ?")
    say("@tilleul et ma facture ?", at=NOON + 8 * DAY)

    assert Case.objects.count() == 2


def test_two_people_in_one_thread_have_two_cases(say: Say) -> None:
    first = say("@tilleul où est ma commande ?")
    say("@tilleul la mienne aussi, où est-elle ?", handle="paul", under=first)

    assert sorted(str(case.person) for case in Case.objects.all()) == ["Paul", "Zoe"]


def test_thanks_after_an_answer_start_nothing(say: Say, answer: Answer) -> None:
    first = say("@tilleul où est ma commande ?")
    case = Case.objects.get()
    answer(case, at=NOON + MINUTE)
    say("@tilleul merci beaucoup !", at=NOON + 2 * MINUTE, under=first)

    case.refresh_from_db()
    assert (case.due_at, Promise.objects.count(), CaseMessage.objects.count()) == (None, 1, 3)


def test_a_new_question_after_an_answer_starts_the_next_promise(say: Say, answer: Answer) -> None:
    first = say("@tilleul où est ma commande ?")
    case = Case.objects.get()
    answer(case, at=NOON + MINUTE)
    say("@tilleul et quand arrive-t-elle ?", at=NOON + 3 * MINUTE, under=first)

    case.refresh_from_db()
    kinds = list(case.promises.order_by("id").values_list("kind", flat=True))
    assert kinds == ["first_answer", "next_answer"]
    assert case.due_at == NOON + 3 * MINUTE + timedelta(hours=4)


def test_a_resolved_case_opens_again_within_two_weeks(
    say: Say, answer: Answer, agent: User
) -> None:
    first = say("@tilleul où est ma commande ?")
    case = Case.objects.get()
    answer(case, at=NOON + MINUTE)
    resolve_case(case, by=agent.actor, at=NOON + 2 * MINUTE)

    say("@tilleul elle n’est pas là, que faire ?", at=NOON + 13 * DAY, under=first)

    case.refresh_from_db()
    assert (case.state, Case.objects.count()) == ("open", 1)
    assert Resolution.objects.get().reopened_at == NOON + 13 * DAY


def test_after_two_weeks_it_is_a_new_episode(say: Say, answer: Answer, agent: User) -> None:
    first = say("@tilleul où est ma commande ?")
    case = Case.objects.get()
    answer(case, at=NOON + MINUTE)
    resolve_case(case, by=agent.actor, at=NOON + 2 * MINUTE)

    say("@tilleul elle n’est pas là, que faire ?", at=NOON + 20 * DAY, under=first)

    assert sorted(Case.objects.values_list("state", flat=True)) == ["open", "resolved"]


def test_messages_from_before_the_start_are_history_without_clocks(say: Say, brand: Brand) -> None:
    say("@tilleul où est ma commande ?", at=brand.starts_at - DAY)

    assert list(Case.objects.values_list("state", "due_at")) == [("history", None)]
    assert Promise.objects.count() == 0


def test_talk_that_does_not_name_the_brand_is_judged_and_opens_nothing(say: Say) -> None:
    say("Beau soleil sur le marché ce matin")

    assert (Case.objects.count(), Judgement.objects.count()) == (0, 1)


def test_talk_that_does_not_name_the_brand_and_complains_opens_a_case(say: Say) -> None:
    say("Quelqu'un sait joindre cette boutique ? Mon colis est perdu")

    assert Case.objects.get().title == "Quelqu'un sait joindre cette boutique ? Mon colis est perdu"


def test_taking_in_twice_changes_nothing(say: Say) -> None:
    say("@tilleul où est ma commande ?")
    ids = list(Message.objects.values_list("pk", flat=True))

    take_in(ids)

    counts = (Case.objects.count(), CaseMessage.objects.count(), Promise.objects.count())
    assert counts == (1, 1, 1)


def test_a_promise_counts_opening_hours_only(say: Say, brand: Brand) -> None:
    morning, afternoon = Period(9 * 60, 12 * 60), Period(14 * 60, 18 * 60)
    week = {day: [morning, afternoon] for day in range(5)}
    set_opening_hours(brand, week=week, by=PARVIS, at=NOON)

    # Monday 11:00 in Paris: one hour before lunch, three hours after it
    say("@tilleul où est ma commande ?", at=datetime(2026, 3, 2, 10, 0, tzinfo=UTC))

    assert Case.objects.get().due_at == datetime(2026, 3, 2, 16, 0, tzinfo=UTC)


def test_an_answer_that_is_already_there_keeps_the_promise_of_a_late_arrival(
    brand: Brand,
    square: Account,
) -> None:
    first = post_on_square(brand, handle="zoe", name="Zoe", text="@tilleul où ?", at=NOON)
    post_on_square(
        brand,
        handle="tilleul",
        name="Maison Tilleul",
        text="Ici.",
        at=NOON + MINUTE,
        parent=first,
        by_brand=True,
    )
    arrive(square, at=NOON + 2 * MINUTE)

    promise = Promise.objects.get()
    assert (promise.answered_at, Case.objects.get().due_at) == (NOON + MINUTE, None)


def test_resolving_releases_a_running_promise_without_keeping_it(say: Say, agent: User) -> None:
    say("@tilleul où est ma commande ?")
    case = Case.objects.get()

    resolve_case(case, by=agent.actor, at=NOON + MINUTE)

    promise = Promise.objects.get()
    assert (promise.answered_at, promise.released_at, promise.wall_seconds) == (
        None,
        NOON + MINUTE,
        60,
    )


def test_who_waits_goes_on_waiting_when_a_case_is_opened_again_by_hand(
    say: Say, agent: User
) -> None:
    say("@tilleul où est ma commande ?")
    case = Case.objects.get()
    resolve_case(case, by=agent.actor, at=NOON + MINUTE)

    reopen_case(case, by=agent.actor, at=NOON + 2 * MINUTE)

    case.refresh_from_db()
    promise = Promise.objects.get()
    assert (case.state, case.due_at) == ("open", NOON + timedelta(hours=4))
    assert (promise.is_running, promise.started_at, promise.wall_seconds) == (True, NOON, None)
