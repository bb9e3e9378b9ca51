"""2. What the brand may speak of, and how far that goes with what networks rest on."""

from __future__ import annotations

from parvis.strategy.diagnosis.form import Degree, Form, Fundamental, Subject
from parvis.strategy.diagnosis.result import SubjectSeen
from parvis.strategy.diagnosis.tables import both, table

FROM_LEAST = (Degree.NO, Degree.PARTLY, Degree.YES)


def subjects_of(form: Form) -> tuple[SubjectSeen, ...]:
    return tuple(_seen(subject) for subject in form.identity.subjects)


def is_ready(subject: Subject) -> bool:
    """It may be spoken of with a right to, it suits the networks, and somebody will."""
    return _advice(subject) == "speak"


def _seen(subject: Subject) -> SubjectSeen:
    said = subject.fit
    return SubjectSeen(
        name=subject.name,
        legitimate=subject.legitimate,
        fit=_fit(subject),
        by_fundamental=tuple(
            (each, said[each].degree, said[each].evidence) for each in Fundamental if each in said
        ),
        spoken_by=subject.spoken_by,
        advice=both(table("subjects")["advice"][_advice(subject)]),
    )


def _fit(subject: Subject) -> Degree | None:
    """As good as the worst of what was said: one refusal is enough to be refused."""
    degrees = [fit.degree for fit in subject.fit.values()]
    return min(degrees, key=FROM_LEAST.index, default=None)


def _advice(subject: Subject) -> str:
    """The first thing that stands in the way."""
    fit = _fit(subject)
    if subject.legitimate is None:
        return "ask_for_the_right"
    if subject.legitimate is Degree.NO:
        return "leave_it"
    if not subject.evidence:
        return "show_the_right"
    if fit is Degree.NO:
        return "keep_at_home"
    if not subject.spoken_by:
        return "name_a_voice"
    if fit is None:
        return "try_the_fit"
    if Degree.PARTLY in (subject.legitimate, fit):
        return "with_care"
    return "speak"
