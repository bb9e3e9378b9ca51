"""How much the brand advertises for each answer that it gives."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from parvis.brands.models import Brand
from parvis.insight.models import Post
from parvis.insight.queries.counted import Period, is_answered, turns


@dataclass(frozen=True)
class PostsPerReply:
    """Posts of the brand that answer nobody: `advertisements`, exclusive `offers`, `others`; and
    the `replies` that answered a request of the period."""

    advertisements: int
    offers: int
    others: int
    replies: int

    @property
    def per_reply(self) -> float | None:
        """Advertisements for one reply; None where nobody was answered."""
        return self.advertisements / self.replies if self.replies else None


def posts_per_reply(brand: Brand, period: Period) -> PostsPerReply:
    kinds = posts(brand, period).aggregate(
        **{kind.value: Count("pk", filter=Q(kind=kind)) for kind in Post.Kind}
    )
    replies = turns(brand, period).filter(is_answered(at=period.at))
    return PostsPerReply(
        advertisements=kinds[Post.Kind.ADVERTISEMENT],
        offers=kinds[Post.Kind.OFFER],
        others=kinds[Post.Kind.OTHER],
        replies=replies.aggregate(replies=Count("answer_id", distinct=True))["replies"],
    )


def posts(brand: Brand, period: Period) -> QuerySet[Post]:
    return Post.objects.filter(
        brand_id=brand.pk, posted_at__gt=period.since, posted_at__lte=period.at
    )
