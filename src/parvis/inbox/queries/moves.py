"""What moves between cases have carried, and what came after them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from django.db.models import Q

from parvis.inbox.models import Case, CaseMessage, Move, MovedMessage


def messages_in(case: Case) -> list[int]:
    places = CaseMessage.objects.filter(case=case)
    return list(places.order_by("message").values_list("message_id", flat=True))


def came_along_since(move: Move) -> list[int]:
    """Messages that came to the target since the move and belong to what it carried: to a case that
    was split off, all; else what was said in threads that had no message there before."""
    carried = set(move.messages.values_list("message_id", flat=True))
    others = CaseMessage.objects.filter(case=move.target).exclude(message__in=carried)
    if move.kind == Move.Kind.SPLIT:
        return list(others.values_list("message_id", flat=True))
    threads = set(move.messages.values_list("message__thread_id", flat=True))
    in_threads = others.filter(message__thread__in=threads)
    moved_here = set(
        MovedMessage.objects.filter(
            message__place__in=in_threads, move__undone_at=None
        ).values_list("message_id", flat=True)
    )
    rows = in_threads.values_list("message_id", "message__thread_id", "message__received_at")
    shared = {
        thread_id
        for message_id, thread_id, received_at in rows
        if received_at < move.moved_at or message_id in moved_here
    }
    return [message_id for message_id, thread_id, _ in rows if thread_id not in shared]


def moves_of(case: Case) -> Sequence[Move]:
    """All that were made from the case and to it, also those undone; the latest first. Of the cases
    they name, the titles."""
    rows = Move.objects.filter(Q(source=case) | Q(target=case)).select_related("source", "target")
    titles = rows.only("kind", "moved_at", "undone_at", "source__title", "target__title")
    return list(titles.order_by("-moved_at"))


def taken_in_by(case: Case, *, moves: Sequence[Move] | None = None) -> Mapping[int, str]:
    """The case and all whose messages it holds now, by id with their titles: merged into it, on and
    on, or split off and put back. One query for each step of the way, and none for the first where
    its `moves` (`moves_of`) are given."""
    found = {case.pk: case.title}
    steps = moves_of(case) if moves is None else moves
    while more := {other.pk: other.title for other in _emptied(steps, into=found)}:
        found |= more
        steps = list(
            Move.objects.filter(Q(source__in=more) | Q(target__in=more)).select_related(
                "source", "target"
            )
        )
    return found


def _emptied(moves: Iterable[Move], *, into: Collection[int]) -> Iterator[Case]:
    """Cases whose messages lie in one of these now, and which are none of them."""
    for move in moves:
        is_merge, is_undone = move.kind == Move.Kind.MERGE, move.undone_at is not None
        emptied, taker = (move.source, move.target) if is_merge else (move.target, move.source)
        if is_merge != is_undone and taker.pk in into and emptied.pk not in into:
            yield emptied


def taker_of(case: Case) -> Case:
    """The case in which the messages of a merged one lie now; the case itself if it was not."""
    while case.state == Case.State.MERGED:
        merge = Move.objects.filter(source=case, kind=Move.Kind.MERGE, undone_at=None)
        split = Move.objects.filter(target=case, kind=Move.Kind.SPLIT, undone_at__isnull=False)
        if into := merge.select_related("target__brand").first():
            case = into.target
        elif back := split.select_related("source__brand").first():
            case = back.source
        else:
            return case
    return case
