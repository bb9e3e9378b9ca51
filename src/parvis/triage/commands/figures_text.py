"""Figures as a table for people."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.triage.commands.figures import Figures

_WIDEST = 12
"""Of more labels than these, only the commonest confusions are shown."""
_COMMONEST = 15


def as_text(figures: Figures) -> str:
    return "\n".join(_lines(figures))


def _lines(figures: Figures) -> Iterator[str]:
    calibration = figures.calibration
    yield f"accuracy           {figures.accuracy:.3f}"
    yield f"macro-F1           {figures.macro_f1:.3f}"
    yield f"AUC                {_share(figures.auc)}"
    yield f"calibration error  {calibration.error:.3f}"
    yield f"Brier              {calibration.brier:.3f}"
    yield ""
    width = max(5, *(len(one.label) for one in figures.labels))
    yield f"{'label':<{width}}  {'given':>7} {'said':>7}  precision  recall     F1    AUC"
    for one in figures.labels:
        yield (
            f"{one.label:<{width}}  {one.given:>7,} {one.said:>7,}  {one.precision:>9.3f}  "
            f"{one.recall:>6.3f}  {one.f1:.3f}  {_share(one.auc)}"
        )
    yield ""
    yield from _matrix(figures, width) if len(figures.labels) <= _WIDEST else _pairs(figures)
    yield ""
    yield "chance told  was so  messages"
    for one_bin in calibration.bins:
        yield f"{one_bin.told:>11.3f}  {one_bin.was_so:>6.3f}  {one_bin.n:>8,}"


def _matrix(figures: Figures, width: int) -> Iterator[str]:
    names = [one.label for one in figures.labels]
    columns = [max(7, len(name)) for name in names]
    heads = "  ".join(f"{name:>{size}}" for name, size in zip(names, columns, strict=True))
    yield f"{'given':<{width}}  said: {heads}"
    for name, counts in zip(names, figures.confusion, strict=True):
        cells = "  ".join(f"{count:>{size},}" for count, size in zip(counts, columns, strict=True))
        yield f"{name:<{width}}        {cells}"


def _pairs(figures: Figures) -> Iterator[str]:
    names = [one.label for one in figures.labels]
    pairs = [
        (count, given, said)
        for given, counts in zip(names, figures.confusion, strict=True)
        for said, count in zip(names, counts, strict=True)
        if given != said and count
    ]
    yield "most often taken for another"
    for count, given, said in sorted(pairs, key=lambda pair: -pair[0])[:_COMMONEST]:
        yield f"{count:>7,}  {given} taken for {said}"


def _share(share: float | None) -> str:
    return "-" if share is None else f"{share:.3f}"
