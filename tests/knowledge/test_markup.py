"""Markdown becomes HTML that is safe to show to anybody."""

from __future__ import annotations

import pytest

from parvis.knowledge.markup import (
    FOUND_FROM,
    FOUND_TO,
    as_html,
    opening_words,
    typeset,
    with_found_marked,
)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("**fort** et *doux*", "<p><strong>fort</strong> et <em>doux</em></p>\n"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>\n"),
        (
            "<script>alert(1)</script>",
            "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n",
        ),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("[x](data:text/html,hi)", "<p>[x](data:text/html,hi)</p>\n"),
        (
            '[x](https://a.example "t\\" onclick=x")',
            '<p><a href="https://a.example" title="t&quot; onclick=x" rel="noopener">x</a></p>\n',
        ),
        ("[m](mailto:a@b.example)", '<p><a href="mailto:a@b.example" rel="noopener">m</a></p>\n'),
        (
            "<https://a.example>",
            '<p><a href="https://a.example" rel="noopener">https://a.example</a></p>\n',
        ),
        ("- un\n- deux", "<ul>\n<li>un</li>\n<li>deux</li>\n</ul>\n"),
    ],
)
def test_markdown_becomes_safe_html(markdown: str, html: str) -> None:
    assert as_html(markdown, language="en") == html


def test_the_highest_heading_becomes_the_second() -> None:
    assert as_html("# A\n\n### B", language="en") == "<h2>A</h2>\n<h4>B</h4>\n"
    assert as_html("### A\n\n#### B", language="en") == "<h2>A</h2>\n<h3>B</h3>\n"


def test_a_picture_from_elsewhere_is_not_loaded() -> None:
    assert "<img" not in as_html("![alt](https://tracker.example/x.png)", language="en")


def test_a_table_lies_in_a_frame_that_the_keyboard_reaches() -> None:
    html = as_html("| a |\n| ---: |\n| 1 |", language="en")
    assert html.startswith('<div class="table-frame" role="region" tabindex="0" aria-label="')
    assert '<table class="table">' in html
    assert "style=" not in html


def test_an_answer_begins_in_plain_words() -> None:
    assert opening_words(
        "## Titre\n\n**Le suivi** ne [bouge](https://a.example) plus", words=4
    ) == ("Titre")
    assert opening_words("**Le suivi** ne\n[bouge](https://a.example) plus", words=4) == (
        "Le suivi ne bouge…"
    )
    assert opening_words("") == ""


def test_found_words_are_marked_and_the_rest_is_escaped() -> None:
    text = f"a < {FOUND_FROM}b{FOUND_TO} & {FOUND_FROM}c"
    assert with_found_marked(text) == "a &lt; <mark>b</mark> &amp; c"


def test_french_signs_stay_with_their_word() -> None:
    nbsp = "\N{NO-BREAK SPACE}"
    assert typeset("« Où ? » : 5 €", language="fr") == (f"«{nbsp}Où{nbsp}?{nbsp}»{nbsp}: 5{nbsp}€")
    assert typeset("Where ?", language="en") == "Where ?"
    assert as_html("**Où ?** `a ?`", language="fr") == (
        "<p><strong>Où&nbsp;?</strong> <code>a ?</code></p>\n"
    )
