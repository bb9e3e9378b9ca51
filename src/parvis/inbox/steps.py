"""What can happen to a case, as its timeline says it: an icon and a sentence for each step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from parvis.kit.spoken import day_and_time


@dataclass(frozen=True)
class Step:
    """`words` may say %(name)s (who did it) and every fact of the log's row."""

    icon: str
    words: Lazy


TOOK = Step("user-plus", _("%(name)s took the case"))

STEPS: Mapping[str, Step] = {
    "case.assigned": Step("user-plus", _("%(name)s gave the case to %(to)s")),
    "case.unassigned": Step("user-minus", _("%(name)s made it nobody’s case")),
    "case.resolved": Step("check", _("%(name)s resolved the case")),
    "case.reopened": Step("undo-2", _("%(name)s opened the case again")),
    "case.snoozed": Step("moon", _("%(name)s put the case aside until %(until)s")),
    "case.woken": Step("sun", _("%(name)s brought the case back")),
    "case.followed": Step("eye", _("%(name)s follows the case")),
    "case.unfollowed": Step("eye-off", _("%(name)s does not follow the case any more")),
    "case.tagged": Step("tag", _("%(name)s added the tag %(tag)s")),
    "case.untagged": Step("tag", _("%(name)s removed the tag %(tag)s")),
    "case.draft_taken_over": Step("square-pen", _("%(name)s took over the draft of %(of)s")),
    "case.merged": Step("merge", _("%(name)s joined this case to another one")),
    "case.took_in": Step("merge", _("%(name)s joined another case to this one")),
    "case.split": Step("split", _("%(name)s made a case of its own of a part")),
    "case.split_off": Step("split", _("%(name)s made this case of a part of another one")),
    "case.move_undone": Step("undo-2", _("%(name)s put the messages back")),
    "case.needs_no_answer": Step("bell-off", _("%(name)s said that it needs no answer")),
    "case.made_of_message": Step("bell", _("%(name)s said that it needs an answer")),
    "case.matter_said": Step("hash", _("%(name)s said what it is about: %(matter)s")),
    "case.matter_taken_back": Step("undo-2", _("%(name)s took back what it is about")),
    "case.correction_undone": Step("undo-2", _("%(name)s took that back")),
    "case.correction_restored": Step("undo-2", _("%(name)s let hold again what had been said")),
}

SAID_OF_BOTH = ("case.merged", "case.split_off", "case.move_undone")
"""What the other case of the two says as well."""


def step_of(verb: str, name: str, facts: Mapping[str, object]) -> Step:
    """How the step is drawn."""
    if verb == "case.assigned" and facts.get("to") == name:
        return TOOK
    return STEPS[verb]


def words_of(verb: str, name: str, facts: Mapping[str, object], *, now: datetime) -> str:
    """The sentence of the step, its moments said as people say them from `now`."""
    spoken = {key: _spoken(key, fact, now) for key, fact in facts.items()}
    return str(step_of(verb, name, facts).words) % {"to": "", **spoken, "name": name}


def _spoken(key: str, fact: object, now: datetime) -> str:
    if key == "until" and isinstance(fact, str):
        return day_and_time(datetime.fromisoformat(fact), now)
    return str(fact)
