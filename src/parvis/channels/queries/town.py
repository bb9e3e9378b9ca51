"""What the pages of the imaginary town show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

from django.db.models import Max

from parvis.brands.models import Brand
from parvis.channels.io import IN_TOWN
from parvis.channels.models import Account, Letter, SquarePost


@dataclass
class Talk:
    """A post and all that was said under it, in the order in which it was said."""

    post: SquarePost
    answers: list[SquarePost] = field(default_factory=list)

    @property
    def last(self) -> SquarePost:
        return self.answers[-1] if self.answers else self.post


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
    """The newest talks; one query for each level of answers, whatever their number."""
    posts = SquarePost.objects.filter(brand=brand, parent=None).order_by("-posted_at", "-pk")
    talks = [Talk(post) for post in posts[:limit]]
    talk_by_post = {talk.post.pk: talk for talk in talks}
    level = list(talk_by_post)
    while level:
        answers = list(SquarePost.objects.filter(parent__in=level).order_by("posted_at", "pk"))
        for answer in answers:
            talk = talk_by_post[answer.parent_id or 0]
            talk.answers.append(answer)
            talk_by_post[answer.pk] = talk
        level = [answer.pk for answer in answers]
    for talk in talks:
        talk.answers.sort(key=lambda answer: (answer.posted_at, answer.pk))
    return talks


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
