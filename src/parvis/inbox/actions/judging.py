"""Asking triage about messages, with the context that only the ledger knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parvis.brands.models import Brand
from parvis.inbox.actions.arrived import Arrived
from parvis.inbox.actions.threads import ThreadsSoFar
from parvis.inbox.models import Judgement
from parvis.kit.clock import now
from parvis.kit.copying import copy_values
from parvis.triage import Reason, Text, Verdict, judge

COPIED = (
    *("message_id", "version", "language", "needs_answer", "calls_for_answer", "promotional"),
    *("complaint", "question", "urgency", "p_negative", "p_neutral", "p_positive"),
    *("reasons", "judged_at"),
)


def judge_messages(
    brand: Brand, messages: Sequence[Arrived], threads: ThreadsSoFar
) -> dict[int, Verdict]:
    """Verdicts by message id for what people said; stores them as `Judgement` rows."""
    heard = [message for message in messages if _is_heard(message)]
    verdicts = judge([_text(brand, message, threads) for message in heard])
    by_id = {message.id: verdict for message, verdict in zip(heard, verdicts, strict=True)}
    _store(by_id)
    return by_id


def _is_heard(message: Arrived) -> bool:
    return message.is_heard and not message.is_deleted


def _text(brand: Brand, message: Arrived, threads: ThreadsSoFar) -> Text:
    return Text(
        text=message.text,
        title=message.title,
        visibility="private" if message.visibility == "private" else "public",
        surface=message.surface,
        addressed=_is_addressed(brand, message, threads),
        after_answer=threads.answered_just_before(message),
        automatic=message.automatic,
    )


def _is_addressed(brand: Brand, message: Arrived, threads: ThreadsSoFar) -> bool:
    """Sent to the brand, naming it, or said after the brand has spoken to this person.

    A comment under the brand's own post is talk about it until it names the brand.
    """
    if message.visibility == "private":
        return True
    names = {brand.slug, brand.name.lower(), message.account_name.lower()}
    words = message.text.lower()
    return threads.spoke_to_author_before(message) or any(name in words for name in names)


def _store(verdicts: Mapping[int, Verdict]) -> None:
    moment = now()
    copy_values(
        Judgement,
        COPIED,
        (
            (
                message_id,
                verdict.version,
                verdict.language,
                verdict.needs_answer,
                verdict.calls_for_answer,
                verdict.promotional,
                verdict.complaint,
                verdict.question,
                verdict.urgency,
                verdict.tone.p_negative,
                verdict.tone.p_neutral,
                verdict.tone.p_positive,
                [_as_json(reason) for reason in verdict.reasons],
                moment,
            )
            for message_id, verdict in verdicts.items()
        ),
    )


def _as_json(reason: Reason) -> dict[str, object]:
    return {
        "about": reason.about,
        "kind": reason.kind,
        "text": reason.text,
        "raises": reason.raises,
    }
