"""What a brand says of itself, in rows: the form of the diagnosis (`diagnosis.form`).

What is empty was not said. Who wrote a row down and when stands in the activity log.
"""

from parvis.strategy.models.counts import ExportCount, ExportPart
from parvis.strategy.models.course import ChannelDecision, Course, CourseChange
from parvis.strategy.models.exists import Channel, Place
from parvis.strategy.models.experiment import Experiment
from parvis.strategy.models.identity import Fit, Subject, Voice
from parvis.strategy.models.measure import Assessment, ObjectiveMeasure
from parvis.strategy.models.objective import Objective
from parvis.strategy.models.proposal import Proposal
from parvis.strategy.models.publics import Habit, Segment
from parvis.strategy.models.review import Review
from parvis.strategy.models.rivals import Capture, Practice, Rival
from parvis.strategy.models.sheet import Answer, Sheet, StepPassed
from parvis.strategy.models.wishes import Decision, PublicNote, Telling, Wish, Wished

__all__ = [
    "Answer",
    "Assessment",
    "Capture",
    "Channel",
    "ChannelDecision",
    "Course",
    "CourseChange",
    "Decision",
    "Experiment",
    "ExportCount",
    "ExportPart",
    "Fit",
    "Habit",
    "Objective",
    "ObjectiveMeasure",
    "Place",
    "Practice",
    "Proposal",
    "PublicNote",
    "Review",
    "Rival",
    "Segment",
    "Sheet",
    "StepPassed",
    "Subject",
    "Telling",
    "Voice",
    "Wish",
    "Wished",
]
