"""`parvis diagnose`: a file of answers in, a diagnosis out (docs/reference/diagnosis.md).

Needs no settings, no database and no Django. Nothing is written unless all of it can be.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from parvis.kit.clock import now
from parvis.strategy.diagnosis.diagnose import diagnose
from parvis.strategy.diagnosis.document import as_json
from parvis.strategy.diagnosis.form import Form
from parvis.strategy.diagnosis.paths import spelled
from parvis.strategy.diagnosis.reading import Fault, UnusableForm, read_form
from parvis.strategy.diagnosis.reading.nodes import BYTES_MAX
from parvis.strategy.diagnosis.result import Diagnosis
from parvis.strategy.diagnosis.summary import as_text
from parvis.strategy.diagnosis.words import Both, Language

DASH = Path("-")
EXIT_USAGE = 2


class CannotDiagnose(Exception):
    """The message says why, in as many lines as there are reasons."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE.yaml", type=Path, help='what the brand says; "-" is standard input'
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--pdf", type=Path, metavar="OUT", help="write the report, as a PDF")
    parser.add_argument("--html", type=Path, metavar="OUT", help="write the report, as a page")
    parser.add_argument(
        "--lang", choices=("en", "fr"), help="of what is said; the file's own unless told"
    )


def run(options: argparse.Namespace) -> int:
    """Returns the exit code. Nothing is written, nor printed, unless all was right."""
    try:
        _check_places(options)
        form = _form_in(options.file, options.lang)
        diagnosis = diagnose(form)
        _write_reports(diagnosis, options)
    except CannotDiagnose as error:
        print(f"parvis diagnose: {error}", file=sys.stderr)
        return EXIT_USAGE
    if options.json:
        print(json.dumps(as_json(diagnosis, form.language), indent=2, allow_nan=False))
    elif not (options.pdf or options.html):
        _print(as_text(diagnosis, form.language))
    return 0


def _print(text: str) -> None:
    """With a question mark for what the terminal has no letter for."""
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, errors="replace").decode(encoding))


def _check_places(options: argparse.Namespace) -> None:
    """Whether reports can be written where they shall be, before any work is done."""
    outs = [out for out in (options.pdf, options.html) if out]
    if len(outs) > len(set(outs)):
        raise CannotDiagnose("--pdf and --html name the same file: give each its own.")
    for out in outs:
        with _said_of(out):
            _check_place(out, read=options.file)


def _check_place(out: Path, *, read: Path) -> None:
    if out == DASH:
        raise CannotDiagnose("a report is written to a file: name it instead of -.")
    if not out.parent.is_dir():
        raise CannotDiagnose(f"{out} cannot be written: there is no folder {out.parent}.")
    if out.exists() and not out.is_file():
        raise CannotDiagnose(f"{out} is no file that can be written: name another one.")
    if out.exists() and read.exists() and out.samefile(read):
        raise CannotDiagnose(f"{out} is the file that is read: name another one.")


def _form_in(path: Path, language: Language | None) -> Form:
    """With what is counted in its exports, in `language` where one is told.

    Raises `CannotDiagnose` with all faults.
    """
    try:
        today = now().astimezone().date()
        read = read_form(_bytes_of(path), today=today, language=language)
        if not any(channel.counted_from for channel in read.form.channels):
            return read.form
        # Judging messages takes a while to load.
        from parvis.strategy.counting import with_counts

        return with_counts(read, folder=path.parent)
    except UnusableForm as error:
        faults = [*error.faults, *_of_exports(error, path.parent)]
        raise CannotDiagnose(_told(error, faults, path)) from None


def _of_exports(error: UnusableForm, folder: Path) -> Iterator[Fault]:
    """Faults of those that were not come to, as the form had its own."""
    if error.read and any(channel.counted_from for channel in error.read.form.channels):
        # Knowing all formats takes a while to load.
        from parvis.strategy.exports import unusable_at_first_sight

        yield from unusable_at_first_sight(error.read, folder=folder)


def _bytes_of(path: Path) -> bytes:
    """At most a little more than a form may have: who reads it says that it is too much."""
    try:
        if path == DASH:
            if sys.stdin is None:
                raise CannotDiagnose("standard input is closed: there is no form to read.")
            return sys.stdin.buffer.read(BYTES_MAX + 1)
        if path.exists() and not path.is_file():
            raise CannotDiagnose(f"{path} is not a file: name one, or - for standard input.")
        with path.open("rb") as file:
            return file.read(BYTES_MAX + 1)
    except OSError as error:
        raise CannotDiagnose(f"{path} cannot be read: {error.strerror}.") from None


def _told(error: UnusableForm, faults: Sequence[Fault], path: Path) -> str:
    language = error.language
    found = len(faults) + error.more
    head = _FAULTS if found > 1 else _FAULT
    lines = [head.filled(file=path, count=found).said_in(language)]
    lines += [
        _FAULT_AT.filled(
            line=fault.line, at=spelled(fault.path) or path.name, says=fault.says
        ).said_in(language)
        for fault in sorted(faults, key=lambda fault: fault.line)
    ]
    if error.more:
        lines.append(_MORE.filled(count=error.more).said_in(language))
    return "\n".join(lines)


def _write_reports(diagnosis: Diagnosis, options: argparse.Namespace) -> None:
    """All are made before the first is written."""
    reports, language = [], diagnosis.form.language
    if options.pdf:
        from parvis.strategy.report import report_pdf

        reports.append((options.pdf, report_pdf(diagnosis, language=language)))
    if options.html:
        from parvis.strategy.report import report_html

        reports.append((options.html, report_html(diagnosis, language=language).encode()))
    _write(reports)


def _write(reports: Sequence[tuple[Path, bytes]]) -> None:
    """All of them or none: what was there stays until the new ones are whole."""
    parts = [
        (out.with_name(f".diagnosis-{os.getpid()}-{n}.part"), out)
        for n, (out, _content) in enumerate(reports)
    ]
    try:
        for (part, out), (_, content) in zip(parts, reports, strict=True):
            with _said_of(out):
                part.write_bytes(content)
        for part, out in parts:
            with _said_of(out):
                part.replace(out)
    finally:
        for part, _ in parts:
            part.unlink(missing_ok=True)


@contextmanager
def _said_of(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CannotDiagnose(f"{out} cannot be written: {error.strerror}.") from None


_FAULT = Both(
    en="{file} gives no diagnosis, for one reason:",
    fr="{file} ne donne pas de diagnostic, pour une raison\u00a0:",
)
_FAULTS = Both(
    en="{file} gives no diagnosis, for {count} reasons:",
    fr="{file} ne donne pas de diagnostic, pour {count} raisons\u00a0:",
)
_FAULT_AT = Both(en="line {line}, {at}: {says}", fr="ligne {line}, {at}\u00a0: {says}")
_MORE = Both(en="and {count} more.", fr="et {count} autres.")
