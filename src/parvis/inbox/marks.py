"""What triage and the team say of a case, as marks among the words by which it is found.

A mark is a lexeme that no text can hold, since it begins with "=": the index of words knows which
cases bear it, and a list that is narrowed by marks takes no longer than a search for words.
"""

from __future__ import annotations

from collections.abc import Mapping

NEGATIVE, POSITIVE = "=negative", "=positive"
COMPLAINT, URGENT, LEAVING = "=complaint", "=urgent", "=leaving"

TONES: Mapping[str, str] = {"negative": NEGATIVE, "positive": POSITIVE}
TAKEN_FOR: Mapping[str, str] = {"complaint": COMPLAINT, "urgent": URGENT, "leaving": LEAVING}
LANGUAGES = ("fr", "en", "de", "es", "it", "pt", "nl", "ar")


def of_matter(matter_id: int) -> str:
    return f"=m{matter_id}"


def of_language(code: str) -> str:
    return f"=lang-{code}"


def of_task(task: str) -> str:
    """Of a case that belongs to no matter: what its words look like."""
    return f"=task-{task}"


# The marks of the cases in `c`, as a text[]: what any of its judged messages is, the matter that
# the team says or else the likeliest, and what it takes where it has none.
MARKS = """
    SELECT array_remove(ARRAY[
               CASE WHEN bool_or(p_negative >= 0.5) THEN '=negative' END,
               CASE WHEN bool_or(p_positive >= 0.5) THEN '=positive' END,
               CASE WHEN bool_or(complaint >= 0.5) THEN '=complaint' END,
               CASE WHEN bool_or(urgency >= 0.5) THEN '=urgent' END,
               CASE WHEN bool_or(churn >= 0.5) THEN '=leaving' END,
               coalesce('=m' || matter, CASE
                   WHEN sum(p_simple + p_middle + p_difficult) = 0 THEN NULL
                   WHEN sum(p_difficult) >= greatest(sum(p_middle), sum(p_simple))
                   THEN '=task-difficult'
                   WHEN sum(p_middle) >= sum(p_simple) THEN '=task-middle'
                   ELSE '=task-simple' END)
           ], NULL) || coalesce(array_agg(DISTINCT '=lang-' || language)
                                FILTER (WHERE language <> 'unknown'), '{}') AS marks
    FROM (
        SELECT j.*, CASE WHEN own.id IS NOT NULL THEN own.matter_id
                    ELSE first_value(j.matter_id) OVER (
                        ORDER BY calls_for_answer DESC, matter_chance DESC, j.said_at) END AS matter
        FROM inbox_casemessage place
        JOIN inbox_judgement j ON j.message_id = place.message_id
        LEFT JOIN inbox_casematter own ON own.case_id = place.case_id AND own.ended_at IS NULL
        WHERE place.case_id = c.id
    ) AS judged
    GROUP BY matter
"""
