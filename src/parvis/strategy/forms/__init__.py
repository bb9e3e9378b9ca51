"""What each part of the form is asked with."""

from parvis.strategy.forms.answers import AnswersForm
from parvis.strategy.forms.exports import ExportForm
from parvis.strategy.forms.paste import BringForm, BroughtForm, PasteForm
from parvis.strategy.forms.rows import (
    CaptureForm,
    ChannelForm,
    HabitForm,
    ObjectiveForm,
    PlaceForm,
    RivalForm,
    RowForm,
    SegmentForm,
    SubjectForm,
    VoiceForm,
)
from parvis.strategy.forms.sheet import ExistsForm, IdentityForm, MeansForm, SheetForm

__all__ = [
    "AnswersForm",
    "BringForm",
    "BroughtForm",
    "CaptureForm",
    "ChannelForm",
    "ExistsForm",
    "ExportForm",
    "HabitForm",
    "IdentityForm",
    "MeansForm",
    "ObjectiveForm",
    "PasteForm",
    "PlaceForm",
    "RivalForm",
    "RowForm",
    "SegmentForm",
    "SheetForm",
    "SubjectForm",
    "VoiceForm",
]
