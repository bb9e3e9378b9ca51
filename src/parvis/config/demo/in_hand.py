"""What the team has in hand when a visitor comes: people who wrote twice, cases that are put aside,
followed, or talked about, answers that were written once for many."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle

from parvis.brands.models import Role, User
from parvis.config.demo.founding import Town
from parvis.config.demo.notes import CALLS
from parvis.config.demo.plan import Step
from parvis.config.demo.tempo import on_shift
from parvis.config.demo.voices import messages_of
from parvis.inbox.actions import (
    add_note,
    follow_case,
    follow_person,
    merge_case,
    snooze_case,
    split_case,
    words_for,
)
from parvis.inbox.actions.past import Answer, answer_in_the_past
from parvis.inbox.models import Case, CaseMessage, SavedAnswer
from parvis.inbox.queries.snooze import snooze_times
from parvis.people.actions import link_person

ONE_MATTER = (
    ("deux-voies-baleine-mail", "deux-voies-baleine-web"),
    ("two-ways-lining-mail", "two-ways-lining-square"),
)
"""Conversations of one person on two channels."""
TWO_MATTERS = ("deux-sujets-fermoir", "two-matters-wax")
"""Conversations whose second words are about something else."""
SAVED_FOR = {
    ("delivery", "fr"): "Suivi à l’arrêt",
    ("repair", "fr"): "Étiquette de réparation",
    ("size", "fr"): "Échange de taille",
    ("refund", "fr"): "Remboursement parti",
    ("delivery", "en"): "Parcel held at the depot",
    ("repair", "en"): "Repair label",
}
SAVED_ARE_USED = 3
PUT_ASIDE = 4
BEFORE, LOOKED_AT_FIRST = timedelta(minutes=2), timedelta(minutes=20)
"""What was said since is left as it is, or at least not put aside: nobody has seen it yet."""


@dataclass(frozen=True)
class _Heard:
    """What somebody who waits has said, and the case in which it lies."""

    step: Step
    message_id: int
    case: Case

    @property
    def language(self) -> str:
        return self.step.conversation.language


def take_in_hand(town: Town, waiting: Sequence[Step], *, at: datetime) -> None:
    """By the product's own actions, to what waits at the moment `at`."""
    heard = _heard(town, [step for step in waiting if step.at <= at - BEFORE])
    _join_what_is_one_matter(town, heard, at=at)
    _split_what_are_two(town, heard, at=at)
    twice = {*(key for pair in ONE_MATTER for key in pair), *TWO_MATTERS}
    rest = [one for one in heard.values() if one.step.conversation.key not in twice]
    answered = list(_answer_as_saved(town, rest, at=at))
    aside = [one for one in rest if one not in answered and _may_wait(one, at=at)][-PUT_ASIDE:]
    _put_aside(town, aside, at=at)
    talked_about = [one for one in rest if one not in answered and one not in aside]
    _talk_about(town, talked_about, at=at)
    _follow(town, [one.case for one in heard.values()], at=at)


def _heard(town: Town, steps: Iterable[Step]) -> Mapping[str, _Heard]:
    """By the key of the turn, in the order in which they were said."""
    said = {step.key: step for step in steps if step.what == "person"}
    messages = messages_of(town, [(step.conversation, step.n) for step in said.values()])
    places = CaseMessage.objects.filter(message__in=messages.values())
    cases = {place.message_id: place.case for place in places.select_related("case__brand")}
    return {
        key: _Heard(step, messages[key], cases[messages[key]])
        for key, step in said.items()
        if key in messages and messages[key] in cases
    }


def _join_what_is_one_matter(town: Town, heard: Mapping[str, _Heard], *, at: datetime) -> None:
    """They gave the number of their order on both channels: it is one person, and one case."""
    for first, second in ONE_MATTER:
        if f"{first}-0" not in heard or f"{second}-0" not in heard:
            continue
        by_mail, elsewhere = heard[f"{first}-0"], heard[f"{second}-0"]
        by = _who(town, by_mail, at=at).actor
        for link in link_person(elsewhere.case.person, to=by_mail.case.person, by=by, at=at):
            follow_person(link.identity_id, by=by, at=at)
        elsewhere.case.refresh_from_db()
        merge_case(elsewhere.case, into=by_mail.case, by=by, at=at)


def _split_what_are_two(town: Town, heard: Mapping[str, _Heard], *, at: datetime) -> None:
    for key in TWO_MATTERS:
        if f"{key}-1" in heard:
            other = heard[f"{key}-1"]
            by = _who(town, other, at=at).actor
            split_case(other.case, messages=[other.message_id], by=by, at=at)


def _answer_as_saved(town: Town, waiting: Sequence[_Heard], *, at: datetime) -> Iterator[_Heard]:
    """The words of a saved answer, to the last of those whom they fit: what is about to break is
    left for who looks at the demo."""
    fitting = [one for one in waiting if _topic(one) in SAVED_FOR and one.step.n == 0]
    for one in fitting[-SAVED_ARE_USED:]:
        saved = SavedAnswer.objects.get(
            brand=town.brand, title=SAVED_FOR[_topic(one)], archived_at=None
        )
        by = _who(town, one, at=at)
        turns = one.step.conversation.turns
        n = next(n for n, turn in enumerate(turns) if turn.who == "agent")
        answer_in_the_past(
            [
                Answer(
                    question_id=one.message_id,
                    text=words_for(saved, case=one.case, agent=by),
                    client_key=f"demo-{one.step.conversation.key}-{n}",
                    by=by,
                    at=at,
                )
            ]
        )
        yield one


def _topic(one: _Heard) -> tuple[str, str]:
    return one.step.conversation.topic, one.language


def _may_wait(one: _Heard, *, at: datetime) -> bool:
    """Scripts are about what cannot wait, and what has only just come must be seen."""
    return bool(one.step.conversation.topic) and one.step.at <= at - LOOKED_AT_FIRST


def _put_aside(town: Town, waiting: Iterable[_Heard], *, at: datetime) -> None:
    for one in waiting:
        tomorrow = next(time for time in snooze_times(one.case, at=at) if time.key == "tomorrow")
        by = _who(town, one, at=at).actor
        snooze_case(one.case, until=tomorrow.until, by=by, at=at)


def _talk_about(town: Town, waiting: Sequence[_Heard], *, at: datetime) -> None:
    """Each colleague is called once, in a case of the language of the note."""
    for language in ("fr", "en"):
        calls = [call for call in CALLS if call.language == language]
        of_language = [one for one in waiting if one.language == language]
        for call, one in zip(calls, cycle(of_language), strict=False):
            author = _who(town, one, at=at, but=call.who)
            add_note(one.case, text=call.text, author=author, at=at)


def _follow(town: Town, cases: Sequence[Case], *, at: datetime) -> None:
    """Everybody who answers, and the owner, has an eye on two cases."""
    roles = [Role.OWNER, Role.LEAD, Role.AGENT]
    members = User.objects.filter(memberships__brand=town.brand, memberships__role__in=roles)
    team = list(members.order_by("pk"))
    for user, case in zip([*team, *team], cycle(cases), strict=False):
        follow_case(case, by=user, at=at)


def _who(town: Town, one: _Heard, *, at: datetime, but: str = "") -> User:
    """Somebody who is there and speaks the language, and is not called `but`."""
    chance = random.Random(one.step.key)  # noqa: S311 - the same people in every demo
    while True:
        colleague = on_shift(at, language=one.language, zone=town.brand.zone, chance=chance)
        if colleague.name != but:
            return town.agent(colleague)
        at += timedelta(hours=1)  # alone on their shift: somebody of the next one asks
