"""Where to answer, listen, redirect or leave, and what decides it; everything else that speaks for
or against stands in the evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from parvis.strategy.diagnosis.channels import CHANNEL_FACT
from parvis.strategy.diagnosis.result import ChannelVerdict, Diagnosis, Verdict
from parvis.strategy.diagnosis.rules import verdict_words
from parvis.strategy.diagnosis.words import Both
from parvis.strategy.report import terms
from parvis.strategy.report.lists import table_of
from parvis.strategy.report.openings import left_open
from parvis.strategy.report.pen import Pen, first
from parvis.strategy.report.tree import (
    Beside,
    Block,
    Cell,
    Lead,
    Mark,
    Paragraph,
    Point,
    Points,
    Section,
)

SUREST = 8
LARGEST = 4
"""Of the surest and of the largest: as many are argued as a director reads in three minutes."""
LISTED = 40
SHARED = 3
REASONS = 2
OBJECTIONS = 1
CHANGES = 1
NAMED = 5

TITLE = Both("Where to be, and what to do there", "Où être, et pour y faire quoi")
NOTHING = Both(
    "No channel is named yet, so nothing is advised.",
    "Aucun canal n'est encore nommé, rien n'est donc conseillé.",
)
HOW_TO_READ = Both(
    "What decides each verdict; all that speaks for and against stands in the evidence. “Do not go "
    "there” is a verdict like another.",
    "Ce qui décide de chaque verdict ; tout ce qui plaide pour et contre figure dans les preuves. "
    "« Ne pas y aller » est un verdict comme un autre.",
)
SURE = Both("{words} ({share})", "{words} ({share})")
CAPTION = Both("Channel by channel", "Canal par canal")
CHANNEL = Both("Channel", "Canal")
FOR = Both("What speaks for it", "Ce qui plaide pour")
AGAINST = Both("What speaks against it", "Ce qui plaide contre")
CHANGE = Both("What would change it", "Ce qui changerait le verdict")
COLUMNS = ((CHANNEL, 3), (FOR, 6), (AGAINST, 5), (CHANGE, 5))
FOR_SEVERAL = Both("What speaks for several", "Ce qui plaide pour plusieurs")
AGAINST_SEVERAL = Both("What speaks against several", "Ce qui plaide contre plusieurs")
CHANGE_OF_SEVERAL = Both("What would change several", "Ce qui en changerait plusieurs")
ALL = Both("all of them", "tous")
SEVERAL = Both("{names} and {more} more", "{names} et {more} de plus")
ABOVE = Both("as above", "comme ci-dessus")
NONE = Both("nothing known", "rien de connu")
OTHERS = Both("The other channels", "Les autres canaux")
LIST_COLUMNS = (
    (CHANNEL, 3),
    (Both("What to do", "Que faire"), 4),
    (Both("How sure", "Certitude"), 3),
)
MARKS = {
    Verdict.ANSWER: Mark.ANSWER,
    Verdict.LISTEN: Mark.LISTEN,
    Verdict.REDIRECT: Mark.REDIRECT,
    Verdict.LEAVE: Mark.LEAVE,
}
ORDER = tuple(Verdict)


def channels(diagnosis: Diagnosis, pen: Pen) -> Section:
    """A part for each verdict, that of answering first; of many channels the rest as a list."""
    argued, rest = _parted(in_order(diagnosis.channels))
    blocks: tuple[Block, ...] = (Lead(text=pen.say(HOW_TO_READ)),)
    if not argued:
        blocks = (left_open(pen, NOTHING, part=1),)
    parts = [
        _argued(verdict, alike, pen)
        for verdict in ORDER
        if (alike := [seen for seen in argued if seen.verdict is verdict])
    ]
    if rest:
        listed = table_of(pen, OTHERS, LIST_COLUMNS, rest, partial(_listed, pen), at_most=LISTED)
        parts.append(Section(key="channel-others", title=pen.say(OTHERS), blocks=listed))
    return Section(key="channels", title=pen.say(TITLE), blocks=blocks, parts=tuple(parts))


def in_order(verdicts: Sequence[ChannelVerdict]) -> list[ChannelVerdict]:
    """By what there is to do; where that is the same, the surest first."""
    return sorted(verdicts, key=lambda seen: (ORDER.index(seen.verdict), -seen.sure))


def sure_of(seen: ChannelVerdict, pen: Pen) -> str:
    """As in "fairly sure (71%)"."""
    return pen.say(SURE, words=terms.how_sure(seen.sure), share=pen.share(seen.sure))


def _parted(
    seen: Sequence[ChannelVerdict],
) -> tuple[Sequence[ChannelVerdict], Sequence[ChannelVerdict]]:
    """The surest and the largest, to be argued, and the rest, each in their order."""
    surest = sorted(seen, key=lambda one: -one.sure)[:SUREST]
    left = [one for one in seen if one not in surest]
    largest = sorted(left, key=lambda one: -_asked(one))[:LARGEST]
    chosen = {one.channel for one in (*surest, *largest)}
    return (
        [one for one in seen if one.channel in chosen],
        [one for one in seen if one.channel not in chosen],
    )


def _asked(seen: ChannelVerdict) -> float:
    key = f"{CHANNEL_FACT}{seen.channel}:asked"
    return next((float(fact.value or 0) for fact in seen.facts if fact.key == key), 0.0)


def _argued(verdict: Verdict, alike: Sequence[ChannelVerdict], pen: Pen) -> Section:
    """What is true of several once, then what is each channel's own."""
    shared = (
        (FOR_SEVERAL, FOR, _reasons_for),
        (AGAINST_SEVERAL, AGAINST, _reasons_against),
        (CHANGE_OF_SEVERAL, CHANGE, _changes),
    )
    said = {title: _said_of_several(alike, words) for _heading, title, words in shared}
    several = [
        _points(heading, said[title], alike, pen) for heading, title, _ in shared if said[title]
    ]
    return Section(
        key=f"verdict-{verdict}",
        title=terms.verdict_name(verdict, pen),
        blocks=(
            Paragraph(text=pen.told(verdict_words()[verdict].means)),
            *_side_by_side(several),
            *table_of(
                pen, CAPTION, COLUMNS, alike, partial(_row, pen, said), at_most=SUREST + LARGEST
            ),
        ),
    )


