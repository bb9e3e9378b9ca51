"""What a file of the form would change, before it does."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parvis.brands.models import Brand
from parvis.strategy.asked.lists import KINDS
from parvis.strategy.asked.steps import STEPS
from parvis.strategy.catalogue import aim_named, channel_named
from parvis.strategy.diagnosis.form import Form
from parvis.strategy.diagnosis.result import Diagnosis, Verdict
from parvis.strategy.diagnosis.words import Language
from parvis.strategy.forms import ExistsForm, IdentityForm, MeansForm, SheetForm
from parvis.strategy.models import Course, Sheet
from parvis.strategy.queries.course import Difference, course_of, differences
from parvis.strategy.queries.form import mark_of
from parvis.strategy.queries.standing import diagnosis_of


@dataclass(frozen=True)
class ListChanged:
    """`gone` are the names of lines that the file does not have."""

    title: Promise | str
    before: int
    after: int
    gone: tuple[str, ...]


@dataclass(frozen=True)
class VerdictChanged:
    """None where the channel is named on one side only."""

    name: str
    before: Verdict | None
    after: Verdict | None


@dataclass(frozen=True)
class Brought:
    """`course` is what needs a word why; empty while the brand has set no course. `mark` is that
    of what was said before."""

    mark: str
    course: Sequence[Difference]
    verdicts: Sequence[VerdictChanged]
    lists: Sequence[ListChanged]
    is_first: bool
    """Nothing was said before: nothing is lost."""


@dataclass(frozen=True)
class Standing:
    """What the rows say, and what follows from them."""

    course: Mapping[str, str]
    diagnosis: Diagnosis


def standing_of(brand: Brand, *, at: datetime, language: Language) -> Standing:
    return Standing(course_of(brand), diagnosis_of(brand, at=at, language=language))


def compare(brand: Brand, before: Standing, after: Standing) -> Brought:
    """The rows as they are, `before`, against the rows as a file would have them."""
    has_course = Course.objects.filter(brand=brand).exists()
    was, then = before.diagnosis, after.diagnosis
    return Brought(
        mark=mark_of(was.form),
        course=differences(before.course, after.course) if has_course else (),
        verdicts=_verdicts(was, then),
        lists=_lists(was.form, then.form, without_aims=has_course),
        is_first=not has_course and _says_nothing(brand, was.form),
    )


def _says_nothing(brand: Brand, form: Form) -> bool:
    """Without a promise of its own the form names the brand's, which stays."""
    bare = Form(
        brand=form.brand, on=form.on, language=form.language, promise_hours=form.promise_hours
    )
    promises = Sheet.objects.filter(brand=brand).exclude(promise_hours=None)
    return form == bare and not promises.exists()


def _verdicts(before: Diagnosis, after: Diagnosis) -> Sequence[VerdictChanged]:
    was = {one.channel: one for one in before.channels}
    then = {one.channel: one for one in after.channels}
    return [
        VerdictChanged(
            (then.get(key) or was[key]).name,
            was[key].verdict if key in was else None,
            then[key].verdict if key in then else None,
        )
        for key in {**was, **then}
        if key not in was or key not in then or was[key].verdict is not then[key].verdict
    ]


NAMES: Mapping[str, Callable[[Form], Collection[str]]] = {
    "place": lambda form: [place.name for place in form.places],
    "voice": lambda form: [voice.name for voice in form.identity.voices],
    "subject": lambda form: [subject.name for subject in form.identity.subjects],
    "segment": lambda form: [segment.name for segment in form.segments],
    "objective": lambda form: [aim_named(aim.id) for aim in form.aims],
    "rival": lambda form: [rival.name for rival in form.rivals],
    "channel": lambda form: [
        channel.name or channel_named(channel.key) for channel in form.channels
    ],
}
"""Of each list, what its lines are called."""


def _lists(before: Form, after: Form, *, without_aims: bool) -> Sequence[ListChanged]:
    """Aims that are part of a course are told with it."""
    found = [
        _list(KINDS[slug].title, names(before), names(after))
        for slug, names in NAMES.items()
        if not (without_aims and slug == "objective")
    ]
    found.append(_list(_("Answers"), before.told, after.told))
    found += _sheet(before, after)
    return [one for one in found if one.gone or one.before != one.after]


def _sheet(before: Form, after: Form) -> Iterator[ListChanged]:
    """What is said of the brand as a whole: its lists line by line, else what has an answer."""
    was, then, fields = before.identity, after.identity, IdentityForm.base_fields
    yield _list(STEPS[0].title, _answered(ExistsForm, before), _answered(ExistsForm, after))
    yield _list(str(fields["values"].label), was.values, then.values)
    yield _list(str(fields["expertise"].label), was.expertise, then.expertise)
    means = _answered(MeansForm, before.means), _answered(MeansForm, after.means)
    yield _list(STEPS[-1].title, *means)


def _answered(of: type[SheetForm], said: object) -> Collection[str]:
    values = {name: getattr(said, name, None) for name in of.base_fields}
    return [
        str(of.base_fields[name].label)
        for name, value in values.items()
        if value not in (None, "", ())
    ]


def _list(title: Promise | str, before: Collection[str], after: Collection[str]) -> ListChanged:
    return ListChanged(
        title, len(before), len(after), tuple(name for name in before if name not in after)
    )
