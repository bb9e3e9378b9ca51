"""A ledger written down in the shortest way: who said what to whom, where, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from parvis.brands.models import Brand
from parvis.channels.models import Account, Message, Outgoing, Thread
from parvis.inbox.models import Case, CaseMessage, Judgement
from parvis.insight.actions import catch_up
from parvis.insight.models import Heard
from parvis.insight.queries.counted import Period, turns
from parvis.insight.queries.index import Index, index
from parvis.people.models import Identity, Person


@dataclass(frozen=True)
class Said:
    """One message. `who` is a person's name, "" for the brand; `to` is whom the brand answers.

    A name may be written "zoe@mail": the same person under another identity. A case is named by
    its person: "zoe: parcel". What was `returned` came back from its network.
    """

    at: datetime
    who: str
    thread: str
    to: str = ""
    needs_answer: bool = True
    automatic: bool = False
    deleted: bool = False
    returned: bool = False
    direction: str = ""
    case: str = ""
    words: str = ""

    @property
    def way(self) -> str:
        return self.direction or ("in" if self.who else "out")


def write(account: Account, said: Sequence[Said]) -> list[Message]:
    """Store these messages, their persons, threads, judgements and cases; in the given order."""
    persons = _persons(account.brand, said)
    identities = _identities(said, persons)
    threads = {name: _thread(account, name, said) for name in {row.thread for row in said}}
    messages = Message.objects.bulk_create(
        Message(
            account=account,
            thread=threads[row.thread],
            network="demo",
            ext_id=f"{row.thread}/{position}",
            surface="comment",
            visibility="public",
            direction=row.way,
            author=identities.get(row.who),
            author_name=row.who,
            recipient=identities.get(row.to),
            text="" if row.deleted else row.words or f"{row.who or 'brand'} in {row.thread}",
            automatic=row.automatic,
            created_at=row.at,
            deleted_at=row.at if row.deleted else None,
            received_at=row.at,
        )
        for position, row in enumerate(said)
    )
    pairs = list(zip(messages, said, strict=True))
    Judgement.objects.bulk_create(
        _judgement(message, row) for message, row in pairs if row.way == "in"
    )
    Outgoing.objects.bulk_create(_returned(message) for message, row in pairs if row.returned)
    _open_cases(account, pairs, persons)
    return messages


def index_of(brand: Brand, period: Period) -> Index:
    """What was said is read, and counted."""
    catch_up()
    return index(brand, period)


def turns_of(brand: Brand, *, since: datetime, at: datetime) -> list[Heard]:
    """What was said is read; the counting messages of the period, oldest first."""
    catch_up()
    return list(turns(brand, Period(since, at)).order_by("asked_at", "pk"))


def _persons(brand: Brand, said: Sequence[Said]) -> dict[str, Person]:
    spoken = {name.partition("@")[0] for row in said for name in (row.who, row.to) if name}
    named = spoken | {row.case.partition(":")[0] for row in said if row.case}
    at = min(row.at for row in said)
    return {
        name: Person.objects.create(brand=brand, name=name, created_at=at) for name in sorted(named)
    }


def _identities(said: Sequence[Said], persons: dict[str, Person]) -> dict[str, Identity]:
    return {
        name: Identity.objects.create(
            brand=person.brand,
            person=person,
            network="demo",
            ext_id=name,
            created_at=person.created_at,
        )
        for name in {name for row in said for name in (row.who, row.to) if name}
        if (person := persons[name.partition("@")[0]])
    }


def _thread(account: Account, name: str, said: Sequence[Said]) -> Thread:
    created_at = min(row.at for row in said if row.thread == name)
    return Thread.objects.create(account=account, ext_id=name, created_at=created_at)


def _returned(message: Message) -> Outgoing:
    return Outgoing(
        account=message.account,
        client_key=message.ext_id,
        attempt_key=message.ext_id,
        verb="reply",
        author_kind="user",
        message=message,
        state=Outgoing.State.REFUSED,
        created_at=message.created_at,
        not_before=message.created_at,
    )


def _judgement(message: Message, row: Said) -> Judgement:
    return Judgement(
        message=message,
        version="test",
        language="en",
        needs_answer=float(row.needs_answer),
        calls_for_answer=row.needs_answer,
        promotional=0,
        complaint=0,
        question=0,
        urgency=0,
        p_negative=0,
        p_neutral=1,
        p_positive=0,
        judged_at=row.at,
        account_id=message.account_id,
        said_at=message.created_at,
    )


def _open_cases(
    account: Account, pairs: Sequence[tuple[Message, Said]], persons: dict[str, Person]
) -> None:
    cases: dict[str, Case] = {}
    for message, row in pairs:
        if not row.case:
            continue
        if row.case not in cases:
            cases[row.case] = Case.objects.create(
                brand=account.brand,
                person=persons[row.case.partition(":")[0]],
                account=account,
                title=row.case,
                opened_at=row.at,
                last_activity_at=row.at,
            )
        CaseMessage.objects.create(message=message, case=cases[row.case])
