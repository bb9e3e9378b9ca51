"""Where to answer, listen, redirect or leave, and why."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from parvis.strategy.diagnosis.result import (
    ChannelVerdict,
    Diagnosis,
    Reason,
    SpokenTo,
    Verdict,
)
from parvis.strategy.diagnosis.rules import verdict_words
from parvis.strategy.diagnosis.words import Both
from parvis.strategy.report import terms
from parvis.strategy.report.lists import more, points_of, table_of
from parvis.strategy.report.openings import left_open
from parvis.strategy.report.pen import Pen, capital, first
from parvis.strategy.report.sources import sources
from parvis.strategy.report.tree import (
    Beside,
    Block,
    Cell,
    Lead,
    Mark,
    Point,
    Points,
    Ruling,
    Section,
)

ARGUED = 12
LISTED = 40
REASONS = 4
CHANGES = 2
PUBLICS = 4
WHY = 200

TITLE = Both("Where to be, and what to do there", "Où être, et pour y faire quoi")
NOTHING = Both(
    "No channel is named yet, so nothing is advised.",
    "Aucun canal n'est encore nommé, rien n'est donc conseillé.",
)
HOW_TO_READ = Both(
    "For each channel: what to do, what speaks for it and against it, and what would change the "
    "verdict. “Do not go there” is a verdict like another.",
    "Pour chaque canal : que faire, ce qui plaide pour, ce qui plaide contre, et ce qui "
    "changerait le verdict. « Ne pas y aller » est un verdict comme un autre.",
)
SURE = Both("{words} ({share})", "{words} ({share})")
FOR = Both("What speaks for it", "Ce qui plaide pour")
AGAINST = Both("What speaks against it", "Ce qui plaide contre")
NOTHING_FOR = Both("Nothing known.", "Rien de connu.")
CHANGE = Both("What would change it", "Ce qui changerait le verdict")
TO_WHOM = Both("To whom", "À qui")
SPOKEN_TO = Both("{public}: {segment}", "{public} : {segment}")
THERE = Both("{said}, {share} are there", "{said}, {share} y sont")
BECAUSE = Both("{said}: {why}", "{said} : {why}")
FROM = Both("{rule}, source\N{NO-BREAK SPACE}{source}", "{rule}, source\N{NO-BREAK SPACE}{source}")
OURS = Both("{rule}, ours", "{rule}, de nous")
OTHERS = Both("The other channels", "Les autres canaux")
LIST_COLUMNS = (
    (Both("Channel", "Canal"), 3),
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
    """A part for each channel, those to answer on first."""
    verdicts = in_order(diagnosis.channels)
    argued, rest = verdicts[:ARGUED], verdicts[ARGUED:]
    blocks: tuple[Block, ...] = (Lead(text=pen.say(HOW_TO_READ)),)
    if not verdicts:
        blocks = (left_open(pen, NOTHING, part=1),)
    parts = [_argued(verdict, pen, number=number) for number, verdict in enumerate(argued, 1)]
    if rest:
        listed = table_of(pen, OTHERS, LIST_COLUMNS, rest, partial(_row, pen), at_most=LISTED)
        parts.append(Section(key="channel-others", title=pen.say(OTHERS), blocks=listed))
    return Section(key="channels", title=pen.say(TITLE), blocks=blocks, parts=tuple(parts))


def in_order(verdicts: Sequence[ChannelVerdict]) -> list[ChannelVerdict]:
    """By what there is to do; where that is the same, the surest first."""
    return sorted(verdicts, key=lambda seen: (ORDER.index(seen.verdict), -seen.sure))


def _argued(seen: ChannelVerdict, pen: Pen, *, number: int) -> Section:
    return Section(
        key=f"channel-{number}",
        title=pen.named(seen.name or seen.channel),
        blocks=(
            Ruling(
                mark=MARKS[seen.verdict],
                text=terms.verdict_name(seen.verdict, pen),
                sure=pen.say(SURE, words=terms.how_sure(seen.sure), share=pen.share(seen.sure)),
                means=pen.told(verdict_words()[seen.verdict].means),
            ),
            *points_of(
                pen, TO_WHOM, [_spoken_to(one, pen) for one in seen.speaks_to], at_most=PUBLICS
            ),
            Beside(
                left=_reasons(pen, FOR, seen.speaks_for),
                right=_reasons(pen, AGAINST, seen.speaks_against),
            ),
            *points_of(
                pen, CHANGE, [pen.told(change) for change in seen.would_change], at_most=CHANGES
            ),
        ),
    )


def _spoken_to(one: SpokenTo, pen: Pen) -> str:
    said = pen.say(
        SPOKEN_TO,
        public=capital(pen.say(terms.PUBLICS[one.public])),
        segment=pen.named(one.segment),
    )
    if one.present is not None:
        said = pen.say(THERE, said=said, share=pen.share(one.present))
    return pen.say(BECAUSE, said=said, why=pen.told(one.why, WHY)) if one.why else f"{said}."


def _reasons(pen: Pen, title: Both, reasons: Sequence[Reason]) -> tuple[Block, ...]:
    shown, left = first(reasons, REASONS)
    points = tuple(
        Point(text=pen.told(reason.says), trace=_trace(reason, pen)) for reason in shown
    ) or (Point(text=pen.say(NOTHING_FOR)),)
    return (Points(title=pen.say(title), items=points), *more(pen, left))


def _trace(reason: Reason, pen: Pen) -> str:
    rule = pen.told(reason.rule, 60)
    if reason.rests_on in sources():
        return pen.say(FROM, rule=rule, source=reason.rests_on)
    return pen.say(OURS, rule=rule)


def _row(pen: Pen, seen: ChannelVerdict) -> tuple[Cell, ...]:
    return (
        Cell(text=pen.named(seen.name or seen.channel)),
        Cell(text=terms.verdict_name(seen.verdict, pen), mark=MARKS[seen.verdict]),
        Cell(text=pen.say(terms.how_sure(seen.sure))),
    )
