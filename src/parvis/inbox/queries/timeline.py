"""What was said and done about a case, in the order in which it happened."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from parvis.channels.models import Media, Message, Outgoing
from parvis.channels.registry import connector
from parvis.inbox.models import Case, CaseMessage, Note
from parvis.inbox.queries.verdicts import Told, verdict_line
from parvis.inbox.steps import SAID_OF_BOTH, STEPS
from parvis.kit.models import Activity

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Attachment:
    id: int
    name: str

    @property
    def href(self) -> str:
        return reverse("inbox:attachment", args=[self.id])


@dataclass(frozen=True)
class Origin:
    case_id: int
    title: str


@dataclass(frozen=True)
class Entry:
    """One thing on the timeline. `kind`: person, brand, note or event.

    `message` is the id of what was said; `verb` and `facts` say what an event was. `origin` is the
    case of a note or an event that belongs to another one, whose messages lie in this one now.
    `verdict` is what triage says of what a person said; None where it said nothing.
    """

    kind: str
    at: datetime
    name: str
    text: str = ""
    network: str = ""
    channel_name: str = ""
    public: bool = False
    automatic: bool = False
    state: str = ""
    why: str = ""
    verb: str = ""
    title: str = ""
    quoted: str = ""
    message: int | None = None
    formatted: int | None = None
    outgoing: int | None = None
    attachments: Sequence[Attachment] = field(default_factory=tuple)
    facts: Mapping[str, object] = field(default_factory=dict)
    origin: Origin | None = None
    verdict: Sequence[Told] | None = None

    @property
    def day(self) -> date:
        return timezone.localtime(self.at).date()


@dataclass(frozen=True)
class Timeline:
    """By time. `is_whole` unless something was said or done before its first entry."""

    entries: Sequence[Entry]
    is_whole: bool


def timeline(
    case: Case,
    messages: Sequence[Message],
    answers: Sequence[Outgoing],
    *,
    cases: Mapping[int, str],
    most: int | None = None,
) -> Timeline:
    """The messages of the case, answers that are none yet, notes and steps: the newest `most`.

    `messages` are the newest of the case, one more than `most` where there are so many; `answers`
    those to any of its messages, `said_at` the moment of the messages that they became;
    `cases` the titles of those whose notes and steps are told (`taken_in_by`).
    """
    origins = {pk: Origin(pk, title) for pk, title in cases.items() if pk != case.pk}
    entries = [
        *_said(messages, answers),
        *_on_its_way(answers, messages),
        *_notes(case, origins, most),
        *_events(case, origins, most),
    ]
    entries.sort(key=lambda entry: entry.at)
    if most is None or len(entries) <= most:
        return Timeline(entries, is_whole=True)
    return Timeline(entries[-most:], is_whole=False)


def entries_since(message: Message, *, case: Case, cases: Collection[int]) -> int:
    """How many entries the timeline of its case has from this message on, about."""
    at = message.created_at
    said = CaseMessage.objects.filter(case=case, message__created_at__gte=at).count()
    notes = Note.objects.filter(case__in=cases, created_at__gte=at).count()
    return said + notes + _steps(case, cases).filter(at__gte=at).count()


def newest(rows: QuerySet[Row], most: int | None, *, by: str) -> list[Row]:
    """The newest of them, the oldest first, and one more to see whether there are more."""
    latest_first = rows.order_by(f"-{by}", "-id")
    return list(latest_first[: None if most is None else most + 1])[::-1]


def _said(messages: Sequence[Message], answers: Sequence[Outgoing]) -> Iterable[Entry]:
    attachments = _attachments(messages)
    returned = {
        answer.message_id: answer.why
        for answer in answers
        if answer.message_id and answer.state == Outgoing.State.REFUSED
    }
    for message in messages:
        ours = message.direction in {Message.Direction.OUT, Message.Direction.ECHO}
        yield Entry(
            kind="brand" if ours else "person",
            at=message.created_at,
            name=message.author_name,
            text=message.text,
            network=message.network,
            channel_name=message.account.name,
            public=message.visibility == "public",
            automatic=message.automatic,
            state=_state(message, returned),
            why=returned.get(message.pk, ""),
            title=message.title,
            quoted=message.quoted,
            message=message.pk,
            formatted=message.pk if message.html else None,
            attachments=attachments.get(message.pk, ()),
            verdict=_verdict(message),
        )


def _verdict(message: Message) -> Sequence[Told] | None:
    judgement = getattr(message, "judgement", None)
    if judgement is None or message.deleted_at:
        return None
    return verdict_line(judgement, getattr(message, "remarked", ()))


def _state(message: Message, returned: Collection[int]) -> str:
    if message.deleted_at:
        return "deleted"
    return "returned" if message.pk in returned else ""


def _attachments(messages: Sequence[Message]) -> dict[int, list[Attachment]]:
    found: dict[int, list[Attachment]] = {}
    rows = Media.objects.filter(message__in=messages).values_list("message_id", "id", "filename")
    for message_id, media_id, filename in rows:
        found.setdefault(message_id, []).append(Attachment(media_id, filename))
    return found


def _on_its_way(answers: Sequence[Outgoing], messages: Sequence[Message]) -> Iterable[Entry]:
    """Answers that are no message of the case yet: waiting, refused, not known, or just sent.

    Also one that became a message after those of the case were read.
    """
    placed = {message.pk for message in messages}
    oldest = messages[0].created_at if messages else None
    for row in answers:
        said_at = getattr(row, "said_at", None)
        if row.message_id in placed or (oldest and said_at and said_at < oldest):
            continue
        spec = connector(row.account.connector).spec
        yield Entry(
            kind="brand",
            at=row.created_at,
            name=row.author_name,
            text=row.text,
            network=spec.network,
            channel_name=row.account.name,
            public=spec.visibility_of_reply == "public",
            state=row.state,
            why=row.why,
            outgoing=row.pk,
        )


def _notes(case: Case, origins: Mapping[int, Origin], most: int | None) -> Iterable[Entry]:
    notes = Note.objects.filter(case__in=[case.pk, *origins]).select_related("author")
    for note in newest(notes, most, by="created_at"):
        yield Entry(
            kind="note",
            at=note.created_at,
            name=note.author.name,
            text=note.text,
            origin=origins.get(note.case_id),
        )


def _events(case: Case, origins: Mapping[int, Origin], most: int | None) -> Iterable[Entry]:
    for row in newest(_steps(case, origins), most, by="at"):
        yield Entry(
            kind="event",
            at=row.at,
            name=row.actor_name,
            verb=row.verb,
            facts=row.facts,
            origin=origins.get(row.target_id),
        )


def _steps(case: Case, others: Collection[int]) -> QuerySet[Activity, Activity]:
    """What was done with the case, and with the others; there, not how they came to this one, for
    that is said once."""
    rows = Activity.objects.filter(
        target_kind="case", target_id__in=[case.pk, *others], verb__in=STEPS
    )
    return rows.exclude(~Q(target_id=case.pk), verb__in=SAID_OF_BOTH)
