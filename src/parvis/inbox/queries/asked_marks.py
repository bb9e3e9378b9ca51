"""The marks that a search asks for, as PostgreSQL is asked; and how many cases bear each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.db import connection

from parvis.inbox.marks import TAKEN_FOR, TONES, of_language, of_matter, of_task
from parvis.inbox.models import Matter
from parvis.inbox.queries.asked_words import AskedMark
from parvis.inbox.queries.counts import Count
from parvis.inbox.queries.matters import KnownMatters, known_matters

NOTHING = "=nothing"
"""A mark that no case bears."""

COUNT = "SELECT {columns} FROM inbox_casewords WHERE case_id = ANY(%(cases)s)"


def marks_asked(brand_ids: Sequence[int], asked: Sequence[AskedMark]) -> list[str]:
    """Each as a tsquery, after "!" where it is left out. One query where matters are asked for,
    none otherwise."""
    of_matters = any(mark.of in {"matter", "value"} for mark in asked)
    known = known_matters(*brand_ids) if of_matters else None
    return [("!" if mark.excluded else "") + _any_of(list(_lexemes(mark, known))) for mark in asked]


def count_marks(
    brand_ids: Sequence[int], asked: Mapping[str, Sequence[AskedMark]], *, cases: Sequence[int]
) -> dict[str, Count]:
    """How many of these cases bear all the marks of each name. In two queries."""
    known = known_matters(*brand_ids)
    wanted = [
        " & ".join(_any_of(list(_lexemes(mark, known))) for mark in marks)
        for marks in asked.values()
    ]
    columns = [f"count(*) FILTER (WHERE search @@ %(m{n})s::tsquery)" for n in range(len(wanted))]
    given = {f"m{n}": mark for n, mark in enumerate(wanted)}
    with connection.cursor() as cursor:
        cursor.execute(
            COUNT.format(columns=", ".join(columns) or "0"), {**given, "cases": list(cases)}
        )
        counts = cursor.fetchone()
    return {name: Count(count) for name, count in zip(asked, counts, strict=False)}


def _lexemes(mark: AskedMark, known: KnownMatters | None) -> Iterator[str]:
    match mark.of:
        case "tone":
            yield TONES[mark.value]
        case "is":
            yield TAKEN_FOR[mark.value]
        case "lang":
            yield of_language(mark.value)
        case "matter" if known:
            for matter in known.accepted.values():
                if _is_called(matter, mark.value):
                    yield from map(of_matter, known.before(matter.pk))
        case "value" if known:
            yield of_task(mark.value)
            for matter_id, task in known.tasks.items():
                if task == mark.value:
                    yield from map(of_matter, known.before(matter_id))


def _is_called(matter: Matter, asked: str) -> bool:
    """By its number, as in `#12`, or by a part of its name."""
    return asked == f"#{matter.pk}" or asked.lower() in matter.name.lower()


def _any_of(lexemes: Sequence[str]) -> str:
    return "(" + " | ".join(f"'{lexeme}'" for lexeme in lexemes or [NOTHING]) + ")"
