"""What does not go together in the form, beside the line that it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from parvis.kit.spoken import colon
from parvis.strategy.asked.lists import KINDS, Kind
from parvis.strategy.catalogue import aim_named, spoken
from parvis.strategy.diagnosis.aims import conflicts_of
from parvis.strategy.diagnosis.contradictions import contradictions
from parvis.strategy.diagnosis.form import Form
from parvis.strategy.diagnosis.paths import KeyPath


@dataclass(frozen=True)
class Notes:
    """`of_lines` by the kind's slug and the line's place in its list, from 0; `of_steps` by the
    first key of what is no list: `means`, `told`."""

    of_lines: Mapping[tuple[str, int], Sequence[str]]
    of_steps: Mapping[str, Sequence[str]]

    def of(self, kind: Kind, number: int) -> Sequence[str]:
        return self.of_lines.get((kind.slug, number), ())


def notes_on(form: Form) -> Notes:
    of_lines: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    of_steps: defaultdict[str, list[str]] = defaultdict(list)
    for found in contradictions(form):
        line = _line(found.path)
        if line:
            of_lines[line].append(spoken(found.says))
        else:
            of_steps[str(found.path[0])].append(spoken(found.says))
    for number, words in _of_aims(form):
        of_lines["objective", number].append(words)
    return Notes(of_lines, of_steps)


def _of_aims(form: Form) -> Iterator[tuple[int, str]]:
    """Aims that pull apart: each says so of the other."""
    numbers = {aim.id: number for number, aim in enumerate(form.aims)}
    for conflict in conflicts_of(form):
        for one, other in ((conflict.one, conflict.other), (conflict.other, conflict.one)):
            yield numbers[one], f"{colon(aim_named(other))} {spoken(conflict.why)}"


def _line(path: KeyPath) -> tuple[str, int] | None:
    """A list of the brand's own; what hangs on one of its lines is said there."""
    for kind in KINDS.values():
        depth = len(kind.path)
        if not kind.of and path[:depth] == kind.path and len(path) > depth:
            number = path[depth]
            return (kind.slug, number) if isinstance(number, int) else None
    return None
