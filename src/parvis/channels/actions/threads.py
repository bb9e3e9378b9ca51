"""Which thread a message belongs to.

In this order: the signed token that an answer to one of our mails carries; the nearest message
it refers to that is known; the thread that its network names; a thread whose messages refer to the
same one, which nobody has here; a thread of its own. Never the subject line, and never a number
written in it: anybody can write those.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parvis.channels.models import Account, Ancestor, Message, Thread
from parvis.channels.protocol import IncomingMessage
from parvis.channels.tokens import thread_from_token
from parvis.kit.copying import copy_rows, next_ids


class ThreadFinder:
    """Threads for one batch: looked up once, added to as the batch goes on, and kept at its end.

    The caller holds the account's turn: nobody else makes threads of it meanwhile.
    """

    def __init__(self, account: Account, messages: Sequence[IncomingMessage]) -> None:
        self._account = account
        self._by_message = self._known_messages(messages)
        self._by_name = self._known_threads(messages)
        self._by_ancestor = self._known_ancestors(messages)
        self._numbers = self._numbers_for_new(messages)
        self._new: list[Thread] = []
        self._new_ancestors: dict[str, int] = {}

    def thread_of(self, message: IncomingMessage) -> int:
        """The thread's id. From now on a later message of the batch may refer to this one."""
        thread_id = (
            self._answered(message)
            or self._by_name.get(_name(message))
            or self._related(message)
            or self._begun_by(message)
        )
        self._by_message[message.ext_id] = thread_id
        self._note_ancestors(message, thread_id)
        return thread_id

    def keep(self) -> None:
        """Write what is new, before the messages that lie in it."""
        copy_rows(self._new)
        Ancestor.objects.bulk_create(
            (
                Ancestor(account=self._account, ext_id=name, thread_id=thread_id)
                for name, thread_id in self._new_ancestors.items()
            ),
            ignore_conflicts=True,
        )

    def _answered(self, message: IncomingMessage) -> int | None:
        answered = thread_from_token(self._account, message.reply_token)
        if answered:
            return answered.pk
        known = map(self._by_message.get, _references(message))
        return next(filter(None, known), None)

    def _related(self, message: IncomingMessage) -> int | None:
        """The thread of a sibling or a child, by a message that none but their headers knows."""
        for name in _relatives(message):
            if thread_id := self._by_name.get(name) or self._by_ancestor.get(name):
                return thread_id
        return None

    def _begun_by(self, message: IncomingMessage) -> int:
        name = _name(message)
        thread_id = self._by_name[name] = self._numbers[name]
        self._new.append(
            Thread(
                pk=thread_id,
                account_id=self._account.pk,
                ext_id=name,
                title=message.title[:300],
                created_at=message.created_at,
            )
        )
        return thread_id

    def _note_ancestors(self, message: IncomingMessage, thread_id: int) -> None:
        for name in _references(message):
            if not (name in self._by_message or name in self._by_name or name in self._by_ancestor):
                self._by_ancestor[name] = self._new_ancestors[name] = thread_id

    def _known_messages(self, messages: Sequence[IncomingMessage]) -> dict[str, int]:
        names = {name for message in messages for name in _references(message)}
        rows = Message.objects.filter(account=self._account, ext_id__one_of=names)
        return dict(rows.values_list("ext_id", "thread_id"))

    def _known_threads(self, messages: Sequence[IncomingMessage]) -> dict[str, int]:
        names = set(map(_name, messages)) | self._unexplained(messages)
        rows = Thread.objects.filter(account=self._account, ext_id__one_of=names)
        return dict(rows.values_list("ext_id", "pk"))

    def _known_ancestors(self, messages: Sequence[IncomingMessage]) -> dict[str, int]:
        names = self._unexplained(messages)
        if not names:
            return {}
        rows = Ancestor.objects.filter(account=self._account, ext_id__one_of=names)
        return dict(rows.values_list("ext_id", "thread_id"))

    def _unexplained(self, messages: Sequence[IncomingMessage]) -> set[str]:
        relatives = {name for message in messages for name in _relatives(message)}
        return relatives - self._by_message.keys()

    def _numbers_for_new(self, messages: Sequence[IncomingMessage]) -> Mapping[str, int]:
        """Some remain unused: a message that is new may belong to a thread that is not."""
        names = {name: None for name in map(_name, messages) if name not in self._by_name}
        return dict(zip(names, next_ids(Thread, len(names)), strict=True))


def _name(message: IncomingMessage) -> str:
    return (message.thread_ext or message.root_ext or message.ext_id)[:1000]


def _references(message: IncomingMessage) -> tuple[str, ...]:
    return (*((message.parent_ext,) if message.parent_ext else ()), *message.references)


def _relatives(message: IncomingMessage) -> tuple[str, ...]:
    """By which its thread may be known; of no use where the network gives threads a name."""
    names = (message.ext_id, *_references(message))
    return names if message.thread_ext in {"", *names} else ()
