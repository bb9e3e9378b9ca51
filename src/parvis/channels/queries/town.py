"""What the pages of the imaginary town show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

from django.db import connection
from django.db.models import Max

from parvis.brands.models import Brand
from parvis.channels.io import IN_TOWN
from parvis.channels.models import Account, Letter, SquarePost

SAID_UNDER = """
    WITH RECURSIVE talk AS (
        SELECT id, id AS root FROM channels_squarepost WHERE id = ANY(%s)
        UNION ALL
        SELECT post.id, talk.root
        FROM channels_squarepost post JOIN talk ON post.parent_id = talk.id
    )
    SELECT id, root FROM talk WHERE id <> root ORDER BY id LIMIT %s
"""
MOST_ANSWERS = 500


@dataclass(frozen=True)
class Talk:
    """A post and all that was said under it, in the order in which it was said."""

    post: SquarePost
    answers: Sequence[SquarePost]

    @property
    def last(self) -> SquarePost:
        return self.answers[-1] if self.answers else self.post

    @property
    def speaker(self) -> SquarePost:
        """The last who spoke and is not the brand: as whom one goes on."""
        people = [answer for answer in self.answers if not answer.by_brand]
        return people[-1] if people else self.post


@dataclass(frozen=True)
class Mail:
    """A letter as a mail program would show it."""

    subject: str
    sender: str
    to: str
    text: str
    posted_at: datetime


def newest_on_square(brand: Brand) -> int:
    """The id of the newest post, 0 when nobody has spoken: it changes when there is news."""
    newest = SquarePost.objects.filter(brand=brand).aggregate(newest=Max("pk"))["newest"]
    return int(newest or 0)


def talks_of(brand: Brand, *, limit: int) -> Sequence[Talk]:
    """The newest talks, in three queries whatever their number and depth."""
    first = SquarePost.objects.filter(brand=brand, parent=None).order_by("-posted_at", "-pk")
    posts = list(first[:limit])
    root_of = _said_under([post.pk for post in posts])
    answers: dict[int, list[SquarePost]] = defaultdict(list)
    for answer in SquarePost.objects.filter(pk__in=root_of).order_by("posted_at", "pk"):
        answers[root_of[answer.pk]].append(answer)
    return [Talk(post, answers[post.pk]) for post in posts]


def _said_under(roots: Sequence[int]) -> Mapping[int, int]:
    """Every answer, and answer to an answer, with the post under which it stands."""
    with connection.cursor() as cursor:
        cursor.execute(SAID_UNDER, [list(roots), MOST_ANSWERS])
        return dict(cursor.fetchall())


def spoken_by(brand: Brand, post_id: int) -> SquarePost | None:
    """A post on which somebody wants to go on; None when there is none."""
    return SquarePost.objects.filter(brand=brand, pk=post_id).first()


def has_post_office(brand: Brand) -> bool:
    """Whether the brand has a mailbox in the town."""
    mailboxes = Account.objects.filter(brand=brand, connector="email", settings__has_key=IN_TOWN)
    return mailboxes.exists()


def letters_of(brand: Brand, *, limit: int) -> Sequence[Mail]:
    """The newest mails that the brand sent."""
    letters = Letter.objects.filter(brand=brand).order_by("-pk")[:limit]
    return [_mail(letter) for letter in letters]


def _mail(letter: Letter) -> Mail:
    parsed = message_from_bytes(bytes(letter.body), policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    plain = parsed.get_body(("plain",))
    return Mail(
        subject=str(parsed["subject"] or ""),
        sender=str(parsed["from"] or ""),
        to=letter.to,
        text=plain.get_content() if plain else "",
        posted_at=letter.posted_at,
    )
