"""5. Others: nobody was seen in the future."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.strategy.diagnosis.contradictions.found import Contradiction, in_future, same_name
from parvis.strategy.diagnosis.form import Form


def of_rivals(form: Form) -> Iterator[Contradiction]:
    yield from same_name(("rivals",), [rival.name for rival in form.rivals])
    for n, rival in enumerate(form.rivals):
        for which, capture in enumerate(rival.captures):
            if capture.on > form.on:
                yield in_future(("rivals", n, "captures", which, "on"), capture.on, form.on)
