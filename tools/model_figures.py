"""How often a judge is right on the messages that no model is trained on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sklearn.metrics import accuracy_score, f1_score, roc_auc_score

from parvis.triage.commands.lines import tone_label
from parvis.triage.judge import ASKS, OTHER, SIGNALS, Judge
from parvis.triage.verdict import CALLS_FOR_ANSWER_FROM, Text, Verdict
from tools.labels import PLACES, YES, label_of
from tools.messages import Written, read_messages

HELD = {"French": {"fr"}, "English": {"en"}, "both": {"fr", "en"}}
LINK = " https://www.bruine.example/commande/48213"
AROUND = {
    "after a greeting": {"fr": ("Bonjour toute l'équipe, ", ""), "en": ("Good day, ", "")},
    "before thanks and a name": {
        "fr": ("", " Merci d'avance, cordialement, Marie"),
        "en": ("", " Thanks in advance, best regards, Tom"),
    },
    "beside a link": {"fr": ("", LINK), "en": ("", LINK)},
    "said loudly": {"fr": ("", "!!!"), "en": ("", "!!!")},
    "beside two marks": {"fr": ("", " #bruine #sav"), "en": ("", " #bruine #care")},
}
"""What says nothing of what somebody wants, so that a verdict should not turn by it; none of it is
put like this around the messages that are learned from."""


def figures(judge: Judge) -> dict[str, str]:
    """By heading, as a model's card has them."""
    held = read_messages("test-*")
    verdicts = judge.judge([Text.said_at(PLACES[one.place], one.text) for one in held])
    told = {}
    for name, language in HELD.items():
        rows = [row for row, one in enumerate(held) if one.language in language]
        told[f"figures, {name}"] = _figures_of(
            [verdicts[row] for row in rows], [held[row] for row in rows]
        )
    for name, around in AROUND.items():
        verdicts = judge.judge([_said_within(one, *around[one.language]) for one in held])
        told[f"figures, both, {name}"] = "; ".join(
            [_shares(verdicts, held)[0], _yes_or_no(verdicts, held)[0]]
        )
    return told


def _said_within(one: Written, before: str, after: str) -> Text:
    return Text.said_at(PLACES[one.place], before + one.text + after)


def _figures_of(verdicts: Sequence[Verdict], held: Sequence[Written]) -> str:
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
