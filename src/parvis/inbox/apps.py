from __future__ import annotations

from typing import Any

from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "parvis.inbox"
    label = "inbox"

    def ready(self) -> None:
        from parvis.channels.signals import changed, not_sent, received, sent
        from parvis.people.signals import linked

        received.connect(_take_in, dispatch_uid="inbox takes in what was received")
        sent.connect(_take_in, dispatch_uid="inbox takes in what was sent")
        sent.connect(_mail_answers, dispatch_uid="inbox mails answers of the web page")
        received.connect(_index, dispatch_uid="inbox makes what was received findable")
        sent.connect(_index, dispatch_uid="inbox makes what was sent findable")
        changed.connect(_forget_old_words, dispatch_uid="inbox forgets words that changed")
        changed.connect(_index_anew, dispatch_uid="inbox finds by words no longer than they stand")
        not_sent.connect(_put_back, dispatch_uid="inbox puts cases back whose answer failed")
        linked.connect(_follow_person, dispatch_uid="inbox follows a linked identity")


def _take_in(message_ids: list[int], **_: Any) -> None:
    from parvis.inbox.actions import take_in

    take_in(message_ids)


def _index(message_ids: list[int], **_: Any) -> None:  # noqa: ARG001 - the log says which
    from parvis.inbox.actions.indexing import knock_indexer

    knock_indexer()


def _mail_answers(message_ids: list[int], **_: Any) -> None:
    from parvis.inbox.actions.mailing import mail_answers

    mail_answers(message_ids)


def _forget_old_words(message_ids: list[int], **_: Any) -> None:
    from parvis.inbox.actions.withdrawn import forget_old_words
    from parvis.kit.clock import now

    forget_old_words(message_ids, at=now())


def _index_anew(message_ids: list[int], **_: Any) -> None:
    from parvis.inbox.actions.indexing import index_messages

    index_messages(message_ids)


def _put_back(outgoing_ids: list[int], **_: Any) -> None:
    from parvis.inbox.actions import put_back
    from parvis.kit.clock import now

    put_back(outgoing_ids, at=now())


def _follow_person(identity_id: int, **_: Any) -> None:
    from parvis.inbox.actions import follow_person
    from parvis.kit.actors import PARVIS
    from parvis.kit.clock import now

    follow_person(identity_id, by=PARVIS, at=now())
