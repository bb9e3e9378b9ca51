"""Triage: how quick it is, and how often it is right.

`python -m bench triage` measures judgements a second on one core. `python bench/triage.py --train
FOLDER --test FOLDER --json` trains on the labelled texts of one folder and scores those of another;
how the folders are laid out says `bench.labelled`.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import median

if not __package__:
    # Called by its path: Python then looks beside this file, where `requests` would be ours.
    sys.path[0] = str(Path(__file__).resolve().parents[1])

import numpy as np

from bench.conversations import Said, conversations
from bench.figures import Figure
from bench.installation import Installation
from bench.labelled import TASKS, Labelled, Task, UnusableSet, learned
from bench.sizes import Sizes
from parvis.triage import Text
from parvis.triage.blending import Abroad, blend
from parvis.triage.judge import shipped
from parvis.triage.learning import Learned
from parvis.triage.linear import Floats, Target, choose
from parvis.triage.nearness import learn_near
from parvis.triage.semantic import Encoder, NoEncoder, encoder_of

LEAST = 8_000
LEAST_RATIO = 0.7
MOST_MEGABYTES = 300
_EVERYWHERE = "use"
_CARD = {"licence": "for measuring only, not to be shipped"}

Judge = Callable[[Sequence[str]], tuple[Target, Floats]]
"""What a model makes of texts: its target, one row of chances per text."""


@dataclass(frozen=True)
class Result:
    """One line of the accuracy: shares between 0 and 1; None where a figure does not apply."""

    data: str
    tier: str
    accuracy: float | None
    macro_f1: float
    auc: float | None
    oos_recall: float | None
    n: int


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python bench/triage.py", description=__doc__)
    parser.add_argument("--train", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--test", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--only", nargs="*", default=[], metavar="DATA", help="these sets; all")
    parser.add_argument("--tier", choices=("fast", "semantic", "both"), default="both", help="both")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    options = parser.parse_args(words)
    known = [task.data for task in TASKS]
    if unknown := set(options.only) - set(known):
        parser.error(f"no set is called {', '.join(sorted(unknown))}: {', '.join(known)}")
    for folder in (options.train, options.test):
        if not folder.is_dir():
            parser.error(f"there is no folder {folder}")
    tasks = [task for task in TASKS if not options.only or task.data in options.only]
    tiers = ("fast", "semantic") if options.tier == "both" else (options.tier,)
    results = [
        result for task in tasks for result in measured(task, options.train, options.test, tiers)
    ]
    print(_as_json(results) if options.json else _as_lines(results))
    return 0


def measured(
    task: Task, train_folder: Path, test_folder: Path, tiers: Sequence[str] = ("fast",)
) -> list[Result]:
    """One result per tier; none where a file is missing or of no use, as a sentence on stderr
    says: the other sets are measured all the same."""
    try:
        train, test = _read(task, train_folder, test_folder)
        abroad = task.read_abroad(train_folder)
    except UnusableSet as error:
        _say(f"{task.data}: left out, {error}")
        return []
    began = time.monotonic()
    taught = learned(task, train)
    chances = taught.model.chances(test.texts)
    results = [score(task, taught.model.target(task.lesson.target), chances, test, tier="fast")]
    _say(f"{task.data}: {len(train.texts):,} texts learned in {time.monotonic() - began:.0f} s")
    if "semantic" in tiers:
        results += _with_meaning(task, train, abroad, test, taught=taught, fast=results[0])
    return [result for result in results if result.tier in tiers]


def _read(task: Task, train_folder: Path, test_folder: Path) -> tuple[Labelled, Labelled]:
    """What to learn from and what to be measured on. Raises `UnusableSet`."""
    return (
        _held(task.read_train(train_folder), train_folder / task.folder / task.train),
        _held(task.read_test(test_folder), test_folder / task.folder / task.test[0]),
    )


def _held(part: Labelled | None, path: Path) -> Labelled:
    if part is None:
        raise UnusableSet(f"{path} is not there")
    if not part.texts:
        raise UnusableSet(f"{path} holds no text of it")
    return part


def _with_meaning(
    task: Task,
    train: Labelled,
    abroad: Labelled,
    test: Labelled,
    *,
    taught: Learned,
    fast: Result,
) -> list[Result]:
    """The semantic tier's result; that of the fast one where meaning has nothing to add."""
    if not task.encoder:
        return [replace(fast, tier="semantic")]
    encoder = _encoder(task)
    if encoder is None:
        return []
    began = time.monotonic()
    vectors, far = encoder.encode(train.texts), encoder.encode(abroad.texts)
    encoded = time.monotonic()
    if task.by_nearness:
        judge = _near(task, train, vectors, taught=taught, encoder=encoder)
    else:
        judge = _blended(task, train, abroad, vectors, far, taught=taught, encoder=encoder)
    learned_by = time.monotonic()
    target, chances = judge(test.texts)
    _say(
        f"{task.data}: encoded by {encoder.name} in {encoded - began:.0f} s, "
        f"learned in {learned_by - encoded:.0f} s, judged in {time.monotonic() - learned_by:.0f} s"
    )
    return [score(task, target, {target.name: chances}, test, tier="semantic")]


