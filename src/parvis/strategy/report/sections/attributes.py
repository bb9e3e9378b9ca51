"""The four attributes of who leads rather than commands."""

from __future__ import annotations

from parvis.strategy.diagnosis.result import AttributeSeen, Diagnosis
from parvis.strategy.diagnosis.words import Both
from parvis.strategy.report import terms
from parvis.strategy.report.pen import Pen
from parvis.strategy.report.tree import Bar, Bars, Lead, Section, Term, Terms

QUESTIONS = 2

TITLE = Both("From power to leadership", "Du pouvoir au leadership")
LEAD = Both(
    "A brand is followed for four things: a collective, people who adhere, a conviction, somebody "
    "who embodies it. Here is how much of what is known speaks for each.",
    "On suit une marque pour quatre choses : un collectif, une adhésion, une conviction, quelqu'un "
    "qui l'incarne. Voici la part de ce qu'on sait qui parle pour chacune.",
)
CAPTION = Both("Four attributes", "Quatre attributs")
MEANING = Both(
    "What they are, and what is still to be answered", "Ce qu'ils sont, et ce qui reste à dire"
)
OPEN = Both("To be answered: {questions}", "À dire : {questions}")


def attributes(diagnosis: Diagnosis, pen: Pen) -> Section:
    """A bar for each, then what it is and what is still to be answered."""
    seen = diagnosis.attributes
    bars = tuple(_bar(attribute, pen) for attribute in seen)
    figure = (Bars(caption=pen.say(CAPTION), bars=bars),) if bars else ()
    explained = tuple(_explained(each, pen) for each in seen)
    below = (Terms(title=pen.say(MEANING), items=explained),) if explained else ()
    return Section(
        key="attributes",
        title=pen.say(TITLE),
        blocks=(Lead(text=pen.say(LEAD)), *figure, *below),
    )


def _bar(seen: AttributeSeen, pen: Pen) -> Bar:
    said = pen.say(terms.NOT_KNOWN) if seen.share is None else pen.share(seen.share)
    return Bar(label=pen.told(seen.name), share=seen.share or 0, said=said)


def _explained(seen: AttributeSeen, pen: Pen) -> Term:
    """What it is, and the first questions that nobody has answered yet."""
    means = pen.told(seen.means) if seen.means else ""
    shown = pen.enumerated([pen.told(asked) for asked in seen.open_questions[:QUESTIONS]])
    questions = pen.say(OPEN, questions=shown) if shown else ""
    return Term(name=pen.told(seen.name), text=f"{means} {questions}".strip())
