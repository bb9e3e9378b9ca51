"""What customers wish for, with who asked, what was decided and what was said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, Q, QuerySet

from parvis.brands.models import Brand
from parvis.inbox.models import Case
from parvis.strategy.models import Decision, PublicNote, Telling, Wish, Wished

LISTED_AT_MOST = 200
CASES_SHOWN = 100


@dataclass(frozen=True)
class WishLine:
    """A wish in the list: how many persons asked, in how many cases, and how far it has come."""

    wish: Wish
    persons: int
    cases: int
    last_asked: datetime | None
    decision: Decision | None
    note: PublicNote | None


@dataclass(frozen=True)
class WishPage:
    """One wish. `to_tell` persons asked and were not told; `told` by how it went."""

    line: WishLine
    asked: Sequence[Case]
    former: Sequence[Decision]
    to_tell: int
    told: Mapping[str, int]


@dataclass(frozen=True)
class SaidInPublic:
    """For everybody: nobody's name, only how many."""

    title: str
    kind: Decision.Kind
    text: str
    published_at: datetime
    persons: int


def wishes_of(brand: Brand) -> Sequence[WishLine]:
    """Those asked for by most persons first; in three queries."""
    rows = _counted(Wish.objects.filter(brand=brand))
    return [_line(wish) for wish in rows[:LISTED_AT_MOST]]


def wish_page(wish: Wish) -> WishPage:
    line = _line(_counted(Wish.objects.filter(pk=wish.pk)).get())
    asked = Case.objects.filter(wishes__wish=wish, wishes__removed_at=None)
    told = Telling.objects.filter(wish=wish).values_list("state").annotate(Count("pk"))
    return WishPage(
        line=line,
        asked=list(
            asked.select_related("person", "account").order_by("-last_activity_at")[:CASES_SHOWN]
        ),
        former=list(
            Decision.objects.filter(wish=wish, ended_at__isnull=False).order_by("-decided_at")
        ),
        to_tell=len(persons_to_tell(wish)),
        told=dict(told),
    )


def persons_to_tell(wish: Wish) -> dict[int, int]:
    """By person, the last case in which they asked; without those who were told."""
    told = Telling.objects.filter(wish=wish, person=OuterRef("case__person"))
    rows = (
        Wished.objects.filter(wish=wish, removed_at=None)
        .filter(~Exists(told))
        .order_by("case__last_activity_at", "case_id")
        .values_list("case__person_id", "case_id")
    )
    return dict(rows)


def said_in_public(brand: Brand) -> Sequence[SaidInPublic]:
    """What stands on the brand's own place, the newest first; in one query."""
    asked = Count(
        "decision__wish__wished__case__person",
        filter=Q(decision__wish__wished__removed_at=None),
        distinct=True,
    )
    notes = (
        PublicNote.objects.filter(
            decision__wish__brand=brand, decision__ended_at=None, withdrawn_at=None
        )
        .select_related("decision__wish")
        .annotate(persons=asked)
        .order_by("-published_at")
    )
    return [
        SaidInPublic(
            title=note.decision.wish.title,
            kind=Decision.Kind(note.decision.kind),
            text=note.text,
            published_at=note.published_at,
            persons=note.persons,
        )
        for note in notes[:LISTED_AT_MOST]
    ]


def wishes_of_case(case: Case) -> Sequence[Wish]:
    rows = Wish.objects.filter(wished__case=case, wished__removed_at=None)
    return list(rows.order_by("title"))


def _counted(wishes: QuerySet[Wish]) -> QuerySet[Wish]:
    """Those asked for by most persons first."""
    living = Q(wished__removed_at=None)
    notes = PublicNote.objects.filter(withdrawn_at=None)
    held = Decision.objects.filter(ended_at=None).prefetch_related(
        Prefetch("notes", queryset=notes, to_attr="living_notes")
    )
    counted = wishes.annotate(
        cases=Count("wished", filter=living, distinct=True),
        persons=Count("wished__case__person", filter=living, distinct=True),
        last_asked=Max(F("wished__case__last_activity_at"), filter=living),
    ).order_by("-persons", F("last_asked").desc(nulls_last=True), "title")
    return counted.prefetch_related(Prefetch("decisions", queryset=held, to_attr="held"))


def _line(wish: Wish) -> WishLine:
    held: list[Decision] = getattr(wish, "held", [])
    decision = held[0] if held else None
    notes: list[PublicNote] = getattr(decision, "living_notes", [])
    return WishLine(
        wish=wish,
        persons=getattr(wish, "persons", 0),
        cases=getattr(wish, "cases", 0),
        last_asked=getattr(wish, "last_asked", None),
        decision=decision,
        note=notes[0] if notes else None,
    )
