"""What can be told of a message, as lines name it, and its labels as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from parvis.triage.judge import OTHER, SIGNALS
from parvis.triage.linear import Target

YES, NO = "yes", "no"
TARGETS = {"needs_reply": "needs_answer", "value": "task"}
"""Models call otherwise what lines call so."""
YES_OR_NO = ("needs_reply", *SIGNALS)
OF_SEVERAL = ("tone", "value", "language", "matter")
_WAYS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "tone": {
        "negative": ("neg", "n", "-1", "négatif"),
        "neutral": ("neu", "o", "neutre"),
        "positive": ("pos", "p", "positif"),
    },
    "value": {
        "simple": ("s", "easy"),
        "middle": ("m", "medium"),
        "difficult": ("h", "d", "hard"),
    },
    "language": {
        "fr": ("french", "français", "fra", "fre"),
        "en": ("english", "eng"),
        "de": ("german", "deutsch", "deu", "ger"),
        "es": ("spanish", "español", "spa"),
        "it": ("italian", "italiano", "ita"),
        "pt": ("portuguese", "português", "por"),
        "nl": ("dutch", "nederlands", "nld", "dut"),
        "ar": ("arabic", "العربية", "ara"),
        "unknown": ("und",),
    },
    "matter": {OTHER: ("none", "-")},
    "promotional": {YES: ("spam",), NO: ("ham",)},
    "abuse": {YES: ("abusive", "offensive", "hate"), NO: ("not-offensive", "non-offensive")},
}
_WAYS_OF_YES_OR_NO = {
    YES: ("y", "true", "t", "1", "1.0", "oui", "vrai"),
    NO: ("n", "false", "f", "0", "0.0", "non", "faux"),
}
_SIGNED = {"0": "neutral", "1": "positive"}
"""Only beside -1: alone, 0 and 1 may mean no and yes, and with 2 the middle is 1."""


class UnusableLabel(Exception):
    """A label means nothing here; the message says which and what would."""


@dataclass(frozen=True)
class Field:
    """`labels` are those there can be; None where any may be. `ways` are others to write them, in
    small letters."""

    name: str
    labels: tuple[str, ...] | None
    ways: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_yes_or_no(self) -> bool:
        return self.labels == (NO, YES)

    @property
    def target(self) -> str:
        """What models call it."""
        return TARGETS.get(self.name, self.name)

    def label(self, written: str) -> str:
        """Raises `UnusableLabel`."""
        if self.labels is None:
            return self.ways.get(written.lower(), written)
        if written in self.labels:
            return written
        small = written.lower()
        same = (label for label in self.labels if label.lower() == small)
        found = self.ways.get(small) or next(same, None)
        if found not in self.labels:
            raise UnusableLabel(f"the label {written!r} is none of {', '.join(self.labels)}")
        return found


def yes_or_no(name: str) -> Field:
    own = {name: YES, f"not_{name}": NO, f"non_{name}": NO, f"no_{name}": NO}
    return Field(name, (NO, YES), own | _by_way(_WAYS_OF_YES_OR_NO) | _by_way(_WAYS.get(name, {})))


def field_of(target: Target) -> Field:
    """What a model tells."""
    name = named_in_lines(target.name)
    if len(target.labels) == 1:
        return yes_or_no(name)
    other = [target.other] if target.other and target.other not in target.labels else []
    return Field(name, (*target.labels, *other), _by_way(_WAYS.get(name, {})))


def field_to_learn(name: str) -> Field:
    """What Parvis knows by this name, or something new, whose labels are those of the file."""
    if name in YES_OR_NO:
        return yes_or_no(name)
    ways = _WAYS.get(name, {})
    return Field(name, tuple(ways) if name in {"tone", "value"} else None, _by_way(ways))


def named_in_lines(target_name: str) -> str:
    return {target: name for name, target in TARGETS.items()}.get(target_name, target_name)


@dataclass(frozen=True)
class Labelling:
    """How labels of a file are read. `told` maps some by name, to "" those whose rows are left
    out. With `positive`, what fits it is a yes and all else a no; `*` stands for anything."""

    told: Mapping[str, str] = field(default_factory=dict)
    positive: str = ""

    def read(self, written: Iterable[tuple[int, str]], of: Field) -> list[str]:
        """One label per row, empty where the row is to be left out. Raises `UnusableLabel`."""
        rows = [(number, value.strip()) for number, value in written]
        if of.name == "tone" and any(value == "-1" for _, value in rows):
            of = replace(of, ways={**of.ways, **_SIGNED})
        labels = list(self._labels(rows, of))
        if self.positive and YES not in labels:
            raise UnusableLabel(f"no row has the label {self.positive!r} (--positive)")
        return labels

    def _labels(self, rows: Sequence[tuple[int, str]], of: Field) -> Iterator[str]:
        told = {value: label and of.label(label) for value, label in self.told.items()}
        fits = re.compile(".*".join(map(re.escape, self.positive.split("*"))))
        for number, value in rows:
            if value in told:
                yield told[value]
            elif not value:
                raise UnusableLabel(
                    f'row {number}: there is no label. Leave such rows out with --labels "=", or '
                    'say what is meant by none, as with --labels "=neutral".'
                )
            elif self.positive:
                yield YES if fits.fullmatch(value) else NO
            else:
                try:
                    yield of.label(value)
                except UnusableLabel as error:
                    raise UnusableLabel(f"row {number}: {error}{_advice(value, of)}") from None


def _advice(label: str, of: Field) -> str:
    """What to write on the command line."""
    if of.is_yes_or_no:
        return ". Say with --positive which label is a yes."
    meaning = (of.labels or ("",))[0]
    return (
        f'. Say what it means with --labels "{label}={meaning}", or leave its rows out with '
        f'--labels "{label}=".'
    )


def _by_way(ways: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {way: label for label, others in ways.items() for way in others}
