"""The square of an imaginary town: a real connector to a network that does not exist.

It shows in the fewest lines what a connector is, and the first hour and the tests use it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from parvis.channels.connectors.json_fields import fields_in
from parvis.channels.protocol import (
    Absent,
    Author,
    Direction,
    Done,
    Event,
    EventKind,
    Found,
    Health,
    IncomingMessage,
    Intent,
    Io,
    JsonObject,
    Limits,
    MarkUnreadable,
    Outcome,
    Page,
    Raw,
    Refusal,
    Retry,
    Spec,
    Surface,
    Uncertain,
    Unreachable,
    Visibility,
)

NETWORK = "square"
TEXT_MAX = 500


FORGOTTEN = "The square forgets all but its newest posts: some were gone before they were read."


class DemoConnector:
    spec: ClassVar[Spec] = Spec(
        id="demo",
        label="The square",
        network=NETWORK,
        icon="megaphone",
        version=1,
        capabilities=frozenset({"listen", "reply"}),
        sources=("posts",),
        limits=Limits(text_max=TEXT_MAX),
        visibility_of_reply=Visibility.PUBLIC,
        idempotency="native",
        poll_every=timedelta(seconds=2),
    )

    def check(self, io: Io) -> Health:
        self._get(io, "/posts", {"after": 0, "limit": 1})
        return Health(identity=io.settings.get("brand", ""))

    def pull(self, io: Io, *, source: str, cursor: JsonObject, budget: int) -> Page:  # noqa: ARG002
        after = _read_until(cursor)
        answer = self._get(io, "/posts", {"after": after, "limit": budget})
        last = answer["posts"][-1]["id"] if answer["posts"] else after
        return Page(
            raws=tuple(_raw(post, io) for post in answer["posts"]),
            cursor={"after": int(last)},
            more=answer["more"],
            lost=(FORGOTTEN,) if cursor and answer["forgotten"] else (),
        )

    def held(self, io: Io, *, source: str) -> Sequence[str]:  # noqa: ARG002
        return [f"post:{number}" for number in self._get(io, "/posts/ids", {})["ids"]]

    def fetch(self, io: Io, *, source: str, keys: Sequence[str]) -> Sequence[Raw]:  # noqa: ARG002
        ids = [key.removeprefix("post:") for key in keys]
        return [_raw(post, io) for post in self._get(io, "/posts/some", {"ids": ids})["posts"]]

    def parse(self, raw: Raw) -> Sequence[Event]:
        post = fields_in(raw.body, of="post of the square")
        author = post.required_object("author")
        handle, thread = author.required_identifier("handle"), post.required_identifier("thread")
        answers = post.identifier("answers")
        message = IncomingMessage(
            network=NETWORK,
            ext_id=post.required_identifier("id"),
            thread_ext=thread,
            parent_ext=answers,
            root_ext=thread,
            surface=Surface.COMMENT if answers else Surface.PUBLIC_POST,
            visibility=Visibility.PUBLIC,
            direction=Direction.OUT if post.flag("by_brand") else Direction.IN,
            author=Author(
                network=NETWORK,
                ext_id=handle,
                handle=f"@{handle}",
                display=author.text("name"),
            ),
            text=post.required_text("text"),
            sent_as=post.identifier("key"),
            created_at=post.required_time("posted_at"),
        )
        created = message.created_at
        return [
            Event(kind=EventKind.CREATED, key=message.ext_id, occurred_at=created, message=message)
        ]

    def act(self, io: Io, intent: Intent, *, attempt_key: str) -> Outcome:
        if len(intent.text) > TEXT_MAX:
            return Refusal(f"the square takes {TEXT_MAX} characters, this has {len(intent.text)}")
        wanted = {
            "answers": intent.parent_ext,
            "text": intent.text,
            "key": attempt_key,
            "at": io.now().isoformat(),
        }
        status, answer = io.doors["network"]("POST", "/posts", wanted)
        if status == 201:
            return _done(answer)
        if status in {429, 503}:
            return Retry(after=timedelta(seconds=30), why=f"the square answered {status}")
        if 400 <= status < 500:
            return Refusal(str(answer.get("error", status)))
        return Uncertain(f"the square answered {status}")

    def find(self, io: Io, intent: Intent, *, attempt_key: str) -> Found:  # noqa: ARG002
        status, answer = io.doors["network"]("GET", "/posts/by-key", {"key": attempt_key})
        if status == 200:
            return _done(answer)
        return Absent() if status == 404 else Uncertain(f"the square answered {status}")

    def _get(self, io: Io, path: str, parameters: JsonObject) -> JsonObject:
        status, answer = io.doors["network"]("GET", path, parameters)
        if status != 200:
            raise Unreachable(f"the square answered {status} to {path}: it is tried again")
        found: JsonObject = answer
        return found


def _read_until(mark: JsonObject) -> int:
    after = mark.get("after", 0)
    if not isinstance(after, int) or (mark and "after" not in mark):
        raise MarkUnreadable(f"The reading mark of the square makes no sense: {dict(mark)}.")
    return after


def _raw(post: JsonObject, io: Io) -> Raw:
    return Raw(
        key=f"post:{post['id']}",
        body=json.dumps(post, ensure_ascii=False).encode(),
        media_type="application/json",
        received_at=io.now(),
    )


def _done(post: JsonObject) -> Done:
    return Done(ext_id=post["id"], at=datetime.fromisoformat(post["posted_at"]))
