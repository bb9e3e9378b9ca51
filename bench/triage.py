"""Triage: judgements a second on one core."""

from __future__ import annotations

import time
from statistics import median

from bench.conversations import conversations
from bench.figures import Figure
from bench.installation import Installation
from bench.sizes import Sizes
from parvis.triage import Text, judge

LEAST = 8_000


def measure(_installation: Installation, sizes: Sizes) -> list[Figure]:
    """Counted in the processor's time, since triage waits for nothing."""
    asked = [
        Text(
            text=one.text,
            visibility="public" if one.public else "private",
            surface="comment" if one.public else "dm",
            addressed=True,
            after_answer=one.turn == 2,
            automatic=False,
        )
        for one in conversations(max(sizes.messages // 4, 1))
    ]
    rates = []
    for _ in range(sizes.rounds):
        start = time.process_time()
        judge(asked)
        rates.append(len(asked) / (time.process_time() - start))
    rate = median(rates)
    return [
        Figure(
            name="triage",
            unit="messages/s",
            ours=rate,
            yardstick=LEAST,
            ratio=rate / LEAST,
            bar="8,000 a second",
            ok=rate >= LEAST,
            note=f"{len(asked):,} texts, processor time",
        )
    ]
