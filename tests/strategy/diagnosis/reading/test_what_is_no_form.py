"""What YAML can do and a form has no use for is refused with a sentence."""

import pytest

from tests.strategy.forms import faults_in, said_of

BILLION_LAUGHS = "a: &a [x, x]\n" + "\n".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]" for n in range(20)
)


@pytest.mark.parametrize(
    ("text", "line", "path", "says"),
    [
        ("brand: &b Bruine", 1, "brand", "“&b” is an anchor or its alias"),
        ("brand: a\nplaces:\n - *b", 3, "places[0]", "“*b” is an anchor or its alias"),
        ("brand: !x Bruine", 1, "brand", "“!x” is a YAML tag"),
        ("means: !!map {people: 1}", 1, "means", "“!!map” is a YAML tag"),
        ("brand: a\n---\nbrand: b", 2, "", "a second document begins here"),
        ("? [a]\n: b", 1, "", "a key is one word"),
        ("brand: [a", 1, "", "this is not YAML"),
        ("brand: a: b", 1, "", "this is not YAML (mapping values are not allowed"),
        ("brand: @bruine", 1, "", "a text that begins with @"),
        ("brand: a\n\tx: b", 2, "", "a tab stands where YAML takes only spaces"),
        ("\tbrand: a", 1, "", "a text that begins with @, %, a backtick or a tab"),
        ('brand: "a\\0b"', 1, "brand", "a character that is no part of a text (U+0000)"),
        ("brand: a\nx\x00: b", 2, "", "a character that is no part of a text (U+0000)"),
        ("brand: \x1b[31m", 1, "", "a character that is no part of a text (U+001B)"),
        ("[" * 30, 1, "", "more than 20 lists and keys stand inside one another"),
        ("%YAML 3.0\n---\nbrand: x", 1, "", "this is not YAML"),
    ],
)
def test_refused(text: str, line: int, path: str, says: str) -> None:
    found_line, found_path, found_says = said_of(text)[0]
    assert (found_line, found_path) == (line, path)
    assert says in found_says


def test_what_was_wrong_before_reading_stopped_is_told_as_well() -> None:
    assert [(line, path) for line, path, _says in said_of("brand: &b a\nx: [")] == [
        (1, "brand"),
        (2, ""),
    ]


def test_what_is_not_utf8() -> None:
    [fault] = faults_in("brand: a\nowner: é".encode("latin-1"))
    assert (fault.line, fault.path) == (2, ())
    assert "not in UTF-8 from this line on" in fault.says.en


def test_aliases_of_aliases_do_not_grow() -> None:
    assert len(faults_in(BILLION_LAUGHS.encode())) == 50


def test_merge_keys_merge_nothing() -> None:
    assert [path for _line, path, _says in said_of("means: &m {people: 1}\nx:\n  <<: *m")] == [
        "means",
        "x",
        "x.<<",
    ]
