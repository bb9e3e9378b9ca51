"""From a row of the outbox to what a connector is asked to say, if it may still be said."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from parvis.channels.models import Message, Outgoing, Thread
from parvis.channels.protocol import Direction, Intent, Spec, Verb
from parvis.channels.tokens import reply_address
from parvis.kit.actors import PARVIS

REFERENCES_MAX = 20
OURS = [Direction.OUT, Direction.ECHO]


def objection(outgoing: Outgoing, spec: Spec) -> str:
    """Why this must not leave now, in the brand's language; "" when it may.

    Asked at the moment of sending: what was true when it was typed may have changed since.
    """
    with override(outgoing.account.brand.language):
        return _limits(outgoing, spec) or (
            _since_it_was_written(outgoing) if outgoing.verb == Verb.REPLY else ""
        )


def _limits(outgoing: Outgoing, spec: Spec) -> str:
    if not spec.capabilities & {"reply", "reply_private"}:
        return _("This channel cannot answer.")
    length = spec.limits.length_of(outgoing.text)
    if length > spec.limits.text_max:
        return _("%(channel)s takes %(most)s characters, this has %(length)s.") % {
            "channel": _(spec.label),
            "most": spec.limits.text_max,
            "length": length,
        }
    return ""


def _since_it_was_written(outgoing: Outgoing) -> str:
    """The message that is answered, and its thread, are as the writer saw them."""
    target = outgoing.answers
    if target is None or target.deleted_at:
        return _("The message that this answers was deleted since; nothing was sent.")
    if target.edited_at and target.edited_at > outgoing.asked_at:
        return _("The message was changed since you wrote: read it again, then send.")
    elsewhere = Message.objects.filter(
        thread=outgoing.thread_id,
        direction__in=OURS,
        outgoing=None,
        received_at__gt=outgoing.asked_at,
        recipient=target.author_id,
    )
    if elsewhere.exists():
        return _("Somebody has answered outside Parvis since you wrote: look at it, then send.")
    return ""


def intent_of(outgoing: Outgoing) -> Intent:
    account, thread = outgoing.account, outgoing.thread
    has_mail_address = account.connector == "email" and thread is not None
    return Intent(
        verb=Verb(outgoing.verb),
        text=outgoing.text,
        to=outgoing.to,
        to_name=outgoing.recipient.display if outgoing.recipient else "",
        title=outgoing.title,
        parent_ext=outgoing.answers.ext_id if outgoing.answers else "",
        thread_ext=thread.ext_id if thread else "",
        references=_references(outgoing, thread) if has_mail_address and thread else (),
        reply_to=reply_address(account, thread) if has_mail_address and thread else "",
        author_name="" if outgoing.author_kind == PARVIS.kind else outgoing.author_name,
        lang=outgoing.lang,
        created_at=outgoing.created_at,
    )


def _references(outgoing: Outgoing, thread: Thread) -> tuple[str, ...]:
    """What this person and the brand have said in the thread, oldest first, as far as a header
    should be long. What others said there is not named to them."""
    with_them = Q(author=outgoing.recipient_id) | Q(recipient=outgoing.recipient_id)
    said = thread.messages.filter(with_them).order_by("created_at", "id")
    names = list(said.values_list("ext_id", flat=True))
    return tuple(names[:1] + names[1:][-REFERENCES_MAX:])
