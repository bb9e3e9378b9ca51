"""What the team does beside answering: notes, and the end of a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zlib import crc32

from parvis.config.demo.founding import Town
from parvis.config.demo.plan import Step
from parvis.inbox.actions import add_note
from parvis.inbox.actions.past import (
    Closing,
    Labelling,
    resolve_in_the_past,
    tag_in_the_past,
)
from parvis.inbox.models import CaseMessage, Tagging

TAGS = {
    "delivery": "livraison",
    "repair": "réparation",
    "return": "retour",
    "refund": "remboursement",
    "order": "commande",
    "size": "taille",
    "product": "conseil",
    "shop": "boutique",
    "account": "compte",
    "praise": "merci",
    "work": "professionnels",
}
TAGGED_OF_TEN = 7


def do_at_desk(town: Town, steps: Sequence[tuple[Step, int]]) -> None:
    """Each step in the case of its message; a message in no case needs nothing done."""
    places = CaseMessage.objects.filter(message__in=[question for _, question in steps])
    cases = {place.message_id: place.case for place in places.select_related("case__brand")}
    closings: dict[int, Closing] = {}
    labellings: dict[int, Labelling] = {}
    for step, question in steps:
        case = cases.get(question)
        if case is None or step.by is None:
            continue
        agent = town.agent(step.by)
        if step.what == "note":
            add_note(case, text=step.text, author=agent, at=step.at)
        else:
            needless = question if _needs_no_answer(step) else 0
            closings[case.pk] = Closing(case.pk, agent, step.at, needless)
            if tag := _tag(step):
                labellings[case.pk] = Labelling(case.pk, tag, agent, step.at)
    resolve_in_the_past(town.brand, list(closings.values()))
    _label(town, labellings)


def _needs_no_answer(step: Step) -> bool:
    """The last words of a talk that was answered, and all of one to which nobody has an answer."""
    said = step.conversation.turns[: step.n]
    if any(turn.who == "agent" for turn in said):
        return said[-1].who == "person"
    return bool(step.conversation.topic) and not step.conversation.is_answered


def _tag(step: Step) -> str:
    """The tag that the case gets at its end; some are closed without one."""
    topic = TAGS.get(step.conversation.topic, "")
    return topic if crc32(step.conversation.key.encode()) % 10 < TAGGED_OF_TEN else ""


def _label(town: Town, labellings: Mapping[int, Labelling]) -> None:
    """A person who comes back with the same matter finds the case tagged already."""
    borne = Tagging.objects.filter(case__in=labellings, removed_at=None)
    known = set(borne.values_list("case_id", "tag__name"))
    tag_in_the_past(
        town.brand,
        [one for one in labellings.values() if (one.case_id, one.tag) not in known],
    )
