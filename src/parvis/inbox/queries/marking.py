"""The words that a search has found, marked where they stand in a case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.utils.safestring import SafeString

from parvis.knowledge.markup import FOUND_FROM, FOUND_TO, with_found_marked

MESSAGES, LETTERS = 20, 4_000
"""Of a case so many of its newest messages are read, and so many letters of each."""

_AROUND = f"StartSel={FOUND_FROM}, StopSel={FOUND_TO}"
_WHOLE = f"{_AROUND}, HighlightAll=true"
_PART = f"{_AROUND}, MaxFragments=1, MaxWords=22, MinWords=10, ShortWord=0"

# PostgreSQL marks what has a stem in one language: of both the one that marks more is shown.
MARK = """
SELECT c.id,
       title, ARRAY[ts_headline('parvis_fr', title, query, %(whole)s),
                    ts_headline('parvis_en', title, query, %(whole)s)],
       left(said, 160), ARRAY[ts_headline('parvis_fr', said, query, %(part)s),
                              ts_headline('parvis_en', said, query, %(part)s)]
FROM inbox_case c,
(SELECT %(query)s::tsquery AS query) AS asked,
LATERAL (
    SELECT coalesce(string_agg(left(text, %(letters)s), ' ' ORDER BY created_at DESC), '') AS said
    FROM (
        SELECT text, created_at FROM inbox_casemessage place
        JOIN channels_message m ON m.id = place.message_id
        WHERE place.case_id = c.id ORDER BY created_at DESC LIMIT %(messages)s
    ) AS newest
) AS conversation
WHERE c.id = ANY(%(cases)s)
"""


class Marked(NamedTuple):
    """HTML in which everything but the marks is escaped."""

    title: SafeString
    snippet: SafeString


def marked_in(case_ids: Sequence[int], query: str) -> dict[int, Marked]:
    """For each of these cases its title, and a part of what was said, with the words marked."""
    if not case_ids:
        return {}
    given: dict[str, Any] = {
        "cases": list(case_ids),
        "query": query,
        "whole": _WHOLE,
        "part": _PART,
        "messages": MESSAGES,
        "letters": LETTERS,
    }
    with connection.cursor() as cursor:
        cursor.execute(MARK, given)
        return {
            case_id: Marked(_best(title, *titles), _best(said, *parts))
            for case_id, title, titles, said, parts in cursor.fetchall()
        }


def _best(plain: str, *headlines: str) -> SafeString:
    best = max(headlines, key=lambda headline: headline.count(FOUND_FROM))
    words = best if FOUND_FROM in best else plain
    return with_found_marked(" ".join(words.split()))
