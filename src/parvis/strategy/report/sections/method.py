"""How this was found, on the last page."""

from __future__ import annotations

from parvis.strategy.diagnosis.form import USUAL_PROMISE_HOURS
from parvis.strategy.diagnosis.result import Diagnosis
from parvis.strategy.diagnosis.tables import both
from parvis.strategy.diagnosis.words import Both
from parvis.strategy.report.pen import Pen
from parvis.strategy.report.sections.means import TIGHT_FROM
from parvis.strategy.report.sources import definitions, sources
from parvis.strategy.report.terms import SURE
from parvis.strategy.report.tree import Lead, Section, Term, Terms

TITLE = Both("Method and definitions", "Méthode et définitions")
LEAD = Both(
    "Nothing here was written by hand for you: rules, the same for everybody, read what you said "
    "and what was measured. The same answers always give the same report.",
    "Rien ici n'a été écrit à la main pour vous : des règles, les mêmes pour tous, lisent ce que "
    "vous avez dit et ce qui a été mesuré. Les mêmes réponses donnent toujours le même rapport.",
)
SOURCES_TITLE = Both("The sources, by their numbers", "Les sources, par leur numéro")


def method(diagnosis: Diagnosis, pen: Pen) -> Section:
    """What each word means, and which limits are ours."""
    values = {
        "sure": pen.share(SURE[0][0]),
        "fairly": pen.share(SURE[1][0]),
        "not_very": pen.share(SURE[2][0]),
        "promise": pen.hours(diagnosis.form.promise_hours),
        "usual": pen.hours(USUAL_PROMISE_HOURS),
        "tight": pen.share(TIGHT_FROM),
    }
    items = tuple(
        Term(name=pen.say(both(entry["name"])), text=pen.say(both(entry), **values))
        for entry in definitions().values()
    )
    cited = tuple(Term(name=digits, text=pen.say(text)) for digits, text in sources().items())
    return Section(
        key="method",
        title=pen.say(TITLE),
        fresh=True,
        blocks=(
            Lead(text=pen.say(LEAD)),
            Terms(items=items),
            Terms(title=pen.say(SOURCES_TITLE), items=cited),
        ),
    )
