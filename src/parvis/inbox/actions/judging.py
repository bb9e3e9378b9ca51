"""Asking triage about messages, with the context that only the ledger knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from parvis.brands.models import Brand
from parvis.inbox.actions.arrived import Arrived
from parvis.inbox.actions.matching import Words, match
from parvis.inbox.actions.threads import ThreadsSoFar
from parvis.inbox.models import Correction, Judgement
from parvis.inbox.queries.models import judge_for
from parvis.kit.clock import now
from parvis.kit.copying import copy_values
from parvis.triage import Reason, Text, Verdict

COPIED = (
    *("message_id", "version", "language", "needs_answer", "calls_for_answer", "promotional"),
    *("complaint", "question", "abuse", "churn", "urgency"),
    *("p_negative", "p_neutral", "p_positive", "p_simple", "p_middle", "p_difficult", "subject"),
    *("matter_id", "matter_chance"),
    *("reasons", "judged_at", "edited_at", "account_id", "said_at"),
)


class _Judged(NamedTuple):
    """A message, what triage says of it, and its matter with the chance that it is."""

    message: Arrived
    verdict: Verdict
    matter: tuple[int | None, float]


def judge_messages(
    brand: Brand, messages: Sequence[Arrived], threads: ThreadsSoFar
) -> dict[int, Verdict]:
    """Verdicts by message id for what people said; stores them as `Judgement` rows."""
    heard = [message for message in messages if _is_heard(message)]
    verdicts = _verdicts(brand, heard, threads)
    copy_values(Judgement, COPIED, _rows(_with_matters(brand, heard, verdicts)))
    return {message.id: verdict for message, verdict in zip(heard, verdicts, strict=True)}


def judge_again(brand: Brand, messages: Sequence[Arrived], threads: ThreadsSoFar) -> list[Arrived]:
    """Judge words that were edited; returns those messages that call for an answer only now.

    What has called for an answer once goes on to, and what the team has said of it holds.
    """
    heard = [message for message in messages if _is_heard(message)]
    if not heard:
        return []
    verdicts = _verdicts(brand, heard, threads)
    corrected = set(
        Correction.objects.filter(
            judgement__one_of={message.id for message in heard}, undone_at=None
        ).values_list("judgement_id", flat=True)
    )
    asking = []
    for message, verdict in zip(heard, verdicts, strict=True):
        judgement = Judgement.objects.get(pk=message.id)
        asks = verdict.calls_for_answer and message.id not in corrected
        if asks and not judgement.calls_for_answer:
            judgement.calls_for_answer, judgement.asks_since = True, message.edited_at
            asking.append(message)
        _rewrite(brand, judgement, message, verdict)
    return asking


def _rewrite(brand: Brand, judgement: Judgement, message: Arrived, verdict: Verdict) -> None:
    row = next(_rows(_with_matters(brand, [message], [verdict])))
    for name, value in zip(COPIED, row, strict=True):
        if name not in {"message_id", "calls_for_answer"}:
            setattr(judgement, name, value)
    judgement.save()


def _verdicts(brand: Brand, messages: Sequence[Arrived], threads: ThreadsSoFar) -> list[Verdict]:
    if not messages:
        return []
    return judge_for(brand).judge([text_of(brand, message, threads) for message in messages])


def _is_heard(message: Arrived) -> bool:
    return message.is_heard and not message.is_deleted


def text_of(brand: Brand, message: Arrived, threads: ThreadsSoFar) -> Text:
    """The message as triage sees it."""
    after_answer = threads.answered_just_before(message)
    return Text(
        text=message.text,
        # under an old subject, a thank you is still a thank you
        title="" if after_answer else message.title,
        visibility="private" if message.visibility == "private" else "public",
        surface=message.surface,
        addressed=_is_addressed(brand, message, threads),
        after_answer=after_answer,
        was_asked=threads.was_asked_just_before(message),
        automatic=message.automatic,
    )


def _is_addressed(brand: Brand, message: Arrived, threads: ThreadsSoFar) -> bool:
    """Sent to the brand, naming it, or said after the brand has spoken to this person.

    A comment under the brand's own post is talk about it until it names the brand.
    """
    if message.visibility == "private":
        return True
    if threads.spoke_to_author_before(message):
        return True
    names = {brand.slug, brand.name.lower(), message.account_name.lower()}
    words = message.text.lower()
    return any(
        name in words and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) for name in names
    )


def _with_matters(
    brand: Brand, messages: Sequence[Arrived], verdicts: Sequence[Verdict]
) -> list[_Judged]:
    words = [
        Words(f"{message.title}\n{message.text}" if message.title else message.text, verdict.matter)
        for message, verdict in zip(messages, verdicts, strict=True)
    ]
    matters = match(brand.pk, words)
    return [_Judged(*row) for row in zip(messages, verdicts, matters, strict=True)]


def _rows(judged: Sequence[_Judged]) -> Iterator[tuple[object, ...]]:
    """The values of `COPIED`."""
    moment = now()
    for message, verdict, matter in judged:
        yield (
            message.id,
            verdict.version,
            verdict.language,
            verdict.needs_answer,
            verdict.calls_for_answer,
            verdict.promotional,
            verdict.complaint,
            verdict.question,
            verdict.abuse,
            verdict.churn,
            verdict.urgency,
            verdict.tone.p_negative,
            verdict.tone.p_neutral,
            verdict.tone.p_positive,
            verdict.task.p_simple,
            verdict.task.p_middle,
            verdict.task.p_difficult,
            verdict.matter,
            *matter,
            [_as_json(reason) for reason in verdict.reasons],
            moment,
            message.edited_at,
            message.account_id,
            message.created_at,
        )


def _as_json(reason: Reason) -> dict[str, object]:
    return {
        "about": reason.about,
        "kind": reason.kind,
        "text": reason.text,
        "raises": reason.raises,
    }
