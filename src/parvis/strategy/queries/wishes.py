"""What customers wish for, with who asked, what was decided and what was said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from parvis.brands.models import Brand
from parvis.channels.models import Message
from parvis.inbox.models import Case
from parvis.inbox.queries.owing import owing_answer
from parvis.strategy.models import Decision, PublicNote, Telling, Wish, Wished
from parvis.strategy.queries.wish_languages import languages_of, other_language

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
class Asked:
    """Who asks for it in a case, and when they said so there."""

    case: Case
    at: datetime


@dataclass(frozen=True)
class WishPage:
    """One wish. `to_tell` persons asked and were not told, `in_other_language` of them wrote in the
    one (fr, en) that is not the brand's; `told` by how it went, and `held_back`
    of those that wait, because an answer of their own goes first."""

    line: WishLine
    asked: Sequence[Asked]
    former: Sequence[Decision]
    to_tell: int
    in_other_language: int
    told: Mapping[str, int]
    held_back: int

    @property
    def being_told(self) -> int:
        return self.told.get(Telling.State.WAITING, 0) - self.held_back


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
    asked = (
        _asking(wish=wish).select_related("case__person").order_by(F("asked_at").desc(), "-case_id")
    )
    to_tell, other = persons_to_tell(wish).values(), other_language(wish.brand)
    tellings = Telling.objects.filter(wish=wish)
    waiting = tellings.filter(state=Telling.State.WAITING)
    return WishPage(
        line=line,
        asked=[Asked(one.case, vars(one)["asked_at"]) for one in asked[:CASES_SHOWN]],
        former=list(
            Decision.objects.filter(wish=wish, ended_at__isnull=False).order_by("-decided_at")
        ),
        to_tell=len(to_tell),
        in_other_language=sum(spoken == other for spoken in languages_of(to_tell).values()),
        told=dict(tellings.values_list("state").annotate(Count("pk"))),
        held_back=waiting.filter(case__in=owing_answer(Case.objects.all())).count(),
    )


def persons_to_tell(wish: Wish) -> dict[int, int]:
    """By person, the last case in which they asked; without those who were told."""
    told = Telling.objects.filter(wish=wish, person=OuterRef("case__person"))
    rows = (
        _asking(wish=wish)
        .filter(~Exists(told))
        .order_by(F("asked_at"), "case_id")
        .values_list("case__person_id", "case_id")
    )
    return dict(rows)


def said_in_public(brand: Brand, *, language: str) -> Sequence[SaidInPublic]:
    """What stands on the brand's own place for a reader of this language, the newest first; in one
    query."""
    asked = Count(
        "decision__wish__wished__case__person",
        filter=Q(decision__wish__wished__removed_at=None),
        distinct=True,
    )
    notes = (
        PublicNote.objects.filter(
            decision__wish__brand=brand, decision__ended_at=None, withdrawn_at=None
        )
        .select_related("decision__wish__brand")
        .annotate(persons=asked)
        .order_by("-published_at")
    )
    return [
        SaidInPublic(
            title=note.decision.wish.title,
            kind=Decision.Kind(note.decision.kind),
            text=note.said_in(language),
            published_at=note.published_at,
            persons=note.persons,
        )
        for note in notes[:LISTED_AT_MOST]
    ]


def wishes_of_case(case: Case) -> Sequence[Wish]:
    rows = Wish.objects.filter(wished__case=case, wished__removed_at=None)
    return list(rows.order_by("title"))


def _asking(*, wish: Wish | OuterRef) -> QuerySet[Wished]:
    """Where it holds that somebody asks for this, with `asked_at`: when they had last spoken as it
    was noted. Not the case's last activity, which may be our own word."""
    spoken = Message.objects.filter(
        place__case=OuterRef("case"),
        direction=Message.Direction.IN,
        created_at__lte=OuterRef("noted_at"),
    ).order_by("-created_at")
    return Wished.objects.filter(wish=wish, removed_at=None).annotate(
        asked_at=Coalesce(Subquery(spoken.values("created_at")[:1]), "noted_at")
    )


def _counted(wishes: QuerySet[Wish]) -> QuerySet[Wish]:
    """Those asked for by most persons first."""
    living = Q(wished__removed_at=None)
    notes = PublicNote.objects.filter(withdrawn_at=None)
    held = Decision.objects.filter(ended_at=None).prefetch_related(
        Prefetch("notes", queryset=notes, to_attr="living_notes")
    )
    latest = (
        _asking(wish=OuterRef("pk")).order_by(F("asked_at").desc()).values_list(F("asked_at"))[:1]
    )
    counted = wishes.annotate(
        cases=Count("wished", filter=living, distinct=True),
        persons=Count("wished__case__person", filter=living, distinct=True),
        last_asked=Subquery(latest),
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
