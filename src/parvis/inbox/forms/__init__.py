"""From the words of a form to the words of the domain."""

from parvis.inbox.forms.answering import AssignForm, GiveForm, NoteForm, ReplyForm
from parvis.inbox.forms.browser import BrowserForm
from parvis.inbox.forms.case import DraftForm, SavedAnswerForm, SnoozeForm, TagForm
from parvis.inbox.forms.customer import FollowUpForm

__all__ = [
    "AssignForm",
    "BrowserForm",
    "DraftForm",
    "FollowUpForm",
    "GiveForm",
    "NoteForm",
    "ReplyForm",
    "SavedAnswerForm",
    "SnoozeForm",
    "TagForm",
]