Words = Callable[[ChannelVerdict], Sequence[Both]]


def _reasons_for(seen: ChannelVerdict) -> Sequence[Both]:
    return [reason.says for reason in seen.speaks_for]


def _reasons_against(seen: ChannelVerdict) -> Sequence[Both]:
    return [reason.says for reason in seen.speaks_against]


def _changes(seen: ChannelVerdict) -> Sequence[Both]:
    return seen.would_change


Shared = Mapping[Both, Sequence[str]]
"""What is said in the same words of more than one channel, with these; the most common first."""


def _said_of_several(alike: Sequence[ChannelVerdict], words: Words) -> Shared:
    of: defaultdict[Both, list[str]] = defaultdict(list)
    for seen in alike:
        for says in words(seen):
            of[says].append(seen.name or seen.channel)
    found = sorted(of.items(), key=lambda one: -len(one[1]))
    return {says: names for says, names in found[:SHARED] if len(names) > 1}


def _points(title: Both, shared: Shared, alike: Sequence[ChannelVerdict], pen: Pen) -> Points:
    points = tuple(
        Point(text=pen.told(says), trace=_whose(names, alike, pen))
        for says, names in shared.items()
    )
    return Points(title=pen.say(title), items=points)


def _whose(names: Sequence[str], alike: Sequence[ChannelVerdict], pen: Pen) -> str:
    if len(names) == len(alike):
        return pen.say(ALL)
    shown, left = first([pen.named(name, 40) for name in names], NAMED)
    if left:
        return pen.say(SEVERAL, names=", ".join(shown), more=left)
    return pen.listed(shown)


def _side_by_side(several: Sequence[Points]) -> Iterator[Block]:
    if len(several) < 2:
        yield from several
        return
    yield Beside(left=tuple(several[:1]), right=tuple(several[1:]))


def _row(pen: Pen, shared: Mapping[Both, Shared], seen: ChannelVerdict) -> tuple[Cell, ...]:
    told = (
        (_reasons_for(seen), shared[FOR], REASONS),
        (_reasons_against(seen), shared[AGAINST], OBJECTIONS),
        (_changes(seen), shared[CHANGE], CHANGES),
    )
    return (
        Cell(
            text=pen.named(seen.name or seen.channel),
            below=sure_of(seen, pen),
            mark=MARKS[seen.verdict],
        ),
        *(Cell(text=_own(words, common, most, pen)) for words, common, most in told),
    )


def _own(words: Sequence[Both], shared: Shared, most: int, pen: Pen) -> str:
    """What weighs most of what is said of this channel alone."""
    own = [pen.told(says) for says in words if says not in shared]
    if own:
        return " ".join(own[:most])
    return pen.say(ABOVE if words else NONE)


def _listed(pen: Pen, seen: ChannelVerdict) -> tuple[Cell, ...]:
    return (
        Cell(text=pen.named(seen.name or seen.channel)),
        Cell(text=terms.verdict_name(seen.verdict, pen), mark=MARKS[seen.verdict]),
        Cell(text=pen.say(terms.how_sure(seen.sure))),
    )
