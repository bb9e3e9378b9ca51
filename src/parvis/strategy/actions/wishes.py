"""You said, we did: a wish is noted in cases, decided, said in public, and told to who asked."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from parvis.brands.models import User
from parvis.inbox.models import Case
from parvis.kit.activity import record
from parvis.kit.knocks import knock
from parvis.strategy.models import Decision, PublicNote, Telling, Wish, Wished
from parvis.strategy.queries.wishes import persons_to_tell

TELL = "parvis.strategy.tell"
TITLE_MAX = 120
NOTE_MAX = 2_000


class TitleTaken(Exception):
    """The brand has noted another wish in the same words."""


class NothingDecided(Exception):
    """A note speaks of a decision, and there is none."""


@transaction.atomic
def note_wish(case: Case, *, wish: Wish, by: User, at: datetime) -> bool:
    """Who speaks in this case asks for it. False where that was noted before. Raises `ValueError`
    for another brand's wish."""
    if wish.brand_id != case.brand_id:
        raise ValueError(f"wish {wish.pk} is not of the brand of case {case.pk}")
    _, made = Wished.objects.get_or_create(
        wish=wish,
        case=case,
        removed_at=None,
        defaults={"noted_at": at, "noted_by_name": by.name},
    )
    if made:
        _log("wish.noted", wish, by=by, at=at, case=case.pk)
    return made


@transaction.atomic
def note_new_wish(case: Case, *, title: str, by: User, at: datetime) -> Wish:
    """In the words of `title`; where the brand has one of these words, it is that one. Raises
    `ValueError` for a title without words or too long."""
    words = _words(title)
    wish, _ = Wish.objects.get_or_create(
        brand=case.brand,
        title__iexact=words,
        defaults={"title": words, "noted_at": at, "noted_by_name": by.name},
    )
    note_wish(case, wish=wish, by=by, at=at)
    return wish


@transaction.atomic
def remove_wish(case: Case, *, wish: Wish, by: User, at: datetime) -> None:
    """It was not what they asked for."""
    living = Wished.objects.filter(wish=wish, case=case, removed_at=None)
    if living.update(removed_at=at, removed_by_name=by.name):
        _log("wish.removed", wish, by=by, at=at, case=case.pk)


@transaction.atomic
def rename_wish(wish: Wish, *, title: str, by: User, at: datetime) -> None:
    """Raises `TitleTaken`, and `ValueError` for a title without words or too long."""
    held = _hold(wish)
    before, held.title = held.title, _words(title)
    try:
        with transaction.atomic():
            held.save(update_fields=["title"])
    except IntegrityError:
        raise TitleTaken from None
    _log("wish.renamed", held, by=by, at=at, before=before)


@transaction.atomic
def decide_wish(wish: Wish, *, kind: Decision.Kind, why: str, by: User, at: datetime) -> Decision:
    """What the brand does about it; what was decided before, and was said of that, ends. Raises
    `ValueError` where no reason is given."""
    reason = why.strip()
    if not reason:
        raise ValueError("a decision says why")
    held = _hold(wish)
    for former in Decision.objects.filter(wish=held, ended_at=None):
        PublicNote.objects.filter(decision=former, withdrawn_at=None).update(withdrawn_at=at)
        former.ended_at = at
        former.save(update_fields=["ended_at"])
    decision = Decision.objects.create(
        wish=held, kind=kind, why=reason, decided_at=at, by=by, by_name=by.name
    )
    _log("wish.decided", held, by=by, at=at, kind=kind.value)
    return decision


@transaction.atomic
def publish_note(
    wish: Wish, *, text: str, other_text: str = "", by: User, at: datetime
) -> PublicNote:
    """Say in public what was decided, in place of what was said of it before; `other_text` to who
    reads the other language (`other_language`). Raises `NothingDecided`, and `ValueError` for a
    note without words or too long."""
    words, other_words = text.strip(), other_text.strip()
    if not words or max(len(words), len(other_words)) > NOTE_MAX:
        raise ValueError(f"a note has 1 to {NOTE_MAX:,} letters")
    held = _hold(wish)
    decision = Decision.objects.filter(wish=held, ended_at=None).first()
    if decision is None:
        raise NothingDecided
    PublicNote.objects.filter(decision=decision, withdrawn_at=None).update(withdrawn_at=at)
    note = PublicNote.objects.create(
        decision=decision,
        text=words,
        other_text=other_words,
        published_at=at,
        by=by,
        by_name=by.name,
    )
    _log("wish.published", held, by=by, at=at)
    return note


@transaction.atomic
def withdraw_note(wish: Wish, *, by: User, at: datetime) -> None:
    """It is public no more; who was told was told."""
    held = _hold(wish)
    living = PublicNote.objects.filter(decision__wish=held, withdrawn_at=None)
    if living.update(withdrawn_at=at):
        _log("wish.withdrawn", held, by=by, at=at)


@transaction.atomic
def tell_who_asked(note: PublicNote, *, by: User, at: datetime) -> int:
    """Everybody who asked and was not told yet gets the note as an answer, from a worker; how many
    they are. A second call tells nobody twice."""
    held = _hold(note.decision.wish)
    waiting = Telling.objects.bulk_create(
        [
            Telling(wish=held, person_id=person, note=note, case_id=case, by=by, asked_at=at)
            for person, case in persons_to_tell(held).items()
        ]
    )
    if waiting:
        _log("wish.told", held, by=by, at=at, persons=len(waiting))
        knock(TELL, turn=TELL)
    return len(waiting)


def _hold(wish: Wish) -> Wish:
    wishes = Wish.objects.select_for_update(of=("self",)).select_related("brand")
    return wishes.get(pk=wish.pk)


def _words(title: str) -> str:
    words = " ".join(title.split())
    if not words or len(words) > TITLE_MAX:
        raise ValueError(f"a wish has 1 to {TITLE_MAX} letters: {title!r}")
    return words


def _log(verb: str, wish: Wish, *, by: User, at: datetime, **facts: object) -> None:
    record(
        verb,
        target=("wish", wish.pk),
        by=by.actor,
        at=at,
        brand_id=wish.brand_id,
        facts={"title": wish.title, **facts},
    )
