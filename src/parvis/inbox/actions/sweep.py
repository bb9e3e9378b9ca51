"""What the signals have missed is done now. Everything here is safe to repeat."""

from __future__ import annotations

from datetime import datetime

from parvis.inbox.actions.arrival import take_in
from parvis.inbox.actions.indexing import index_messages
from parvis.inbox.actions.mailing import mail_answers
from parvis.inbox.actions.reply import put_back
from parvis.inbox.actions.whose import follow_person
from parvis.inbox.actions.withdrawn import forget_old_words
from parvis.inbox.queries import missed
from parvis.kit.actors import PARVIS


def take_up_what_was_missed(*, among_newest: int | None, at: datetime) -> None:
    """Among so many of the newest rows; None: among all."""
    for identity_id in missed.links_not_followed(among_newest=among_newest):
        follow_person(identity_id, by=PARVIS, at=at)
    take_in(missed.messages_without_place(among_newest=among_newest))
    put_back(missed.answers_that_failed(among_newest=among_newest), at=at)
    mail_answers(missed.answers_not_mailed(among_newest=among_newest))
    withdrawn = missed.withdrawn_messages(among_newest=among_newest)
    forget_old_words(withdrawn, at=at)
    index_messages(withdrawn)
