"""`tools.phrases` finds what is to be translated; `tools.translations` compares it with French."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tools.phrases import Phrase, phrases_in, placeholders
from tools.translations import (
    brought_up_to_date,
    complaints_about,
    read_catalogue,
    write_catalogue,
)

HELLO = Phrase("Hello %(name)s", "page.html:1")


def test_phrases_of_python(tmp_path: Path) -> None:
    file = tmp_path / "page.py"
    file.write_text(
        'a = _("Send")\n'
        "# Translators: a day of the week\n"
        'b = pgettext("day", "Sun")\n'
        'c = ngettext("%(n)s case", "%(n)s cases", n)\n'
        "d = gettext(unknown)\n"
    )
    assert list(phrases_in(file, name="page.py")) == [
        Phrase("Send", "page.py:1"),
        Phrase("Sun", "page.py:3", context="day"),
        Phrase("%(n)s case", "page.py:4", plural="%(n)s cases"),
    ]


def test_phrases_of_a_template(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(
        '<h1>{% translate "It\'s here" %}</h1>\n'
        '{% translate "of" context "a part" %}{% include "x.html" with title=_("Save") %}\n'
        "{% blocktranslate count n=n trimmed %}\n  {{ n }} case\n{% plural %}\n  {{ n }} cases\n"
        "{% endblocktranslate %}\n"
    )
    assert list(phrases_in(file, name="page.html")) == [
        Phrase("It's here", "page.html:1"),
        Phrase("of", "page.html:2", context="a part"),
        Phrase("Save", "page.html:2"),
        Phrase("%(n)s case", "page.html:3", plural="%(n)s cases"),
    ]


def test_placeholders() -> None:
    assert placeholders("%(count)s of {whole}, 5 %% or %(share).1f") == {"count", "whole", "share"}


@pytest.mark.parametrize(
    ("french", "complaint"),
    [
        ("", "not translated: 'Hello %(name)s'"),
        ("Bonjour", "placeholders [] instead of ['name']: 'Hello %(name)s'"),
        ("Bonjour %(nom)s", "placeholders ['nom'] instead of ['name']: 'Hello %(name)s'"),
        (" Bonjour %(name)s", "begins with a space in one language only: 'Hello %(name)s'"),
        ("Salut l'ami %(name)s", "a straight apostrophe: Salut l'ami %(name)s"),
    ],
)
def test_a_wrong_translation_is_complained_about(french: str, complaint: str) -> None:
    catalogue = Catalog(locale="fr")
    catalogue.add("Hello %(name)s", french)
    assert list(complaints_about(catalogue, [HELLO])) == [complaint]


def test_what_is_missing_left_over_or_unsure_is_complained_about() -> None:
    catalogue = Catalog(locale="fr")
    catalogue.add("Good evening", "Bonsoir")
    catalogue.add("Goodbye", "Au revoir", flags=["fuzzy"])
    assert list(complaints_about(catalogue, [HELLO, Phrase("Goodbye", "page.html:2")])) == [
        "page.html:1: not in the catalogue: 'Hello %(name)s'",
        "in the catalogue, but nowhere said: 'Good evening'",
        "marked as unsure (fuzzy): 'Goodbye'",
    ]


def test_one_of_a_thing_may_be_said_without_its_number() -> None:
    catalogue = Catalog(locale="fr")
    catalogue.add(("%(n)s day", "%(n)s days"), ("un jour", "%(n)s jours"))
    assert (
        list(complaints_about(catalogue, [Phrase("%(n)s day", "x:1", plural="%(n)s days")])) == []
    )


def test_bringing_up_to_date_keeps_translations_and_writes_the_same_file_twice(
    tmp_path: Path,
) -> None:
    before = Catalog(locale="fr")
    before.add("Hello %(name)s", "Bonjour %(name)s")
    before.add("Gone", "Parti")
    phrases = [HELLO, Phrase("New", "page.html:9", context="of things")]

    first, second = tmp_path / "first.po", tmp_path / "second.po"
    write_catalogue(brought_up_to_date(before, phrases), first)
    write_catalogue(brought_up_to_date(read_catalogue(first), phrases), second)

    assert {(m.context, m.id, m.string) for m in read_catalogue(first) if m.id} == {
        (None, "Hello %(name)s", "Bonjour %(name)s"),
        ("of things", "New", ""),
    }
    assert first.read_text() == second.read_text()
    assert "page.html:" not in first.read_text()