def _encoder(task: Task) -> Encoder | None:
    """The task's, or the one that is there on every machine; none, as a sentence on stderr says."""
    for setting in dict.fromkeys((task.encoder, _EVERYWHERE)):
        try:
            return encoder_of(setting, threads=os.cpu_count() or 1)
        except NoEncoder as missing:
            instead = "only the fast tier" if setting == _EVERYWHERE else f"by {_EVERYWHERE!r}"
            _say(f"{task.data}: {instead}. {missing}")
    return None


def _near(
    task: Task, train: Labelled, vectors: Floats, *, taught: Learned, encoder: Encoder
) -> Judge:
    model = learn_near(
        task.lesson, train.texts, train.labels, vectors=vectors, beside=taught, encoder=encoder
    )
    return lambda texts: (model.target, model.chances(texts, encoder=encoder))


def _blended(
    task: Task,
    train: Labelled,
    abroad: Labelled,
    vectors: Floats,
    far: Floats,
    *,
    taught: Learned,
    encoder: Encoder,
) -> Judge:
    name = task.lesson.target
    model = blend(
        [task.lesson],
        vectors,
        {name: train.labels},
        beside=taught,
        encoder=encoder,
        card=_CARD | {"data": task.data},
        abroad=Abroad(far, {name: abroad.labels}),
    )
    return lambda texts: (
        model.target(name),
        model.chances(texts, words=taught.model, encoder=encoder)[name],
    )


def score(
    task: Task,
    target: Target,
    chances_by_target: Mapping[str, Floats],
    test: Labelled,
    *,
    tier: str,
) -> Result:
    """Of a target with a label for "none of these": the accuracy on the texts that belong. None
    stands for what the texts cannot tell: all of them of one kind, or none of the kind asked."""
    from sklearn.metrics import accuracy_score, f1_score, roc_auc_score

    chances = chances_by_target[target.name]
    given, auc, oos_recall = np.array(test.labels), None, None
    named = np.array(choose(target, chances))
    if task.lesson.positive:
        given, named = given == task.lesson.positive, named == task.lesson.positive
        auc = float(roc_auc_score(given, chances[:, 0])) if len(set(given)) > 1 else None
    belongs = np.ones(len(given), dtype=bool)
    if task.lesson.other:
        belongs = given != task.lesson.other
        others = named[~belongs]
        oos_recall = float(np.mean(others == task.lesson.other)) if len(others) else None
    return Result(
        data=task.data,
        tier=tier,
        accuracy=float(accuracy_score(given[belongs], named[belongs])) if any(belongs) else None,
        macro_f1=float(f1_score(given, named, average="macro")),
        auc=auc,
        oos_recall=oos_recall,
        n=len(given),
    )


