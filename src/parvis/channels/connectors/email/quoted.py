"""The new words of a mail, without the older mails quoted below, and without the signature.

Cautious: what is taken away must look like a quotation, an answer written between quoted lines
keeps them, a forwarded mail stays, and a mail that would become empty stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from parvis.kit.quoted import Kind, introduction, is_marked, is_rule, older_mails

_FORWARD_TITLE = re.compile(r"\s*(?:fwd?|tr|wg|rv|enc|doorst|vl)\s*:", re.IGNORECASE)
_SIGNATURE = re.compile(r"--\s*")
_SIGNATURE_LINES = 15
_DEVICE = re.compile(
    r"[\s<(]*(?:sent (?:from|via|with|by|using)|get \[?outlook for|télécharger outlook|"
    r"envoyé (?:depuis|de|à partir de)|"
    r"gesendet von|von meinem .{2,40} gesendet|diese nachricht wurde von meinem|"
    r"enviado (?:desde|do|a partir)|inviato da|verzonden (?:met|vanaf)|sendt fra|skickat från|"
    r"skickad från|wysłane z|отправлено с)\b.{0,100}",
    re.IGNORECASE,
)


def without_quotation(text: str, *, title: str = "") -> tuple[str, str]:
    """(the new words, what was taken away). `title` tells a forwarded mail from an answer."""
    lines = text.split("\n")
    if _FORWARD_TITLE.match(title):
        return _joined(lines), ""
    removed: list[list[str]] = []
    for step in (_cut_at_older_mail, _cut_quoted_end, _cut_signature, _cut_quoted_beginning):
        lines, gone = step(lines)
        if any(line.strip() for line in gone):
            removed.append(gone)
    if not any(line.strip() for line in lines):
        return _joined(text.split("\n")), ""
    return _joined(lines), "\n".join(map(_joined, reversed(removed)))


Cut = tuple[list[str], list[str]]  # what stays, what goes


def _cut_at_older_mail(lines: list[str]) -> Cut:
    """Cut where an older mail begins that is not marked with `>`: nothing new comes after it."""
    for at, kind in older_mails(lines):
        if kind is Kind.FORWARDED:
            return lines, []
        if kind is Kind.SEPARATED or any(line.strip() for line in lines[:at]):
            return lines[:at], lines[at:]
    return lines, []


def _cut_quoted_end(lines: list[str]) -> Cut:
    """Cut the last `>` block, with the line that introduces it, when nothing new follows."""
    end = _last(lines, lambda line: not is_marked(line) and not is_rule(line))
    if not any(is_marked(line) for line in lines[end:]):
        return lines, []
    start = introduction(lines, end - 1) if end else None
    cut = end if start is None else start
    return lines[:cut], lines[cut:]


def _cut_quoted_beginning(lines: list[str]) -> Cut:
    """Cut an introduced `>` block at the top, when all that is new stands below it."""
    top = next((at for at, line in enumerate(lines) if is_marked(line)), 0)
    if not top or introduction(lines, _last(lines[:top], bool) - 1) != _first(lines):
        return lines, []
    below = top
    while below < len(lines) and (is_marked(lines[below]) or not lines[below].strip()):
        below += 1
    if any(is_marked(line) for line in lines[below:]):
        return lines, []  # answers between quoted lines are read with them
    return lines[below:], lines[:below]


def _cut_signature(lines: list[str]) -> Cut:
    kept = list(lines)
    for at in range(max(0, len(kept) - _SIGNATURE_LINES), len(kept)):
        if _SIGNATURE.fullmatch(kept[at]):
            kept = kept[:at]
            break
    while kept and (not kept[-1].strip() or is_rule(kept[-1]) or _DEVICE.fullmatch(kept[-1])):
        kept.pop()
    return kept, lines[len(kept) :]


def _last(lines: Sequence[str], wanted: Callable[[str], object]) -> int:
    """One past the last non-empty line that is wanted; 0 where there is none."""
    return next(
        (at for at in range(len(lines), 0, -1) if lines[at - 1].strip() and wanted(lines[at - 1])),
        0,
    )


def _first(lines: Sequence[str]) -> int | None:
    return next((at for at, line in enumerate(lines) if line.strip()), None)


def _joined(lines: Sequence[str]) -> str:
    """Without the empty lines around, and without rules that now end the text."""
    start = _first(lines) or 0
    end = _last(lines, lambda line: not is_rule(line))
    return "\n".join(lines[start:end])
