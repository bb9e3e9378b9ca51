"""Trains the model of triage that comes with Parvis from the messages written for it.

    python -m tools.models                  # or: make models

On the same machine, with the versions of `constraints.txt`, it writes the same bytes again.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from sklearn.metrics import accuracy_score, f1_score, roc_auc_score
from threadpoolctl import threadpool_limits

from parvis.triage.commands.lines import tone_label
from parvis.triage.judge import ASKS, OTHER, SHIPPED, SIGNALS, TARGETS, Judge
from parvis.triage.learning import Lesson, learn_need, learn_together
from parvis.triage.runs import Reading
from parvis.triage.verdict import CALLS_FOR_ANSWER_FROM, Place, Text, Verdict
from tools.messages import Labels, Phrase, Written, read_messages, read_phrases, training_messages

READING = Reading(bits=16)
SEEN_IN = 3
PLACES: Mapping[str, Place] = {
    "dm": Place.PRIVATE,
    "at": Place.ADDRESSED,
    "re": Place.UNDER_POST,
    "af": Place.AFTER_ANSWER,
    "rv": Place.REVIEW,
    "ov": Place.OVERHEARD,
}
TONES = {"n": "negative", "o": "neutral", "p": "positive"}
TASKS = {"s": "simple", "m": "middle", "h": "difficult"}
FLAGS = {
    "complaint": "c",
    "question": "q",
    "promotional": "s",
    "abuse": "a",
    "churn": "l",
    ASKS: "r",
}
YES, NO = "yes", "no"
LESSONS = {
    "tone": Lesson("tone", strictness=(3.0, 10.0)),
    **{
        name: Lesson(name, strictness=(3.0, 10.0), positive=YES, balanced=False)
        for name in (*SIGNALS, ASKS)
    },
    "task": Lesson("task", strictness=(1.0, 3.0), balanced=False),
    "language": Lesson("language", strictness=(4.0,), folds=2, other="unknown", turned_away=0.003),
    "matter": Lesson("matter", strictness=(3.0,), other="", turned_away=0.2),
}


def main() -> int:
    written, phrases = training_messages(), read_phrases()
    with threadpool_limits(1):  # sums over several threads differ in their last bit
        judge = train(written, phrases, card=about_the_data(fingerprint(written, phrases)))
    figures = {
        f"figures, {name}": figures_of(judge, read_messages(names))
        for name, names in {"French": "test-fr", "English": "test-en"}.items()
    }
    linear = replace(judge.linear, card={**judge.linear.card, **figures})
    SHIPPED.parent.mkdir(exist_ok=True)
    replace(judge, linear=linear).save(SHIPPED)
    for heading, text in linear.card.items():
        print(f"{heading}: {text}")
    return 0


def train(
    written: Sequence[Written], phrases: Sequence[Phrase], *, card: Mapping[str, str]
) -> Judge:
    """What the words say first; then, from what was found of words not seen in training, what they
    count for at each place."""
    learned = learn_together(
        [LESSONS[target] for target in TARGETS],
        [*(message.text for message in written), *(phrase.text for phrase in phrases)],
        {
            target: [
                *(label_of(message, target) for message in written),
                *(phrase.labels.get(target) for phrase in phrases),
            ]
            for target in TARGETS
        },
        reading=READING,
        card=card,
        seen_in=SEEN_IN,
        hints=len(phrases),
    )
    asking = [learned.unseen[target] for target in TARGETS[: TARGETS.index(ASKS) + 1]]
    need = learn_need(
        np.hstack(asking)[: len(written)],
        [PLACES[message.place] for message in written],
        [label_of(message, ASKS) == YES for message in written],
    )
    judge = Judge(learned.model, need, version="")
    return replace(judge, version=f"shipped-{version_of(judge)}")


def label_of(message: Written, target: str) -> str | None:
    """None where nobody said: what takes no answer has no value as a task."""
    return message.language if target == "language" else label_in(message.first, target)


def label_in(labels: Labels, target: str) -> str | None:
    if target == "tone":
        return TONES[labels.tone]
    if target == "task":
        return TASKS.get(labels.value)
    if target == "matter":
        return labels.matter
    if target == "urgency":
        return YES if labels.urgency != "0" else NO
    return YES if FLAGS[target] in labels.flags else NO


def version_of(judge: Judge) -> str:
    """Another one whenever any verdict may be another."""
    told = json.dumps({**judge.about(), "card": {}}, sort_keys=True)
    return hashlib.sha256(judge.linear.numbers() + told.encode()).hexdigest()[:8]


def fingerprint(written: Sequence[Written], phrases: Sequence[Phrase]) -> str:
    """Of all that is learned from, so that a test sees when a model is older than its messages."""
    told = [f"{message.place} {message.text} {message.first.told()}" for message in written]
    told += [f"{phrase.text} {sorted(phrase.labels.items())}" for phrase in phrases]
    return hashlib.sha256(f"{told}{READING}{SEEN_IN}{LESSONS}".encode()).hexdigest()[:8]


def about_the_data(sources: str) -> dict[str, str]:
    return {
        "sources": sources,
        "for": "customer messages in French and English; German, Spanish, Italian, Portuguese, "
        "Dutch and Arabic less well",
        "data": "messages written for Parvis (models/messages), French and English ones for the "
        "most part; no text of a real person",
        "licence": "Apache-2.0, as Parvis",
        "limits": "irony; words that name a trouble without complaining of it; dialects; matters "
        "of trades that the messages do not speak of. It knows nothing of the brand: what the "
        "team decides teaches a model of the brand's own",
    }


def figures_of(judge: Judge, held: Sequence[Written]) -> str:
    verdicts = judge.judge([Text.said_at(PLACES[one.place], one.text) for one in held])
    return "; ".join(
        [
            f"{len(held)} messages never trained on",
            *_shares(verdicts, held),
            *_yes_or_no(verdicts, held),
        ]
    )


def _shares(verdicts: Sequence[Verdict], held: Sequence[Written]) -> list[str]:
    named: dict[str, Callable[[Verdict], str]] = {
        "tone": lambda verdict: tone_label(verdict.tone),
        "language": lambda verdict: verdict.language,
        "matter": lambda verdict: verdict.matter,
    }
    found = []
    for target, name_of in named.items():
        given = [(label_of(one, target) or "").replace(OTHER, "") for one in held]
        said = [name_of(verdict) for verdict in verdicts]
        macro = f1_score(given, said, labels=sorted(set(given)), average="macro", zero_division=0)
        found.append(f"{target} {accuracy_score(given, said):.3f}, macro-F1 {macro:.3f}")
    return found


def _yes_or_no(verdicts: Sequence[Verdict], held: Sequence[Written]) -> list[str]:
    found = []
    for name in ("needs_answer", *SIGNALS):
        chances = [getattr(verdict, name) for verdict in verdicts]
        given = [label_of(one, ASKS if name == "needs_answer" else name) == YES for one in held]
        least = CALLS_FOR_ANSWER_FROM if name == "needs_answer" else 0.5
        f1 = f1_score(given, [chance >= least for chance in chances])
        found.append(f"{name} F1 {f1:.3f}, AUC {roc_auc_score(given, chances):.3f}")
    return found


if __name__ == "__main__":
    sys.exit(main())