def measure(_installation: Installation, sizes: Sizes) -> list[Figure]:
    """Counted in the processor's time, since triage waits for nothing."""
    from sklearn.feature_extraction.text import HashingVectorizer
    from sklearn.pipeline import make_union

    said = conversations(max(sizes.messages // 4, 1))
    asked, texts = [one.text for one in said], [_as_triage_sees(one) for one in said]
    judge, reading = shipped(), shipped().linear.reading
    bare = make_union(
        HashingVectorizer(ngram_range=(1, reading.words), n_features=2**reading.bits),
        HashingVectorizer(
            analyzer="char_wb", ngram_range=reading.letters, n_features=2**reading.bits
        ),
    )
    explained = _rate(lambda: judge.judge(texts), asked, sizes.rounds)
    unexplained = _rate(lambda: judge.judge(texts, explained=False), asked, sizes.rounds)
    yardstick = _rate(lambda: bare.transform(asked), asked, sizes.rounds)
    return [
        Figure(
            name="triage",
            unit="messages/s",
            ours=explained,
            yardstick=LEAST,
            ratio=explained / LEAST,
            bar=f"{LEAST:,} a second",
            ok=explained >= LEAST,
            note=f"{len(asked):,} texts, whole verdicts with the words that decided",
        ),
        Figure(
            name="triage, to the bare transform",
            unit="messages/s",
            ours=explained,
            yardstick=yardstick,
            ratio=explained / yardstick,
            bar=f"{LEAST_RATIO} x",
            ok=explained >= LEAST_RATIO * yardstick,
            note="HashingVectorizer of scikit-learn, words and letters",
        ),
        Figure(name="triage, without the words", unit="messages/s", ours=unexplained),
        _memory(asked),
    ]


_JUDGED = """
import sys
from pathlib import Path
from parvis.config.cli import main
try:
    main(["triage"])
except SystemExit:
    pass
status = Path("/proc/self/status").read_text()
print(next(line.split()[1] for line in status.splitlines() if "VmHWM" in line), file=sys.stderr)
"""
"""Says the most that the process held itself, in kB: what the system tells of a child counts also
what its parent held when it began."""


def _memory(asked: Sequence[str]) -> Figure:
    """The most that a process of `parvis triage` held while it judged them all."""
    lines = "".join(
        json.dumps({"id": number, "text": text}) + "\n" for number, text in enumerate(asked)
    )
    judged = subprocess.run(
        [sys.executable, "-c", _JUDGED], input=lines.encode(), capture_output=True, check=True
    )
    megabytes = int(judged.stderr.split()[-1]) / 1024
    return Figure(
        name="triage, memory",
        unit="MB",
        ours=megabytes,
        yardstick=MOST_MEGABYTES,
        ratio=megabytes / MOST_MEGABYTES,
        bar=f"{MOST_MEGABYTES} MB",
        ok=megabytes < MOST_MEGABYTES,
        note=f"`parvis triage` over {len(asked):,} lines, at its largest",
    )


def _as_triage_sees(said: Said) -> Text:
    return Text(
        text=said.text,
        visibility="public" if said.public else "private",
        surface="comment" if said.public else "dm",
        addressed=True,
        after_answer=said.turn == 2,
        automatic=False,
    )


def _rate(work: Callable[[], object], asked: Sequence[str], rounds: int) -> float:
    rates = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        rates.append(len(asked) / (time.process_time() - start))
    return median(rates)


def _as_json(results: Sequence[Result]) -> str:
    whole = {"results": [asdict(result) for result in results]}
    return json.dumps(whole, indent=1, allow_nan=False)


def _as_lines(results: Sequence[Result]) -> str:
    return "\n".join(
        f"{result.data:20} {result.tier:8}"
        + (f" accuracy {result.accuracy:.3f}" if result.accuracy is not None else "")
        + f"  macro-F1 {result.macro_f1:.3f}"
        + (f"  AUC {result.auc:.3f}" if result.auc is not None else "")
        + (f"  none of these {result.oos_recall:.3f}" if result.oos_recall is not None else "")
        + f"  of {result.n:,}"
        for result in results
    )


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
