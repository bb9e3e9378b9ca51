"""Channel by channel, all that was heard: reasons with their rules, what would change the verdict,
facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parvis.strategy.diagnosis.channels import CHANNEL_FACT
from parvis.strategy.diagnosis.publics import PUBLICS
from parvis.strategy.diagnosis.result import Basis, ChannelVerdict, Fact, Reason, SpokenTo
from parvis.strategy.diagnosis.words import Both
from parvis.strategy.report import terms
from parvis.strategy.report.facts import known_as, name_of, value_of
from parvis.strategy.report.lists import points_of
from parvis.strategy.report.pen import Pen, capital, uncapital
from parvis.strategy.report.sections.channels import (
    AGAINST,
    CHANGE,
    FOR,
    MARKS,
    in_order,
    sure_of,
)
from parvis.strategy.report.sources import sources
from parvis.strategy.report.tree import Beside, Block, Point, Points, Ruling, Section, Term, Terms

CHANNELS = 40
REASONS = 20
WHY = 200

TO_WHOM = Both("To whom", "À qui")
SPOKEN_TO = Both("{public}: {segment}", "{public} : {segment}")
THERE = Both("{said}, {share} are there", "{said}, {share} y sont")
BECAUSE = Both("{said}: {why}", "{said} : {why}")
NOTHING = Both("Nothing known.", "Rien de connu.")
FROM = Both("{rule}, source\N{NO-BREAK SPACE}{source}", "{rule}, source\N{NO-BREAK SPACE}{source}")
OURS = Both("{rule}, ours", "{rule}, de nous")
FACT = Both("{name}: {value}", "{name} : {value}")
WITH = Both("{said} ({evidence})", "{said} ({evidence})")


def hearings(verdicts: Sequence[ChannelVerdict], pen: Pen) -> Iterator[Section]:
    """Of each channel, in the order of the verdicts."""
    for number, seen in enumerate(in_order(verdicts)[:CHANNELS], 1):
        yield Section(
            key=f"evidence-channel-{number}",
            title=pen.named(seen.name or seen.channel),
            blocks=(
                _ruling(seen, pen),
                *points_of(pen, TO_WHOM, [_spoken_to(one, pen) for one in seen.speaks_to]),
                Beside(
                    left=_reasons(pen, FOR, seen.speaks_for),
                    right=_reasons(pen, AGAINST, seen.speaks_against),
                ),
                *points_of(pen, CHANGE, [pen.told(change) for change in seen.would_change]),
                *_facts(seen, pen),
            ),
        )


def _ruling(seen: ChannelVerdict, pen: Pen) -> Ruling:
    return Ruling(
        mark=MARKS[seen.verdict],
        text=terms.verdict_name(seen.verdict, pen),
        sure=sure_of(seen, pen),
    )


def _spoken_to(one: SpokenTo, pen: Pen) -> str:
    said = pen.say(
        SPOKEN_TO,
        public=capital(pen.say(PUBLICS[one.public])),
        segment=pen.named(one.segment),
    )
    if one.present is not None:
        said = pen.say(THERE, said=said, share=pen.share(one.present))
    return pen.say(BECAUSE, said=said, why=pen.told(one.why, WHY)) if one.why else f"{said}."


def _reasons(pen: Pen, title: Both, reasons: Sequence[Reason]) -> tuple[Block, ...]:
    points = [Point(text=pen.told(reason.says), trace=_trace(reason, pen)) for reason in reasons]
    nothing = Point(text=pen.say(NOTHING))
    return points_of(pen, title, points or [nothing], at_most=REASONS)


def _trace(reason: Reason, pen: Pen) -> str:
    rule = pen.told(reason.rule, 60)
    if reason.rests_on in sources():
        return pen.say(FROM, rule=rule, source=reason.rests_on)
    return pen.say(OURS, rule=rule)


def _facts(seen: ChannelVerdict, pen: Pen) -> Iterator[Block]:
    """Those of the channel alone: what was measured one by one, as each has rows of its own; the
    others by how they are known."""
    own = [fact for fact in seen.facts if fact.key.startswith(CHANNEL_FACT)]
    measured = tuple(_measured(fact, pen) for fact in own if fact.basis is Basis.MEASURED)
    if measured:
        yield Points(title=capital(pen.say(terms.BASES[Basis.MEASURED])), items=measured)
    others = tuple(
        Term(name=capital(pen.say(terms.BASES[basis])), text=pen.enumerated(said))
        for basis in (Basis.DECLARED, Basis.MISSING)
        if (said := [_fact(fact, pen) for fact in own if fact.basis is basis])
    )
    if others:
        yield Terms(items=others)


def _measured(fact: Fact, pen: Pen) -> Point:
    said = pen.say(FACT, name=capital(name_of(fact.key, pen)), value=value_of(fact, pen))
    return Point(text=pen.say(WITH, said=said, evidence=known_as(fact, pen)), rows_at=fact.rows)


def _fact(fact: Fact, pen: Pen) -> str:
    name = uncapital(name_of(fact.key, pen))
    if fact.basis is Basis.MISSING:
        return name
    said = pen.say(FACT, name=name, value=value_of(fact, pen))
    evidence = pen.told(fact.evidence, 120)
    return pen.say(WITH, said=said, evidence=evidence) if evidence else said
