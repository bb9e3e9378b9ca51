"""5. Others: they are not the brand itself, and nobody was seen in the future."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.strategy.diagnosis.contradictions.found import Contradiction, in_future, same_name
from parvis.strategy.diagnosis.form import Form
from parvis.strategy.diagnosis.words import Both


def of_rivals(form: Form) -> Iterator[Contradiction]:
    yield from same_name(("rivals",), [rival.name for rival in form.rivals])
    for n, rival in enumerate(form.rivals):
        if rival.name and rival.name.casefold() == form.brand.casefold():
            says = _OWN_RIVAL.filled(name=rival.name)
            yield Contradiction(("rivals", n, "name"), says, against=("brand",))
        for which, capture in enumerate(rival.captures):
            if capture.on > form.on:
                yield in_future(("rivals", n, "captures", which, "on"), capture.on, form.on)


_OWN_RIVAL = Both(
    en="{name} is the brand itself, and no rival of its own.",
    fr="{name} est la marque elle-même, et non l’un de ses concurrents.",
)
