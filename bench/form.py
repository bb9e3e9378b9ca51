"""The web form: how long a visitor waits for "we have it", against the least a view can do.

Both are answered by one real web process on the loopback, through the same middleware.
"""

from __future__ import annotations

from bench.cast import found_brand
from bench.figures import Figure, percentile
from bench.installation import Installation, web_process
from bench.requests import Visitor, form_token
from bench.sizes import Sizes

DATABASE = "bench_form"
WORDS = "Bonjour, où est ma commande 48213 ? Je l'attends depuis mardi."
WARM_UP = 10
MOST = 2.0


def measure(installation: Installation, sizes: Sizes) -> list[Figure]:
    with installation.database(DATABASE):
        path = f"/@{found_brand().slug}/ask/"
        with installation.connect(DATABASE) as connection:
            connection.execute("CREATE TABLE bench_said (id bigserial PRIMARY KEY, words text)")
        with web_process(installation, DATABASE, settings="bench.form_settings") as port:
            return [
                _compared(port, path, sizes, name="form", address=""),
                _compared(
                    port, path, sizes, name="form: with address", address="mina@mail.example"
                ),
            ]


def _compared(port: int, path: str, sizes: Sizes, *, name: str, address: str) -> Figure:
    """p95 in milliseconds of the two, asked in turn."""
    ours, bare = [], []
    with Visitor(port) as visitor:
        token = form_token(visitor.open(path))
        for _ in range(sizes.requests + WARM_UP):
            fields = {
                "csrfmiddlewaretoken": token,
                "text": WORDS,
                "name": "Mina",
                "address": address,
            }
            ours.append(visitor.send(path, fields, expected=302))
            bare.append(visitor.send("/bench/insert/", fields, expected=204))
    ours_p95, bare_p95 = percentile(ours[WARM_UP:], 95), percentile(bare[WARM_UP:], 95)
    ratio = ours_p95 / bare_p95
    return Figure(
        name=name,
        unit="ms, p95",
        ours=ours_p95 * 1000,
        yardstick=bare_p95 * 1000,
        ratio=ratio,
        bar="2 x one INSERT",
        ok=ratio < MOST,
        note=f"{sizes.requests} each; median {percentile(ours[WARM_UP:], 50) * 1000:.1f}"
        f" and {percentile(bare[WARM_UP:], 50) * 1000:.1f}",
    )
