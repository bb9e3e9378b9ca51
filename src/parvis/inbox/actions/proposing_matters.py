"""Proposing matters: what the team tags by itself, general ones, and groups of like messages."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from parvis.brands.models import Brand
from parvis.inbox.actions.learning_matters import EXAMPLES_A_MATTER
from parvis.inbox.actions.matters import NAME_MAX
from parvis.inbox.meaning import encoder
from parvis.inbox.models import Matter, MatterExample
from parvis.inbox.models.judgement import ADVERTISES_FROM
from parvis.inbox.queries.heard import Heard, newest_heard, read_heard
from parvis.inbox.queries.tagged import tags_without_matter
from parvis.inbox.subjects import NAMES, name_of
from parvis.kit.activity import record
from parvis.kit.actors import PARVIS
from parvis.kit.characters import plain_name

if TYPE_CHECKING:
    from parvis.triage.semantic import Encoder

log = logging.getLogger(__name__)

LOOKED_AT = 2_000
"""Of the newest messages that call for an answer, to find what they have in common."""
LEAST_OF_A_SUBJECT = 3
PROPOSED_AT_MOST = 12
"""So many wait for a decision; more would not be read."""
LOOKED_BACK = timedelta(days=90)


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


def _heard_lately(brand: Brand, *, at: datetime) -> list[Heard]:
    """The newest messages that call for an answer, the newest first."""
    rows = newest_heard(brand.pk).filter(
        calls_for_answer=True, promotional__lt=ADVERTISES_FROM, said_at__gt=at - LOOKED_BACK
    )
    return read_heard(rows[:LOOKED_AT])


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
    brand: Brand, heard: Sequence[Heard], room: int, *, at: datetime
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
    brand: Brand, heard: Sequence[Heard], room: int, *, at: datetime
) -> list[Matter]:
    """Of messages that neither a matter nor a general one takes."""
    from parvis.triage.groups import propose_matters as group

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
            name=", ".join(proposal.words).capitalize(),
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
    """None when the brand has a living matter of this name, or of this subject, or when nothing of
    its name is to be read."""
    name = plain_name(name)[:NAME_MAX].rstrip()
    if not name:
        return None
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
