"""Cases, what was promised, and who did what about them."""

from parvis.inbox.models.case import Assignment, Case, CaseMessage, Note, Resolution
from parvis.inbox.models.judgement import Judgement
from parvis.inbox.models.promise import Promise

__all__ = [
    "Assignment",
    "Case",
    "CaseMessage",
    "Judgement",
    "Note",
    "Promise",
    "Resolution",
]
