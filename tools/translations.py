"""The French catalogue says everything that the pages say: nothing missing, nothing left over.

`python -m tools.translations` complains; with `--write` it brings the catalogue up to date: new
strings come in untranslated, strings that are no longer said go.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from tools.french import typing_faults
from tools.phrases import Phrase, phrases_in, placeholders
from tools.tree import ROOT, project_files, said

CATALOGUE = ROOT / "src/parvis/locale/fr/LC_MESSAGES/django.po"
HEADER = r"""# French words of Parvis. Brought up to date by: python -m tools.translations --write
msgid ""
msgstr ""
"Language: fr\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"

"""

SAID_BY_LIBRARIES = (
    # Django's French says "Courriel" where all of our pages say "E-mail".
    Phrase("Email", "src/parvis/brands/templates/account/login.html"),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="bring the catalogue up to date")
    options = parser.parse_args()
    phrases = [phrase for path in sources() for phrase in phrases_in(path, name=said(path))]
    phrases += SAID_BY_LIBRARIES
    catalogue = read_catalogue(CATALOGUE)
    if options.write:
        catalogue = brought_up_to_date(catalogue, phrases)
        write_catalogue(catalogue, CATALOGUE)
    complaints = list(complaints_about(catalogue, phrases))
    print(*complaints, sep="\n", end="\n" if complaints else "")
    print(f"{len(catalogue)} strings in {said(CATALOGUE)}, {len(complaints)} complaints")
    return 1 if complaints else 0


def sources() -> list[Path]:
    """The files whose words a person may read on a page or in a mail."""
    package = ROOT / "src/parvis"
    return [
        path
        for path in project_files(".py", ".html", ".txt")
        if path.is_relative_to(package) and "migrations" not in path.parts
    ]


def complaints_about(catalogue: Catalog, phrases: list[Phrase]) -> Iterator[str]:
    """A sentence for each string that is missing, left over, unsure, empty or wrong."""
    said_now = {phrase.key: phrase for phrase in phrases}
    for key, phrase in said_now.items():
        message = catalogue.get(key.source, key.context)
        if message is None:
            yield f"{phrase.place}: not in the catalogue: {key}"
        elif phrase.plural and not message.pluralizable:
            yield f"{phrase.place}: the catalogue has no plural for: {key}"
    for message in _real(catalogue):
        if _key(message) not in said_now:
            yield f"in the catalogue, but nowhere said: {_key(message)}"
        else:
            yield from _faults(message)


def brought_up_to_date(catalogue: Catalog, phrases: list[Phrase]) -> Catalog:
    """A catalogue of exactly these phrases, with the translations that are there already."""
    renewed = Catalog(locale="fr")
    for phrase in phrases:
        known = catalogue.get(phrase.source, phrase.context)
        identity = (phrase.source, phrase.plural) if phrase.plural else phrase.source
        renewed.add(
            identity,
            known.string if known and known.pluralizable == bool(phrase.plural) else None,
            locations=[(phrase.place.split(":")[0], 0)],
            flags=known.flags if known else (),
            auto_comments=phrase.remarks,
            context=phrase.context,
        )
    return renewed


def read_catalogue(path: Path) -> Catalog:
    """The catalogue, empty when there is none yet."""
    if not path.is_file():
        return Catalog(locale="fr")
    with path.open("rb") as file:
        return read_po(file, locale="fr", charset="utf-8")


def write_catalogue(catalogue: Catalog, path: Path) -> None:
    """Write it without dates and line numbers, so that a change shows what has changed."""
    written = io.BytesIO()
    write_po(
        written, catalogue, width=96, omit_header=True, include_lineno=False, sort_by_file=True
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER + written.getvalue().decode(), encoding="utf-8")


def _faults(message: Message) -> Iterator[str]:
    key, forms = _key(message), _forms(message.string)
    if message.fuzzy:
        yield f"marked as unsure (fuzzy): {key}"
    if not all(forms):
        yield f"not translated: {key}"
        return
    sources = _forms(message.id)
    wanted = placeholders(sources[-1])
    for number, form in enumerate(forms):
        # One thing may be said in words: "a day" needs no number.
        optional = wanted if message.pluralizable and number == 0 else set()
        given = placeholders(form)
        if given - wanted or wanted - given - optional:
            yield f"placeholders {sorted(given)} instead of {sorted(wanted)}: {key}"
        if form[:1].isspace() != sources[0][:1].isspace():
            yield f"begins with a space in one language only: {key}"
        for fault in typing_faults(form):
            yield f"{fault}: {form}"


def _real(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def _forms(words: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [words or ""] if words is None or isinstance(words, str) else list(words)


def _key(message: Message) -> Phrase.Key:
    return Phrase.Key(_forms(message.id)[0], message.context)


if __name__ == "__main__":
    sys.exit(main())
