"""What `make check` says of the pages that tell what the sources ask for and what does it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tools.sources import ENGLISH, FRENCH, asked_on, complaints, summary

HERE = "  - Here: the queue, `/inbox/`\n"
PROOF = "  - Proof: `tests/conftest.py`\n"
NOT_YET = "  - Not yet: the map (`graph`)\n"
Complain = Callable[[str, str], list[str]]


@pytest.fixture
def complain(tmp_path: Path) -> Complain:
    english, french = tmp_path / "sources.md", tmp_path / "sources.fr.md"

    def about(in_english: str, in_french: str) -> list[str]:
        english.write_text(f"# Asked\n\n{in_english}", encoding="utf-8")
        french.write_text(f"# Demandé\n\n{in_french}", encoding="utf-8")
        return [found.replace(f"{tmp_path}/", "") for found in complaints(english, french)]

    return about


@pytest.fixture
def both(complain: Complain) -> Callable[[str], list[str]]:
    """The same in both languages, and what is said of the English page."""
    return lambda text: [
        found for found in complain(text, text) if not found.startswith("sources.fr.md")
    ]


Both = Callable[[str], list[str]]


def test_what_is_there_or_said_not_to_be_is_not_complained_about(complain: Complain) -> None:
    english = (
        "- **000-1** Answer\n  everybody.\n"
        "  - Here: `/@<brand>/my/<page>/`, `parvis index --json`, [why](why.md)\n"
        "  - Proof: `tests/conftest.py`\n"
        "    `tests/project/test_checks_of_files.py::test_links_lead_to_files_and_to_headings`\n"
        "  - Not yet: the map\n    (`graph`)\n"
        "- **000-2** Ask.\n  - Not yet: studies (`surveys`)\n"
    )
    french = (
        "- **000-1** Répondre à tous.\n"
        "  - Ici\N{NO-BREAK SPACE}: `parvis index --json`, [pourquoi](why.fr.md),\n"
        "    `/@<brand>/my/<page>/`\n"
        "  - Preuve\N{NO-BREAK SPACE}: `tests/conftest.py`\n"
        "    `tests/project/test_checks_of_files.py::test_links_lead_to_files_and_to_headings`\n"
        "  - Pas encore\N{NO-BREAK SPACE}: la carte (`graph`)\n"
        "- **000-2** Demander.\n  - Pas encore\N{NO-BREAK SPACE}: des études (`surveys`)\n"
    )

    assert complain(english, french) == []


def test_what_says_nothing_of_itself(both: Both) -> None:
    assert both("- **000-1** Answer.\n") == [
        "sources.md:3: 000-1: neither a proof nor a “not yet”."
    ]
    together = "sources.md:3: 000-1: where it is and what proves it belong together."
    assert together in both(f"- **000-1** Answer.\n{HERE}{NOT_YET}")
    assert together in both(f"- **000-1** Answer.\n{PROOF}{NOT_YET}")


def test_what_is_named_and_does_not_exist(both: Both) -> None:
    found = both(
        "- **000-1** Answer.\n"
        "  - Here: `/inbox/gone/`, `parvis soar`, `queue`\n"
        "  - Proof: `README.md`, `tests/conftest.py::test_gone`, `tests/gone.py::test_gone`\n"
        "  - Not yet: the map (`cellar`)\n"
    )

    assert found == [
        "sources.md:3: 000-1: no page has the address /inbox/gone/.",
        "sources.md:3: 000-1: there is no command parvis soar.",
        "sources.md:3: 000-1: queue is neither an address nor a command.",
        "sources.md:3: 000-1: there is no test README.md.",
        "sources.md:3: 000-1: there is no test tests/conftest.py::test_gone.",
        "sources.md:3: 000-1: there is no test tests/gone.py::test_gone.",
        "sources.md:3: 000-1: there is no room cellar, and none is planned.",
    ]


def test_what_names_no_place_at_all(both: Both) -> None:
    found = both(
        "- **000-1** Answer.\n  - Here: somewhere\n  - Proof: somehow\n"
        "- **000-2** Ask.\n  - Not yet: later\n"
    )

    assert found == [
        "sources.md:3: 000-1: it is here, but on which page, or by which command?",
        "sources.md:3: 000-1: a proof is a test.",
        "sources.md:6: 000-2: it is not there yet, but in which room will it be?",
    ]


def test_what_only_one_language_says(complain: Complain) -> None:
    first, second, third = (f"- **000-{number}** Ask.\n" for number in (1, 2, 3))

    found = complain(f"{first}{NOT_YET}{second}{NOT_YET}", f"{first}{NOT_YET}{third}{NOT_YET}")

    assert found == [
        "sources.md:5: 000-2 is missing in sources.fr.md.",
        "sources.fr.md:5: 000-3 is missing in sources.md.",
    ]
    assert complain(f"{first}{NOT_YET}", f"{first}{NOT_YET.replace('graph', 'team')}") == [
        "sources.fr.md:3: 000-1 names something else in “not yet” than sources.md:3."
    ]


def test_what_stands_there_twice_or_cannot_be_read(both: Both) -> None:
    assert both(f"- **000-1** Ask.\n{NOT_YET}- **000-1** Ask.\n{NOT_YET}") == [
        "sources.md:5: 000-1 stands at sources.md:3 already."
    ]
    assert both(f"- **000-1** Ask.\n{NOT_YET}  - Later: more\n* 000-2 Ask.\n") == [
        "sources.md:5: neither a thing asked for nor what is said of one:   - Later: more",
        "sources.md:6: neither a thing asked for nor what is said of one: * 000-2 Ask.",
    ]


def test_how_much_is_here_is_counted_by_room(tmp_path: Path) -> None:
    page = tmp_path / "sources.md"
    page.write_text(
        f"- **000-1** Ask.\n{HERE}{PROOF}- **000-2** Ask.\n{HERE}{PROOF}{NOT_YET}"
        f"- **000-3** Ask.\n{NOT_YET}"
    )

    assert list(summary(asked_on(page)[0])) == [
        "3 things: 1 here, 1 half, 1 not yet",
        "graph (2): 000-2 000-3",
    ]


def test_the_pages_say_what_is_so() -> None:
    assert list(complaints(ENGLISH, FRENCH)) == []
    assert {one.id[:3] for one in asked_on(ENGLISH)[0]} == {"000", "001", "002", "003", "004"}
