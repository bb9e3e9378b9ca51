"""The demo's past, told step by step through the product's own actions, oldest step first.

Each step is one transaction that ends with its mark in the activity log: interrupted anywhere,
the story goes on where it stopped.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from parvis.channels.actions import drain_outbox
from parvis.channels.models import Message, SquarePost
from parvis.channels.town import post_on_square
from parvis.config.demo.founding import Town
from parvis.config.demo.people import PEOPLE
from parvis.config.demo.scripts import POSTS, SCRIPTS, Line, Post, Script
from parvis.config.demo.voices import ask_on_page, bring_in_square, say_on_square, write_mail
from parvis.inbox.actions import add_note, reply_to_case, resolve_case
from parvis.inbox.actions.reply import last_question
from parvis.inbox.models import Case
from parvis.kit.activity import record
from parvis.kit.actors import PARVIS
from parvis.kit.models import Activity

STEP = "demo.step"
PERSONS = {person.key: person for person in PEOPLE}
RESOLVED_AFTER = timedelta(minutes=9)
GIVEN_UP_AFTER = timedelta(days=4)


@dataclass(frozen=True)
class Step:
    """`tell` returns what later steps of the same script need to know."""

    key: str
    at: datetime
    tell: Callable[[dict[str, Any]], dict[str, Any]]


def tell(
    town: Town,
    *,
    now: datetime,
    progress: Callable[[int, int], None],
    scripts: Sequence[Script] = SCRIPTS,
    posts: Sequence[Post] = POSTS,
) -> None:
    """Tell every step that lies before `now` and was not told yet."""
    steps = [*_posts(town, posts, now), *_conversations(town, scripts, now)]
    steps = sorted((step for step in steps if step.at <= now), key=lambda step: (step.at, step.key))
    told = _told(town)
    for n, step in enumerate(steps, start=1):
        if step.key not in told:
            told[step.key] = _tell(town, step, told)
        progress(n, len(steps))


def _tell(town: Town, step: Step, told: dict[str, dict[str, Any]]) -> dict[str, Any]:
    script = step.key.partition("#")[0]
    known: dict[str, Any] = {}
    for key, facts in told.items():
        if key.partition("#")[0] == script:
            known |= facts
    with transaction.atomic():
        learned = step.tell(known)
        record(
            STEP,
            target=("demo", town.brand.pk),
            by=PARVIS,
            at=step.at,
            brand_id=None,
            facts={"key": step.key, "learned": learned},
        )
    return learned


def _told(town: Town) -> dict[str, dict[str, Any]]:
    rows = Activity.objects.filter(verb=STEP, target_id=town.brand.pk).order_by("id")
    return {row.facts["key"]: row.facts["learned"] for row in rows}


def _posts(town: Town, posts: Sequence[Post], now: datetime) -> Iterator[Step]:
    for post in posts:
        yield _brand_posts(town, post, post.begins.before(now, zone=town.brand.zone))


def _conversations(town: Town, scripts: Sequence[Script], now: datetime) -> Iterator[Step]:
    for script in scripts:
        yield from _conversation(town, script, now)


def _brand_posts(town: Town, post: Post, at: datetime) -> Step:
    def posted(_: dict[str, Any]) -> dict[str, Any]:
        made = post_on_square(
            town.brand,
            handle=town.brand.slug,
            name=town.brand.name,
            text=post.text,
            at=at,
            by_brand=True,
            key=post.key,
        )
        bring_in_square(town, at=at)
        return {"post": made.pk}

    return Step(f"{post.key}#0", at, posted)


def _conversation(town: Town, script: Script, now: datetime) -> Iterator[Step]:
    at = script.begins.before(now, zone=town.brand.zone).replace(microsecond=0)
    chance = random.Random(script.key)  # noqa: S311 - the same team member in every demo
    agent = chance.choice(town.agents)
    for n, line in enumerate(script.lines):
        at += timedelta(minutes=line.after_minutes)
        yield Step(f"{script.key}#{n}", at, _line(town, script, n, line, at, agent.pk))
    wait = RESOLVED_AFTER if script.is_answered else GIVEN_UP_AFTER
    yield Step(f"{script.key}#resolved", at + wait, _resolved(town, agent.pk, at + wait))


def _line(
    town: Town, script: Script, n: int, line: Line, at: datetime, agent_id: int
) -> Callable[[dict[str, Any]], dict[str, Any]]:
    agent = next(user for user in town.agents if user.pk == agent_id)
    key = f"{script.key}-{n}"

    def said(known: dict[str, Any]) -> dict[str, Any]:
        message = _person_says(town, script, line, key, at, known)
        learned = {name: value for name, value in message.items() if value}
        placed = _case_of(town, script, at)
        return learned | ({"case": placed} if placed else {})

    def answered(known: dict[str, Any]) -> dict[str, Any]:
        if "case" not in known:
            return {}
        case = Case.objects.get(pk=known["case"])
        reply_to_case(case, text=line.text, client_key=f"demo-{key}", by=agent, at=at)
        question = last_question(case)
        if question:
            drain_outbox(question.account, at=at)
        return {}

    def noted(known: dict[str, Any]) -> dict[str, Any]:
        if "case" in known:
            case = Case.objects.get(pk=known["case"])
            add_note(case, text=line.text, author=agent, at=at)
        return {}

    return {"person": said, "agent": answered, "note": noted}[line.who]


def _person_says(
    town: Town, script: Script, line: Line, key: str, at: datetime, known: dict[str, Any]
) -> dict[str, Any]:
    person = PERSONS[script.person]
    if script.channel == "square":
        parent = SquarePost.objects.filter(
            brand=town.brand, pk=known.get("post") or _post_under(town, script) or 0
        ).first()
        post = say_on_square(town, person, line.text, key=key, at=at, parent=parent)
        bring_in_square(town, at=at)
        return {"post": post.pk}
    if script.channel == "mail":
        subject = known.get("subject") or line.subject
        answers = known.get("mail", "")
        mail = write_mail(
            town,
            person,
            line.text,
            key=key,
            subject=f"Re: {subject}" if answers else subject,
            at=at,
            answers=answers,
        )
        return {"mail": mail, "subject": subject}
    token = known.get("token", "")
    language = script.language
    return {"token": ask_on_page(town, person, line.text, at=at, language=language, token=token)}


def _post_under(town: Town, script: Script) -> int | None:
    return (
        SquarePost.objects.filter(brand=town.brand, idempotency_key=script.under)
        .values_list("pk", flat=True)
        .first()
        if script.under
        else None
    )


def _case_of(town: Town, script: Script, at: datetime) -> int | None:
    """The case that the words said just now belong to."""
    placed = (
        Message.objects.filter(
            account__brand=town.brand,
            created_at=at,
            direction=Message.Direction.IN,
            author__person__name=PERSONS[script.person].name,
        )
        .exclude(place=None)
        .values_list("place__case_id", flat=True)
    )
    return placed.first()


def _resolved(
    town: Town, agent_id: int, at: datetime
) -> Callable[[dict[str, Any]], dict[str, Any]]:
    agent = next(user for user in town.agents if user.pk == agent_id)

    def resolved(known: dict[str, Any]) -> dict[str, Any]:
        case = Case.objects.filter(pk=known.get("case", 0)).first()
        if case:
            resolve_case(case, by=agent.actor, at=at)
        return {}

    return resolved
