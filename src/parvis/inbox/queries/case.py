"""A case as its page shows it: what was said and done, and who the person is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from parvis.channels.models import Media, Message, Outgoing
from parvis.channels.registry import connector
from parvis.inbox.models import Case, Note, Promise
from parvis.kit.models import Activity
from parvis.people.models import Claim, Identity

EARLIER_CASES = 6
SOON_SENT = timedelta(minutes=1)
SAID_ON_THE_PAGE = {"case.assigned", "case.unassigned", "case.resolved", "case.reopened"}


@dataclass(frozen=True)
class Attachment:
    id: int
    name: str

    @property
    def href(self) -> str:
        return reverse("inbox:attachment", args=[self.id])


@dataclass(frozen=True)
class Entry:
    """One thing on the timeline. `kind`: person, brand, note or event."""

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
    to: str = ""
    title: str = ""
    quoted: str = ""
    formatted: int | None = None
    outgoing: int | None = None
    attachments: Sequence[Attachment] = field(default_factory=tuple)

    @property
    def is_own(self) -> bool:
        """Somebody gave the case to themselves."""
        return self.to == self.name

    @property
    def day(self) -> date:
        return timezone.localtime(self.at).date()


@dataclass(frozen=True)
class KnownAs:
    """One name of the person; `unconfirmed` when it is only what somebody typed."""

    network: str
    name: str
    unconfirmed: bool = False


@dataclass(frozen=True)
class PersonStory:
    name: str
    known_as: Sequence[KnownAs]
    first_seen: datetime | None
    messages: int
    cases: int
    earlier: Sequence[Case]


@dataclass(frozen=True)
class CaseStory:
    """`question` is what a reply would answer; `last_answer` the id of the newest outgoing one,
    0 for none, against which a reply is held when it is sent."""

    case: Case
    entries: Sequence[Entry]
    question: Message | None
    last_answer: int
    promise: Promise | None
    answered: Promise | None
    person: PersonStory

    def is_sending(self, *, at: datetime) -> bool:
        """An answer has only just been given off: the page looks again in a moment. One that takes
        longer, because a server is away, is told by the live news when it has gone."""
        return any(
            entry.state in {"queued", "sending", "sent"} and at - entry.at < SOON_SENT
            for entry in self.entries
        )


def case_story(case: Case) -> CaseStory:
    """Everything on the page of a case, in a fixed number of queries."""
    messages = list(
        Message.objects.filter(place__case=case)
        .select_related("account", "author")
        .order_by("created_at", "id")
    )
    answers = list(
        Outgoing.objects.filter(answers__in=messages).select_related("account").order_by("id")
    )
    entries = [*_said(messages), *_on_its_way(answers, messages), *_notes(case), *_events(case)]
    asked = [message for message in messages if message.direction == Message.Direction.IN]
    promises = list(case.promises.order_by("-started_at", "-id"))
    return CaseStory(
        case=case,
        entries=sorted(entries, key=lambda entry: entry.at),
        question=asked[-1] if asked else None,
        last_answer=answers[-1].pk if answers else 0,
        promise=next((promise for promise in promises if promise.is_running), None),
        answered=next((promise for promise in promises if promise.answered_at), None),
        person=_person(case),
    )


def _said(messages: Sequence[Message]) -> Iterable[Entry]:
    attachments = _attachments(messages)
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
            state="deleted" if message.deleted_at else "",
            title=message.title,
            quoted=message.quoted,
            formatted=message.pk if message.html else None,
            attachments=attachments.get(message.pk, ()),
        )


def _attachments(messages: Sequence[Message]) -> dict[int, list[Attachment]]:
    found: dict[int, list[Attachment]] = {}
    rows = Media.objects.filter(message__in=messages).values_list("message_id", "id", "filename")
    for message_id, media_id, filename in rows:
        found.setdefault(message_id, []).append(Attachment(media_id, filename))
    return found


def _on_its_way(answers: Sequence[Outgoing], messages: Sequence[Message]) -> Iterable[Entry]:
    """Answers that are no message of the case yet: waiting, refused, not known, or just sent."""
    placed = {message.pk for message in messages}
    for row in answers:
        if row.message_id in placed:
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


def _notes(case: Case) -> Iterable[Entry]:
    for note in Note.objects.filter(case=case).select_related("author"):
        yield Entry(kind="note", at=note.created_at, name=note.author.name, text=note.text)


def _events(case: Case) -> Iterable[Entry]:
    rows = Activity.objects.filter(target_kind="case", target_id=case.pk, verb__in=SAID_ON_THE_PAGE)
    for row in rows:
        yield Entry(
            kind="event",
            at=row.at,
            name=row.actor_name,
            verb=row.verb,
            to=str(row.facts.get("to", "")),
        )


def _person(case: Case) -> PersonStory:
    said = Count("messages", filter=Q(messages__direction=Message.Direction.IN))
    identities = list(
        Identity.objects.filter(person=case.person_id)
        .select_related("claim")
        .annotate(said=said)
        .order_by("created_at")
    )
    cases = list(Case.objects.filter(person=case.person_id).order_by("-last_activity_at"))
    return PersonStory(
        name=str(case.person),
        known_as=[*_names(identities), *_claimed(identities)],
        first_seen=min((row.created_at for row in identities), default=None),
        messages=sum(row.said for row in identities),
        cases=len(cases),
        earlier=[other for other in cases if other.pk != case.pk][:EARLIER_CASES],
    )


def _names(identities: Sequence[Identity]) -> Iterable[KnownAs]:
    """A visitor of the web page has no name worth showing: its token's digest is none."""
    for row in identities:
        if row.network != "web":
            yield KnownAs(network=row.network, name=row.handle or row.ext_id)


def _claimed(identities: Sequence[Identity]) -> Iterable[KnownAs]:
    for row in identities:
        claim: Claim | None = getattr(row, "claim", None)
        if claim and claim.confirmed_at is None:
            yield KnownAs(network="email", name=claim.address, unconfirmed=True)
