from __future__ import annotations

import pytest

from tools.french import typing_faults


@pytest.mark.parametrize(
    "words",
    [
        "Qui a répondu\u202f? L’équipe\u00a0: %(name)s",
        "«\u00a0Où est mon colis\u202f?\u00a0»",
        '<a href="/x?y=1">G\u202f\\h\u202fi</a>, 9:00-12:30',
        "? pour voir toutes les touches, «\u00a0?\u00a0» aussi",
    ],
)
def test_well_set(words: str) -> None:
    assert typing_faults(words) == []


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("l'équipe", "a straight apostrophe"),
        ('dit "oui"', "straight quotation marks"),
        ("Qui?", "no narrow no-break space before ? ! ;"),
        ("Qui ?", "a space that may break before ? ! ; : or inside « »"),
        ("« oui\u00a0»", "a space that may break before ? ! ; : or inside « »"),
        ("Nom: %(name)s", "no no-break space before :"),
        ("Chargement...", "three points instead of …"),
        ("Bravo\u202f!", "an exclamation mark"),
    ],
)
def test_what_an_editor_would_mark(words: str, fault: str) -> None:
    assert typing_faults(words) == [fault]
