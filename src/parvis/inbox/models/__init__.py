"""Cases, what was promised, and who did what about them."""

from parvis.inbox.models.alert import Alert, AlertWarning
from parvis.inbox.models.attention import Draft, Follow, Mention, Presence, Snooze
from parvis.inbox.models.case import Assignment, Case, CaseMessage, Note, Resolution
from parvis.inbox.models.judgement import Correction, Judgement
from parvis.inbox.models.learning import BrandModel, Remark, SpotCheck
from parvis.inbox.models.matter import (
    CaseMatter,
    Matter,
    MatterExample,
    MatterModel,
    MatterTask,
    Task,
)
from parvis.inbox.models.moves import Move, MovedMessage
from parvis.inbox.models.promise import Pause, Promise, Terms
from parvis.inbox.models.search import CaseWords, KnownWord, LogRead, OldWords
from parvis.inbox.models.warning import Browser, PromiseWarning, PushKey
from parvis.inbox.models.words import SavedAnswer, Tag, Tagging

__all__ = [
    "Alert",
    "AlertWarning",
    "Assignment",
    "BrandModel",
    "Browser",
    "Case",
    "CaseMatter",
    "CaseMessage",
    "CaseWords",
    "Correction",
    "Draft",
    "Follow",
    "Judgement",
    "KnownWord",
    "LogRead",
    "Matter",
    "MatterExample",
    "MatterModel",
    "MatterTask",
    "Mention",
    "Move",
    "MovedMessage",
    "Note",
    "OldWords",
    "Pause",
    "Presence",
    "Promise",
    "PromiseWarning",
    "PushKey",
    "Remark",
    "Resolution",
    "SavedAnswer",
    "Snooze",
    "SpotCheck",
    "Tag",
    "Tagging",
    "Task",
    "Terms",
]
