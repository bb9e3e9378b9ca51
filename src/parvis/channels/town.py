"""The imaginary town's side of the wire: what its servers answer to the demo connector.

`square_door` and `post_office` are doors (protocol.Io.doors): the connectors use them as they
would use a network. Nothing else of Parvis reads the town's tables, but the pages of the town.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from parvis.brands.models import Brand
from parvis.channels.models import Letter, SquarePost
from parvis.channels.protocol import JsonObject, Transport


def post_on_square(
    brand: Brand,
    *,
    handle: str,
    name: str,
    text: str,
    at: datetime,
    parent: SquarePost | None = None,
    by_brand: bool = False,
    key: str = "",
) -> SquarePost:
    """Somebody speaks on the square. With a `key`, the same words are posted once."""
    try:
        with transaction.atomic():
            return SquarePost.objects.create(
                brand=brand,
                parent=parent,
                author_handle=handle,
                author_name=name,
                by_brand=by_brand,
                text=text,
                idempotency_key=key,
                posted_at=at,
            )
    except IntegrityError:
        return SquarePost.objects.get(brand=brand, idempotency_key=key)


def square_door(brand: Brand) -> Transport:
    """The square's HTTP interface, without the HTTP: GET /posts, POST /posts, GET /posts/by-key."""

    def answer(method: str, path: str, parameters: JsonObject) -> tuple[int, JsonObject]:
        match method, path:
            case "GET", "/posts":
                return 200, _posts_after(brand, int(parameters["after"]), parameters["limit"])
            case "POST", "/posts":
                return _post_by_brand(brand, parameters)
            case "GET", "/posts/by-key":
                found = SquarePost.objects.filter(
                    brand=brand, idempotency_key=parameters["key"]
                ).first()
                return (200, _as_json(found)) if found else (404, {})
            case _:
                return 404, {"error": f"the square has no {method} {path}"}

    return answer


def _posts_after(brand: Brand, after: int, limit: int) -> JsonObject:
    posts = SquarePost.objects.filter(brand=brand, pk__gt=after).order_by("pk")[: limit + 1]
    rows = list(posts)
    return {"posts": [_as_json(row) for row in rows[:limit]], "more": len(rows) > limit}


def _post_by_brand(brand: Brand, parameters: JsonObject) -> tuple[int, JsonObject]:
    parent = SquarePost.objects.filter(brand=brand, pk=parameters["answers"]).first()
    if parent is None:
        return 404, {"error": "the post that you answer is no longer there"}
    made = post_on_square(
        brand,
        handle=brand.slug,
        name=brand.name,
        text=parameters["text"],
        at=datetime.fromisoformat(parameters["at"]),
        parent=parent,
        by_brand=True,
        key=parameters["key"],
    )
    return 201, _as_json(made)


def _as_json(post: SquarePost) -> dict[str, Any]:
    return {
        "id": str(post.pk),
        "answers": str(post.parent_id or ""),
        "thread": str(_root(post)),
        "author": {"handle": post.author_handle, "name": post.author_name},
        "by_brand": post.by_brand,
        "text": post.text,
        "posted_at": post.posted_at.isoformat(),
    }


def _root(post: SquarePost) -> int:
    root = post
    while root.parent:
        root = root.parent
    return int(root.pk)


class PostOffice:
    """The `smtp` door of the demo: mails are kept to be looked at, none leaves the machine."""

    def __init__(self, brand: Brand, *, at: datetime) -> None:
        self._brand = brand
        self._at = at

    def send(self, from_address: str, to_address: str, body: bytes) -> None:  # noqa: ARG002
        Letter.objects.create(brand=self._brand, to=to_address, body=body, posted_at=self._at)
