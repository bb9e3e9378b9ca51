"""What workers do for matters: propose new ones, and learn those that the team has accepted."""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from parvis.brands.models import Brand
from parvis.channels.models import Account, Message
from parvis.inbox.actions.indexing import index_messages
from parvis.inbox.actions.matching import Words, match
from parvis.inbox.actions.reckoning_tasks import reckon_tasks
from parvis.inbox.meaning import encoder
from parvis.inbox.models import CaseMatter, Judgement, Matter, MatterExample, MatterModel
from parvis.inbox.models.judgement import ADVERTISES_FROM
from parvis.inbox.queries.matters import KnownMatters, known_matters
from parvis.inbox.queries.tagged import cases_by_tag, tags_without_matter
from parvis.inbox.subjects import NAMES, name_of
from parvis.kit.activity import record
from parvis.kit.actors import PARVIS

if TYPE_CHECKING:
    from parvis.triage.semantic import Encoder

log = logging.getLogger(__name__)

LOOKED_AT = 2_000
"""Of the newest messages that call for an answer, to find what they have in common."""
MATCHED_AGAIN = 5_000
"""Of the newest messages, when the matters are others than before."""
LOOKED_THROUGH = 20_000
"""Of the newest messages of each account: where few call for an answer, no further."""
WRITTEN_AT_ONCE = 200
EXAMPLES_A_MATTER = 200
LEAST_OF_A_SUBJECT = 3
PROPOSED_AT_MOST = 12
"""So many wait for a decision; more would not be read."""
LOOKED_BACK = timedelta(days=90)


class _Heard(NamedTuple):
    id: int
    text: str
    subject: str
    matter: int | None


def propose_everywhere(*, at: datetime) -> None:
    """For each brand; and what messages of the day taught is learned."""
    for brand in Brand.objects.all():
        propose_matters(brand, at=at)
        learn_matters(brand.pk, at=at)
        reckon_tasks(brand, at=at)


def propose_matters(brand: Brand, *, at: datetime) -> list[Matter]:
    """What people write about lately and no matter takes: what the team tags by itself first, then
    general matters, then groups of like messages. A brand that is new to this gets those of its
    general ones that occur."""
    waiting = Matter.objects.filter(brand=brand, state=Matter.State.PROPOSED).count()
    room = PROPOSED_AT_MOST - waiting
    if room <= 0:
        return []
    heard = _heard_lately(brand, at=at)
    proposed = _propose_tags(brand, room, at=at)
    proposed += _propose_subjects(brand, heard, room - len(proposed), at=at)
    return proposed + _propose_groups(brand, heard, room - len(proposed), at=at)


def learn_matters(brand_id: int, *, at: datetime) -> None:
    """Train on what is known of the accepted matters, and match the newest messages anew."""
    from parvis.triage.matters import learn_matters as train

    known = known_matters(brand_id)
    examples = _examples(brand_id, known)
    matcher = train(examples, _others(brand_id, known, examples)) if known.accepted else None
    if matcher is None:
        MatterModel.objects.filter(brand=brand_id).delete()
    else:
        MatterModel.objects.update_or_create(
            brand_id=brand_id,
            defaults={
                "numbers": matcher.linear.numbers(),
                "about": matcher.linear.about(),
                "learned_at": at,
            },
        )
    _match_again(brand_id)


def _heard_lately(brand: Brand, *, at: datetime) -> list[_Heard]:
    """The newest messages that call for an answer, the newest first."""
    rows = _newest(brand.pk).filter(
        calls_for_answer=True, promotional__lt=ADVERTISES_FROM, said_at__gt=at - LOOKED_BACK
    )
    return _read(rows[:LOOKED_AT])


def _newest(brand_id: int) -> QuerySet[Judgement, Judgement]:
    """What people said last, the newest first, as far back as `LOOKED_THROUGH`: walked account by
    account, for which there is an index, whatever other brands receive."""
    said = Message.objects.filter(direction=Message.Direction.IN, deleted_at=None)
    newest = [
        pk
        for account in Account.objects.filter(brand=brand_id)
        for pk in said.filter(account=account)
        .order_by("-created_at")
        .values_list("pk", flat=True)[:LOOKED_THROUGH]
    ]
    return Judgement.objects.filter(pk__one_of=newest).order_by("-said_at", "-message_id")


def _read(rows: QuerySet[Judgement, Judgement]) -> list[_Heard]:
    return [
        _Heard(pk, f"{title}\n{text}" if title else text, subject, matter)
        for pk, title, text, subject, matter in rows.values_list(
            "message_id", "message__title", "message__text", "subject", "matter"
        )
    ]


def _propose_tags(brand: Brand, room: int, *, at: datetime) -> list[Matter]:
    tags = tags_without_matter(brand, since=at - LOOKED_BACK, most_messages=EXAMPLES_A_MATTER)
    return [
        matter
        for tag in tags[:room]
        if (
            matter := _propose(
                brand,
                name=tag.name[:1].upper() + tag.name[1:],
                subject="",
                words=(),
                messages=tag.message_ids,
                at=at,
            )
        )
    ]


def _propose_subjects(
    brand: Brand, heard: Sequence[_Heard], room: int, *, at: datetime
) -> list[Matter]:
    known = set(Matter.objects.filter(brand=brand).values_list("subject", flat=True))
    counts = Counter(one.subject for one in heard if one.subject in NAMES)
    new = [
        subject
        for subject, count in counts.most_common()
        if count >= LEAST_OF_A_SUBJECT and subject not in known
    ]
    return [
        matter
        for subject in new[:room]
        if (
            matter := _propose(
                brand,
                name=name_of(subject, brand),
                subject=subject,
                words=(),
                messages=[one.id for one in heard if one.subject == subject],
                at=at,
            )
        )
    ]


