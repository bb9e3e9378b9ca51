"""What a message is: language, tone, whether it calls for an answer, and because of what.

Pure: texts in, verdicts out; no database, no network, no clock.
"""

from parvis.triage.judge import VERSION, judge
from parvis.triage.verdict import SIGNS, Language, Reason, Text, Tone, Verdict, Visibility

__all__ = [
    "SIGNS",
    "VERSION",
    "Language",
    "Reason",
    "Text",
    "Tone",
    "Verdict",
    "Visibility",
    "judge",
]
