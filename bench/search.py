"""Search among many messages: words that many cases hold, that few hold, mistyped, begun, none."""

from __future__ import annotations

import time
from collections.abc import Callable
from random import Random

from bench.figures import Figure, percentile
from bench.filled import Filled, filled
from bench.filling import invented_word
from bench.installation import Installation
from bench.sizes import Sizes

MOST_SECONDS = 0.3
KINDS: dict[str, Callable[[Random, int], str]] = {
    "in all cases": lambda _chance, _cases: "commandes réponse",
    "in many": lambda chance, _cases: invented_word(chance.randint(0, 30)),
    "in some": lambda chance, _cases: invented_word(chance.randint(1_000, 9_000)),
    "in few": lambda chance, _cases: invented_word(chance.randint(15_000, 26_000)),
    "two in many": lambda chance, _cases: " ".join(
        invented_word(chance.randint(0, 300)) for _ in range(2)
    ),
    "a number": lambda chance, cases: str(chance.randint(1, cases)),
    "in a row": lambda chance, _cases: f'"{invented_word(chance.randint(0, 99))} merci"',
    "without one": lambda chance, _cases: f"commande -{invented_word(chance.randint(0, 99))}",
    "mistyped": lambda chance, _cases: _mistyped(invented_word(chance.randint(1_000, 20_000))),
    "begun": lambda chance, _cases: invented_word(chance.randint(1_000, 20_000))[:4],
    "nowhere": lambda _chance, _cases: "xylophone quartz",
    "open, of a person": lambda chance, _cases: (
        f"is:open from:chloé {invented_word(chance.randint(0, 99))}"
    ),
}


def measure(installation: Installation, sizes: Sizes) -> list[Figure]:
    """p95 of the server's time of one search, its hits marked; of all kinds, and of each."""
    place = filled(installation, cases=sizes.cases[1], each=sizes.messages_a_case)
    seconds: dict[str, list[float]] = {kind: [] for kind in KINDS}
    hits = dict.fromkeys(KINDS, 0)
    chance = Random(1)
    with installation.using(place.database):
        for _ in range(max(sizes.requests // 4, 10)):
            for kind, words in KINDS.items():
                typed = words(chance, place.cases)
                start = time.perf_counter()
                hits[kind] += _search(place, typed)
                seconds[kind].append(time.perf_counter() - start)
    together = [one for kind in seconds.values() for one in kind]
    return [
        _figure("search", together, note=f"{place.cases:,} cases, {place.messages:,} messages"),
        *(_figure(f"search: {kind}", seconds[kind], note=f"{hits[kind]:,} hits") for kind in KINDS),
    ]


def _search(place: Filled, typed: str) -> int:
    from parvis.brands.models import User
    from parvis.inbox.queries.search import search_cases
    from parvis.kit.clock import now

    user = User(pk=place.user_id)
    return len(search_cases([place.brand_id], typed, 25, user=user, at=now()).hits)


def _mistyped(word: str) -> str:
    """A letter is left out."""
    return word[:3] + word[4:]


def _figure(name: str, seconds: list[float], *, note: str) -> Figure:
    p95 = percentile(seconds, 95)
    return Figure(
        name=name,
        unit="ms, p95",
        ours=p95 * 1000,
        yardstick=MOST_SECONDS * 1000,
        ratio=p95 / MOST_SECONDS,
        bar="300 ms",
        ok=p95 < MOST_SECONDS,
        note=f"{note}; median {percentile(seconds, 50) * 1000:.0f}",
    )
