"""Every change is a row that says who and when, and one line in the activity log."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parvis.brands.models import User
from parvis.channels.models import Message
from parvis.inbox import actions
from parvis.inbox.models import (
    Case,
    Correction,
    Draft,
    Follow,
    Mention,
    Move,
    Note,
    Resolution,
    Snooze,
    Tag,
    Tagging,
)
from parvis.kit.models import Activity
from tests.inbox.letters import Letters, hour

pytestmark = pytest.mark.django_db
Do = Callable[[], object]


class Stage:
    """A case with two questions, another one of the same person, a colleague, and what each action
    needs before it can be tried."""

    def __init__(self, letters: Letters, agent: User, lead: User) -> None:
        self.agent, self.lead = agent, lead
        self.question, self.chase = letters.ask(at=0), letters.ask("And my invoice?", at=1)
        self.quiet = letters.thank(at=1)
        self.elsewhere = letters.ask("My address?", at=24 * 9, thread="t-2")
        self.case = self.case_of(self.question)
        self.other = self.case_of(self.elsewhere)
        self.by, self.at = agent.actor, hour(300)

    @staticmethod
    def case_of(message: Message) -> Case:
        return Case.objects.get(places__message=message)

    def merged(self) -> Move:
        return actions.merge_case(self.other, into=self.case, by=self.by, at=hour(299))

    def tagged(self) -> Tag:
        return actions.tag_case(self.case, name="Urgent", by=self.by, at=hour(299))

    def snoozed(self) -> Case:
        actions.snooze_case(self.case, until=hour(400), by=self.by, at=hour(299))
        return self.case

    def noted(self) -> Note:
        return actions.add_note(self.case, text="@Lea, please", author=self.agent, at=hour(299))

    def drafted(self) -> Draft:
        draft = actions.save_draft(self.case, text="Dear", by=self.lead, at=hour(299))
        assert draft
        return draft

    def taken_back(self) -> Correction:
        correction = self.corrected()
        actions.undo_correction(correction, by=self.agent, at=hour(299.5))
        return correction

    def corrected(self) -> Correction:
        correction = actions.needs_no_answer(self.elsewhere, by=self.agent, at=hour(299))
        assert correction
        return correction


@pytest.fixture
def stage(letters: Letters, agent: User, lead: User) -> Stage:
    return Stage(letters, agent, lead)


def lines_of(do: Do) -> list[tuple[str, str, object]]:
    before = Activity.objects.count()
    do()
    rows = Activity.objects.order_by("id")[before:]
    return [(row.verb, row.actor_name, row.at) for row in rows]


STEPS: dict[str, tuple[Callable[[Stage], Do], list[str]]] = {
    "assign": (
        lambda s: lambda: actions.assign_case(s.case, to=s.lead, by=s.by, at=s.at),
        ["case.assigned"],
    ),
    "resolve": (
        lambda s: lambda: actions.resolve_case(s.case, by=s.by, at=s.at),
        ["case.resolved"],
    ),
    "snooze": (
        lambda s: lambda: actions.snooze_case(s.case, until=hour(400), by=s.by, at=s.at),
        ["case.snoozed"],
    ),
    "wake": (
        lambda s: _then(s.snoozed(), lambda case: actions.wake_case(case, by=s.by, at=s.at)),
        ["case.woken"],
    ),
    "follow": (
        lambda s: lambda: actions.follow_case(s.case, by=s.agent, at=s.at),
        ["case.followed"],
    ),
    "note": (
        lambda s: lambda: actions.add_note(s.case, text="Hm.", author=s.agent, at=s.at),
        ["case.noted"],
    ),
    "mention": (
        lambda s: lambda: actions.add_note(s.case, text="@Lea ?", author=s.agent, at=s.at),
        ["case.noted", "case.mentioned", "case.followed"],
    ),
    "see a mention": (
        lambda s: _then(s.noted(), lambda _: actions.see_mentions(s.case, by=s.lead, at=s.at)),
        ["case.mention_seen"],
    ),
    "tag": (
        lambda s: lambda: actions.tag_case(s.case, name="Urgent", by=s.by, at=s.at),
        ["case.tagged"],
    ),
    "untag": (
        lambda s: _then(
            s.tagged(), lambda tag: actions.untag_case(s.case, tag=tag, by=s.by, at=s.at)
        ),
        ["case.untagged"],
    ),
    "draft": (
        lambda s: lambda: actions.save_draft(s.case, text="Dear", by=s.agent, at=s.at),
        ["case.draft_begun"],
    ),
    "discard a draft": (
        lambda s: _then(s.drafted(), lambda _: actions.discard_draft(s.case, by=s.lead, at=s.at)),
        ["case.draft_discarded"],
    ),
    "take a draft over": (
        lambda s: _then(
            s.drafted(), lambda draft: actions.take_over_draft(draft, by=s.agent, at=s.at)
        ),
        ["case.draft_taken_over"],
    ),
    "merge": (
        lambda s: lambda: actions.merge_case(s.other, into=s.case, by=s.by, at=s.at),
        ["case.merged", "case.took_in"],
    ),
    "split": (
        lambda s: lambda: actions.split_case(s.case, messages=[s.chase.pk], by=s.by, at=s.at),
        ["case.split", "case.split_off"],
    ),
    "undo a move": (
        lambda s: _then(s.merged(), lambda move: actions.undo_move(move, by=s.by, at=s.at)),
        ["case.move_undone", "case.move_undone"],
    ),
    "make a case of a message": (
        lambda s: lambda: actions.make_case_of(s.quiet, by=s.agent, at=s.at),
        ["case.made_of_message"],
    ),
    "needs no answer": (
        lambda s: lambda: actions.needs_no_answer(s.elsewhere, by=s.agent, at=s.at),
        ["case.needs_no_answer", "case.resolved"],
    ),
    "undo a correction": (
        lambda s: _then(
            s.corrected(), lambda said: actions.undo_correction(said, by=s.agent, at=s.at)
        ),
        ["case.correction_undone", "case.reopened"],
    ),
    "put a correction back": (
        lambda s: _then(
            s.taken_back(), lambda said: actions.restore_correction(said, by=s.agent, at=s.at)
        ),
        ["case.correction_restored", "case.resolved"],
    ),
    "come": (
        lambda s: lambda: actions.be_present(s.case, is_writing=False, by=s.agent, at=s.at),
        ["presence.came"],
    ),
    "save an answer": (
        lambda s: (
            lambda: actions.save_answer(
                s.case.brand, title="Late", text="Sorry.", language="en", by=s.agent, at=s.at
            )
        ),
        ["saved_answer.saved"],
    ),
}


def _then(thing: object, do: Callable[..., object]) -> Do:
    return lambda: do(thing)


@pytest.mark.parametrize("step", STEPS)
def test_it_says_who_did_it_and_when(stage: Stage, step: str) -> None:
    prepare, verbs = STEPS[step]
    do = prepare(stage)

    who = "Lea" if step in {"see a mention", "discard a draft"} else "Ines"
    assert lines_of(do) == [(verb, who, stage.at) for verb in verbs]


@pytest.mark.parametrize("step", sorted(STEPS.keys() - {"note", "mention", "save an answer"}))
def test_doing_it_again_says_nothing(stage: Stage, step: str) -> None:
    do = STEPS[step][0](stage)
    do()
    if step == "take a draft over":
        return  # a draft is another one's only once: whoever has it has it

    assert lines_of(do) == []


def test_no_state_is_without_a_row(stage: Stage) -> None:
    case, by, at = stage.case, stage.by, stage.at
    actions.snooze_case(case, until=hour(400), by=by, at=at)
    actions.tag_case(case, name="Urgent", by=by, at=at)
    actions.add_note(case, text="@Lea ?", author=stage.agent, at=at)
    actions.resolve_case(case, by=by, at=at)

    assert [
        Snooze.objects.values_list("by_name", "snoozed_at", "ended_by_name", "ended_at").get(),
        Tagging.objects.values_list("by_name", "tagged_at").get(),
        Mention.objects.values_list("user__name", "mentioned_at").get(),
        Follow.objects.values_list("user__name", "followed_at").get(),
        Resolution.objects.values_list("by_name", "resolved_at").get(),
    ] == [
        ("Ines", at, "Ines", at),
        ("Ines", at),
        ("Lea", at),
        ("Lea", at),
        ("Ines", at),
    ]
