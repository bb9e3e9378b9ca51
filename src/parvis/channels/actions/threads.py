"""Which thread a message belongs to.

In this order: the signed token that an answer to one of our mails carries; the nearest message
it refers to that is known; the thread that its network names; a thread of its own. Never the
subject line, and never a number written in it: anybody can write those.
"""

from __future__ import annotations

from collections.abc import Sequence

from parvis.channels.models import Account, Message, Thread
from parvis.channels.protocol import IncomingMessage
from parvis.channels.tokens import thread_from_token
from parvis.kit.copying import copy_rows


class ThreadFinder:
    """Threads for one batch: looked up once, made in bulk, and added to as the batch goes on.

    The caller holds the account's turn: nobody else makes threads of it meanwhile.
    """

    def __init__(self, account: Account, messages: Sequence[IncomingMessage]) -> None:
        self._account = account
        self._by_message = self._known_messages(messages)
        self._by_name = self._threads(messages)

    def thread_of(self, message: IncomingMessage) -> int:
        """The thread's id."""
        answered = thread_from_token(self._account, message.reply_token)
        if answered:
            return answered.pk
        for reference in _references(message):
            if thread_id := self._by_message.get(reference):
                return thread_id
        return self._by_name[_name(message)]

    def remember(self, message: IncomingMessage, thread_id: int) -> None:
        """A later message of the batch may refer to this one."""
        self._by_message[message.ext_id] = thread_id

    def _known_messages(self, messages: Sequence[IncomingMessage]) -> dict[str, int]:
        names = {name for message in messages for name in _references(message)}
        rows = Message.objects.filter(account=self._account, ext_id__one_of=names)
        return dict(rows.values_list("ext_id", "thread_id"))

    def _threads(self, messages: Sequence[IncomingMessage]) -> dict[str, int]:
        names = {_name(message): message for message in messages}
        rows = Thread.objects.filter(account=self._account, ext_id__one_of=names)
        known = dict(rows.values_list("ext_id", "pk"))
        made = copy_rows(
            Thread(
                account_id=self._account.pk,
                ext_id=name,
                title=message.title[:300],
                created_at=message.created_at,
            )
            for name, message in names.items()
            if name not in known
        )
        return known | {thread.ext_id: thread.pk for thread in made}


def _name(message: IncomingMessage) -> str:
    return (message.thread_ext or message.root_ext or message.ext_id)[:1000]


def _references(message: IncomingMessage) -> tuple[str, ...]:
    return (*((message.parent_ext,) if message.parent_ext else ()), *message.references)