def _propose_groups(
    brand: Brand, heard: Sequence[_Heard], room: int, *, at: datetime
) -> list[Matter]:
    """Of messages that neither a matter nor a general one takes."""
    from parvis.triage.matters import propose_matters as group

    taken = set(Matter.objects.filter(brand=brand).values_list("subject", flat=True))
    free = [one for one in heard if one.matter is None and one.subject not in taken - {""}]
    made: list[Matter] = []
    for proposal in group([one.text for one in free], vectors=_by_meaning()):
        if len(made) >= room:
            break
        if _is_known(brand, proposal.words):
            continue
        matter = _propose(
            brand,
            name=", ".join(proposal.words)[:60].capitalize(),
            subject="",
            words=proposal.words,
            messages=[free[place].id for place in proposal.members],
            at=at,
        )
        made += [matter] if matter else []
    return made


def _by_meaning() -> Encoder | None:
    """What finds messages of one meaning, where the installation has it; else words must do."""
    from parvis.triage.semantic import NoEncoder

    try:
        return encoder()
    except NoEncoder as reason:
        log.warning("Matters are found by words alone, PARVIS_ENCODER is no help: %s", reason)
        return None


def _is_known(brand: Brand, words: Sequence[str]) -> bool:
    """The team was asked about this group before: most of its words named another one."""
    asked = {word.lower() for word in words}
    return any(
        len(asked & {word.lower() for word in known}) * 2 > len(asked)
        for known in Matter.objects.filter(brand=brand).values_list("words", flat=True)
    )


@transaction.atomic
def _propose(
    brand: Brand,
    *,
    name: str,
    subject: str,
    words: Sequence[str],
    messages: Sequence[int],
    at: datetime,
) -> Matter | None:
    """None when the brand has a living matter of this name, or of this subject."""
    matter = Matter(brand=brand, name=name, subject=subject, words=list(words), proposed_at=at)
    try:
        with transaction.atomic():
            matter.save(force_insert=True)
    except IntegrityError as error:
        if not any(rule in str(error) for rule in Matter.OF_ITS_OWN):
            raise
        return None
    MatterExample.objects.bulk_create(
        MatterExample(matter=matter, message_id=message, place=place)
        for place, message in enumerate(messages[:EXAMPLES_A_MATTER])
    )
    record(
        "matter.proposed",
        target=("matter", matter.pk),
        by=PARVIS,
        at=at,
        brand_id=brand.pk,
        facts={"name": name, "messages": len(messages)},
    )
    return matter


def _examples(brand_id: int, known: KnownMatters) -> Mapping[str, list[str]]:
    """Texts by the id of the accepted matter: what the team said of cases, in so many words or by
    a tag of its name, and the messages by which it was found, unless the team said otherwise of
    theirs."""
    texts: dict[str, list[str]] = defaultdict(list)
    said = CaseMatter.objects.filter(case__brand=brand_id, ended_at=None).order_by("-pk")
    most = 10 * EXAMPLES_A_MATTER
    of_cases: dict[int, int | None] = {
        **cases_by_tag(brand_id, known, most=most),
        **dict(said.values_list("case_id", "matter_id")[:most]),
    }
    rows = _read(_asking().filter(message__place__case__in=of_cases).order_by("-message_id"))
    places = dict(
        _asking()
        .filter(message__place__case__in=of_cases)
        .values_list("message_id", "message__place__case_id")
    )
    for row in rows:
        _keep(texts, known, of_cases[places[row.id]], row.text)
    found = MatterExample.objects.filter(matter__brand=brand_id).exclude(message__in=places)
    for matter_id, title, text in found.order_by("matter_id", "place").values_list(
        "matter_id", "message__title", "message__text"
    ):
        _keep(texts, known, matter_id, f"{title}\n{text}" if title else text)
    return texts


def _asking() -> QuerySet[Judgement, Judgement]:
    return Judgement.objects.filter(calls_for_answer=True, message__deleted_at=None)


def _keep(
    texts: dict[str, list[str]], known: KnownMatters, matter_id: int | None, text: str
) -> None:
    now = known.now(matter_id) if matter_id else None
    if now and len(texts[str(now)]) < EXAMPLES_A_MATTER:
        texts[str(now)].append(text)


def _others(brand_id: int, known: KnownMatters, examples: Mapping[str, Iterable[str]]) -> list[str]:
    """Messages that belong to no accepted matter, as far as anybody can tell."""
    taken = {text for texts in examples.values() for text in texts}
    rows = _read(_newest(brand_id).filter(calls_for_answer=True)[:LOOKED_AT])
    free = [row for row in rows if row.matter is None and row.subject not in known.subjects]
    return [row.text for row in free if row.text not in taken][: 2 * EXAMPLES_A_MATTER]


def _match_again(brand_id: int) -> None:
    """The newest messages, and the cases in which they lie; older ones keep what they have. A
    little at a time: as long as a transaction writes, nobody reads what came after it began."""
    rows = _read(_newest(brand_id)[:MATCHED_AGAIN])
    found = match(brand_id, [Words(row.text, row.subject) for row in rows])
    moved = [
        Judgement(message_id=row.id, matter_id=matter, matter_chance=chance)
        for row, (matter, chance) in zip(rows, found, strict=True)
        if matter != row.matter
    ]
    for start in range(0, len(moved), WRITTEN_AT_ONCE):
        _move(moved[start : start + WRITTEN_AT_ONCE])


@transaction.atomic
def _move(judgements: Sequence[Judgement]) -> None:
    Judgement.objects.bulk_update(judgements, ["matter", "matter_chance"])
    index_messages([row.pk for row in judgements])
