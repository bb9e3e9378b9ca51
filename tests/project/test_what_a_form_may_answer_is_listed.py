"""What `make check` says of the lists of aims, practices and questions in the documentation."""

from __future__ import annotations

from tools.answers import PAGE, complaints, written_anew

STALE = """\
<!-- list: practices, by python -m tools.answers --write -->
| `signs` | Puts a name under it |
<!-- end -->

What follows stays.
"""


def test_the_page_lists_what_the_data_have() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert list(complaints(page)) == []
    assert "| `signs` | Signs with a name |\n" in page
    assert "| `read_days` | number, 0 to 7 | On how many days a week" in page


def test_a_list_that_is_stale_missing_or_unknown_is_told() -> None:
    unknown = STALE.replace("practices", "pets")

    assert list(complaints(STALE + unknown)) == [
        "there is no list of pets; there are aims, practices, questions.",
        "the list of aims is missing, or has lost one of its two marks.",
        "the list of practices is stale: python -m tools.answers --write",
        "the list of questions is missing, or has lost one of its two marks.",
    ]


def test_a_stale_list_is_written_anew_and_nothing_else() -> None:
    page = written_anew(STALE)

    assert "| `signs` | Signs with a name |\n" in page
    assert "Puts a name under it" not in page
    assert page.endswith("<!-- end -->\n\nWhat follows stays.\n")
