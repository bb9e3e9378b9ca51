"""What `make check` says of addresses, links, lengths, names and words nobody can translate."""

from __future__ import annotations

from pathlib import Path

from tools.addresses import addresses_in
from tools.links import broken_links
from tools.sizes import named_badly, too_long
from tools.words import untranslatable


def test_an_address_in_a_lock_file_is_named_with_its_line(tmp_path: Path) -> None:
    lock = tmp_path / "lock.json"
    lock.write_text('{\n  "tarball": "https://downloads.example/x.tgz"\n}\n')
    assert addresses_in(lock) == [
        f'{lock}:2 names an address: "tarball": "https://downloads.example/x.tgz"'
    ]


def test_links_lead_to_files_and_to_headings(tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text("# What it is\n\n## Twice\n\n## Twice\n\n## `code`, and more\n")
    page = tmp_path / "page.md"
    page.write_text(
        "# Here\n[a](other.md) [b](other.md#twice-1) [c](other.md#code-and-more) [d](#here)\n"
        "[e](https://example.org/missing) [f](gone.md) [g](other.md#thrice)\n"
        '<img src="gone.png">\n'
    )
    assert list(broken_links(page)) == [
        f"{page}: gone.md leads nowhere.",
        f"{page}: other.md#thrice names a heading that is not there.",
        f"{page}: gone.png leads nowhere.",
    ]


def test_a_file_may_be_too_long_or_say_nothing_by_its_name(tmp_path: Path) -> None:
    long, short, vague = tmp_path / "case.py", tmp_path / "base.html", tmp_path / "utils" / "x.py"
    assert too_long([(601, long), (600, short)]) == [
        f"{long} has 601 lines, more than 600: split it by noun."
    ]
    assert named_badly([long, short, vague]) == [f"{vague}: name it after what is in it."]


def test_words_that_no_translator_sees(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<h1 title="Bare">{% translate "Marked" %}</h1>\n'
        "{# a remark #}{% comment %}A note{% endcomment %}\n"
        "<p>{{ name }}: {% blocktranslate %}Marked {{ x }}{% endblocktranslate %}</p>\n"
        "<p>\n  Bare words <kbd>Enter</kbd>\n</p>\n"
        '<input placeholder="{{ words }}" class="not shown">'
        "{% block page_class %}wide{% endblock %}\n"
    )
    assert list(untranslatable(page)) == [(1, "Bare"), (5, "Bare words")]
