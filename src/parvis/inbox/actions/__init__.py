"""Everything that writes cases."""

from parvis.inbox.actions.alerts import call_again, see_alert
from parvis.inbox.actions.arrival import take_in
from parvis.inbox.actions.attention import (
    follow_case,
    snooze_case,
    unfollow_case,
    wake_case,
    wake_what_is_due,
)
from parvis.inbox.actions.case import (
    assign_case,
    reopen_case,
    resolve_case,
    unassign_case,
    undo_assignment,
)
from parvis.inbox.actions.checking import check_quiet, undo_check
from parvis.inbox.actions.corrections import (
    AuthorGone,
    MessageDeleted,
    NotCorrectable,
    NotJudged,
    make_case_of,
    needs_no_answer,
    restore_correction,
    undo_correction,
)
from parvis.inbox.actions.drafts import discard_draft, save_draft, take_over_draft
from parvis.inbox.actions.learning import InUseAlready, ModelNotKept, use_model
from parvis.inbox.actions.matters import (
    MergeImpossible,
    NameMissing,
    NameTaken,
    NameTooLong,
    accept_matter,
    make_matter,
    merge_matter,
    propose_again,
    refuse_matter,
    rename_matter,
    say_matter,
    say_task,
    take_back_matter,
)
from parvis.inbox.actions.moves import MoveRefused, merge_case, split_case, undo_move
from parvis.inbox.actions.notes import add_note, see_mentions
from parvis.inbox.actions.presence import be_present, leave_case, prune_presence
from parvis.inbox.actions.remarks import NothingToSay, remark, undo_remark
from parvis.inbox.actions.reply import (
    AnswerOwed,
    NothingToAnswer,
    Overtaken,
    put_back,
    reply_to_case,
    tell_in_case,
)
from parvis.inbox.actions.saved_answers import (
    TitleTaken,
    archive_saved_answer,
    change_saved_answer,
    save_answer,
    words_for,
)
from parvis.inbox.actions.tags import tag_case, untag_case
from parvis.inbox.actions.whose import follow_person
from parvis.inbox.actions.withdrawn import forget_old_words

__all__ = [
    "AnswerOwed",
    "AuthorGone",
    "InUseAlready",
    "MergeImpossible",
    "MessageDeleted",
    "ModelNotKept",
    "MoveRefused",
    "NameMissing",
    "NameTaken",
    "NameTooLong",
    "NotCorrectable",
    "NotJudged",
    "NothingToAnswer",
    "NothingToSay",
    "Overtaken",
    "TitleTaken",
    "accept_matter",
    "add_note",
    "archive_saved_answer",
    "assign_case",
    "be_present",
    "call_again",
    "change_saved_answer",
    "check_quiet",
    "discard_draft",
    "follow_case",
    "follow_person",
    "forget_old_words",
    "leave_case",
    "make_case_of",
    "make_matter",
    "merge_case",
    "merge_matter",
    "needs_no_answer",
    "propose_again",
    "prune_presence",
    "put_back",
    "refuse_matter",
    "remark",
    "rename_matter",
    "reopen_case",
    "reply_to_case",
    "resolve_case",
    "restore_correction",
    "save_answer",
    "save_draft",
    "say_matter",
    "say_task",
    "see_alert",
    "see_mentions",
    "snooze_case",
    "split_case",
    "tag_case",
    "take_back_matter",
    "take_in",
    "take_over_draft",
    "tell_in_case",
    "unassign_case",
    "undo_assignment",
    "undo_check",
    "undo_correction",
    "undo_move",
    "undo_remark",
    "unfollow_case",
    "untag_case",
    "use_model",
    "wake_case",
    "wake_what_is_due",
    "words_for",
]
