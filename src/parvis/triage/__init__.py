"""What a message is: language, tone, whether it calls for an answer, and because of what.

Pure: texts in, verdicts out; no database, no network, no clock. `judge` is imported from
`parvis.triage.judge` where messages are judged: it brings NumPy and SciPy along, which whoever only
shows verdicts does without.
"""

from parvis.triage.verdict import (
    CALLS_FOR_ANSWER_FROM,
    SIGNS,
    Language,
    Place,
    Reason,
    Task,
    Text,
    Tone,
    Verdict,
    Visibility,
)

__all__ = [
    "CALLS_FOR_ANSWER_FROM",
    "SIGNS",
    "Language",
    "Place",
    "Reason",
    "Task",
    "Text",
    "Tone",
    "Verdict",
    "Visibility",
]
