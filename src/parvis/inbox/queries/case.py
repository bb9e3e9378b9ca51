"""A case as its page shows it: what was said and done, and who the person is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from parvis.channels.models import Account, Message, Outgoing
from parvis.channels.registry import connector
from parvis.inbox.models import Case, Move, Promise
from parvis.inbox.queries.moves import taken_in_by
from parvis.inbox.queries.timeline import Entry, entries_since, newest, timeline
from parvis.inbox.queries.verdicts import REMARKED
from parvis.people.models import Claim, Identity, Link

SHOWN = 50
"""Entries of the timeline; whoever asks for earlier ones gets twice as many."""
EARLIER_CASES = 6
KEYS = 20
SOON_SENT = timedelta(minutes=1)


@dataclass(frozen=True)
class KnownAs:
    """One name of the person; `unconfirmed` when it is only what somebody typed. `link` is the id
    of what made it theirs, where that can be undone."""

    network: str
    name: str
    unconfirmed: bool = False
    link: int | None = None


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
    """`entries` are the newest, and `is_whole` says that they are all. `question` is what a reply
    would answer; `last_answer` the id of the newest outgoing one, 0 for none, against which a reply
    is held when it is sent. `sent_keys` names the clicks that became answers: a browser that kept
    the words of one may forget them."""

    case: Case
    entries: Sequence[Entry]
    is_whole: bool
    question: Message | None
    last_answer: int
    sent_keys: Sequence[str]
    promise: Promise | None
    answered: Promise | None
    person: PersonStory
    may_split: bool
    """The person has said more than one thing: a part of it can be a case of its own."""

    def is_sending(self, *, at: datetime) -> bool:
        """An answer has only just been given off: the page looks again in a moment. One that takes
        longer, because a server is away, is told by the live news when it has gone."""
        return any(
            entry.state in {"queued", "sending", "sent"} and at - entry.at < SOON_SENT
            for entry in self.entries
        )


def case_story(
    case: Case,
    *,
    shown: int | None = None,
    message: int | None = None,
    moves: Sequence[Move] | None = None,
) -> CaseStory:
    """Everything on the page of a case, in a fixed number of queries: of what was said and done the
    newest `shown`, or so many that `message` (an id) is among them; without `shown`, all of it.
    `moves` are those of the case, where they are known (`moves_of`)."""
    cases = taken_in_by(case, moves=moves)
    said = (
        Message.objects.filter(place__case=case)
        .select_related("account", "judgement")
        .annotate(remarked=REMARKED)
    )
    if shown and message and (wanted := said.filter(pk=message).first()):
        shown = max(shown, SHOWN + entries_since(wanted, case=case, cases=cases))
    messages = newest(said, shown, by="created_at")
    answers = _answers(case, shown)
    line = timeline(case, messages, answers, cases=cases, most=shown)
    asked = _asked(said, messages, shown)
    promises = list(
        case.promises.filter(kind__in=Promise.ANSWERS, is_moot=False).order_by("-started_at", "-id")
    )
    return CaseStory(
        case=case,
        entries=line.entries,
        is_whole=line.is_whole,
        question=asked[-1] if asked else None,
        last_answer=answers[-1].pk if answers else 0,
        sent_keys=[row.client_key.removeprefix(f"case-{case.pk}-") for row in answers[-KEYS:]],
        promise=next((promise for promise in promises if promise.is_running), None),
        answered=next((promise for promise in promises if promise.answered_at), None),
        person=_person(case),
        may_split=len(asked) > 1,
    )


def can_be_answered(account: Account) -> bool:
    """Not what is filled by imports, nor a network on which one cannot reply."""
    capabilities = connector(account.connector).spec.capabilities
    return account.state != Account.State.PASSIVE and "reply" in capabilities


def _answers(case: Case, shown: int | None) -> Sequence[Outgoing]:
    """Those to what is shown, and the last `KEYS` in any case, by id; with the moment `said_at`."""
    rows = Outgoing.objects.filter(answers__place__case=case).select_related("account")
    found = rows.annotate(said_at=F("message__created_at")).order_by("-id")
    return list(found[: None if shown is None else shown + KEYS])[::-1]


def _asked(
    said: QuerySet[Message, Message], messages: Sequence[Message], shown: int | None
) -> list[Message]:
    """What the person said, by time; of a long case at least the last two."""
    asked = [message for message in messages if message.direction == Message.Direction.IN]
    if len(asked) > 1 or shown is None or len(messages) <= shown:
        return asked
    return newest(said.filter(direction=Message.Direction.IN), 1, by="created_at")


def _person(case: Case) -> PersonStory:
    said = Count("messages", filter=Q(messages__direction=Message.Direction.IN))
    given = Link.objects.filter(identity=OuterRef("pk"), undone_at=None)
    identities = list(
        Identity.objects.filter(person=case.person_id)
        .select_related("claim")
        .annotate(
            said=said,
            link=Subquery(given.exclude(basis=Link.Basis.FIRST_SEEN).values("pk")[:1]),
        )
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
    """A visitor of the web page has no name worth showing, as its token's digest is none; unless
    it became this person's, which may have been a mistake."""
    for row in identities:
        link: int | None = getattr(row, "link", None)
        if row.network != "web":
            yield KnownAs(network=row.network, name=row.handle or row.ext_id, link=link)
        elif link:
            yield KnownAs(network=row.network, name=row.display, link=link)


def _claimed(identities: Sequence[Identity]) -> Iterable[KnownAs]:
    for row in identities:
        claim: Claim | None = getattr(row, "claim", None)
        if claim and claim.confirmed_at is None:
            yield KnownAs(network="email", name=claim.address, unconfirmed=True)
