"""The imaginary town's side of the wire: what its servers answer to the demo connector.

`square_door` and `post_office` are doors (protocol.Io.doors): the connectors use them as they
would use a network. Nothing else of Parvis reads the town's tables, but the pages of the town.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from parvis.brands.models import Brand
from parvis.channels.models import Letter, SquarePost
from parvis.channels.protocol import JsonObject, Transport
from parvis.kit.copying import copy_rows

SHOWN = 5000
"""The square shows its newest posts; of those before them nobody can be told any more."""


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


@dataclass(frozen=True)
class Spoken:
    """Words of one of the town's people, under a post or by themselves; `key` names them."""

    handle: str
    name: str
    text: str
    at: datetime
    parent_id: int | None
    key: str


def speak_on_square(brand: Brand, spoken: Sequence[Spoken]) -> None:
    """Many speak. Each `key` must be new."""
    copy_rows(
        SquarePost(
            brand=brand,
            parent_id=words.parent_id,
            author_handle=words.handle,
            author_name=words.name,
            text=words.text,
            idempotency_key=words.key,
            posted_at=words.at,
        )
        for words in spoken
    )


def square_door(brand: Brand) -> Transport:
    """The square's HTTP interface, without the HTTP: GET /posts, /posts/ids, /posts/some and
    /posts/by-key, POST /posts."""

    def answer(method: str, path: str, parameters: JsonObject) -> tuple[int, JsonObject]:
        match method, path:
            case "GET", "/posts":
                return 200, _posts_after(brand, int(parameters["after"]), parameters["limit"])
            case "GET", "/posts/ids":
                return 200, {"ids": sorted(_shown(brand))}
            case "GET", "/posts/some":
                return 200, _some_posts(brand, parameters["ids"])
            case "POST", "/posts":
                return _post_by_brand(brand, parameters)
            case "GET", "/posts/by-key":
                found = SquarePost.objects.filter(
                    brand=brand, idempotency_key=parameters["key"]
                ).first()
                return (200, _as_json(found, root=_root(found))) if found else (404, {})
            case _:
                return 404, {"error": f"the square has no {method} {path}"}

    return answer


def _posts_after(brand: Brand, after: int, limit: int) -> JsonObject:
    news = SquarePost.objects.filter(brand=brand, pk__gt=after).order_by("pk")
    forgotten = list(news.order_by("-pk").values_list("pk", flat=True)[SHOWN : SHOWN + 1])
    rows = list(news.filter(pk__gt=forgotten[0] if forgotten else after)[: limit + 1])
    return {
        "posts": _all_as_json(rows[:limit]),
        "more": len(rows) > limit,
        "forgotten": bool(forgotten),
    }


def _some_posts(brand: Brand, ids: Sequence[str]) -> JsonObject:
    wanted = {int(number) for number in ids} & _shown(brand)
    return {"posts": _all_as_json(SquarePost.objects.filter(pk__in=wanted).order_by("pk"))}


def _shown(brand: Brand) -> set[int]:
    newest = SquarePost.objects.filter(brand=brand).order_by("-pk")
    return set(newest.values_list("pk", flat=True)[:SHOWN])


def _all_as_json(posts: Iterable[SquarePost]) -> list[dict[str, Any]]:
    rows = list(posts)
    roots = _roots(rows)
    return [_as_json(row, root=roots[row.pk]) for row in rows]


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
    return 201, _as_json(made, root=_root(made))


def _as_json(post: SquarePost, *, root: int) -> dict[str, Any]:
    return {
        "id": str(post.pk),
        "answers": str(post.parent_id or ""),
        "thread": str(root),
        "author": {"handle": post.author_handle, "name": post.author_name},
        "by_brand": post.by_brand,
        "text": post.text,
        "posted_at": post.posted_at.isoformat(),
        "key": post.idempotency_key if post.by_brand else "",
    }


def _root(post: SquarePost) -> int:
    return _roots([post])[post.pk]


def _roots(posts: Sequence[SquarePost]) -> dict[int, int]:
    """The first post of each talk: one query for each level that the answers go down."""
    reached = {post.pk: post.parent_id or post.pk for post in posts}
    while above := _parents(set(reached.values())):
        reached = {pk: above.get(post, post) for pk, post in reached.items()}
    return reached


def _parents(post_ids: set[int]) -> dict[int, int]:
    rows = SquarePost.objects.filter(pk__in=post_ids).exclude(parent=None)
    return dict(rows.values_list("pk", "parent_id"))


class PostOffice:
    """The `smtp` door of the demo: mails are kept to be looked at, none leaves the machine."""

    def __init__(self, brand: Brand, *, clock: Callable[[], datetime]) -> None:
        self._brand = brand
        self._clock = clock

    def send(self, from_address: str, to_address: str, body: bytes) -> None:  # noqa: ARG002
        Letter.objects.create(brand=self._brand, to=to_address, body=body, posted_at=self._clock())
