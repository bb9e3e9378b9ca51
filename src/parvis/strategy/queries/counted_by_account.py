"""What insight has counted over a period, account by account."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from django.db.models import Count, DurationField, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from parvis.brands.models import Brand
from parvis.channels.models import Account
from parvis.insight.models import Heard, Post
from parvis.insight.queries.counted import Period, conditions, heard, is_answered, turns
from parvis.insight.queries.posts import posts

NONE = timedelta(0)


@dataclass(frozen=True, kw_only=True)
class Counted:
    """`within` of `elapsed` turns by the window of 72 hours; `waited` is the sum over those that
    were `answered`. `is_heard_throughout`: what was said in the whole period is here, so that few
    means few. `lately_heard_of`: the brand has posted or answered in the time after which an
    account is called silent, of which `is_heard_for_long` says that all of it was heard."""

    turns: int = 0
    within: int = 0
    elapsed: int = 0
    answered: int = 0
    waited: timedelta = NONE
    replies: int = 0
    advertisements: int = 0
    is_heard_throughout: bool = False
    is_heard_for_long: bool = False
    lately_heard_of: bool = False

    @classmethod
    def together(cls, parts: Iterable[Counted]) -> Counted:
        """Of several accounts: heard throughout when each of them was."""
        every = list(parts)
        return cls(
            turns=sum(one.turns for one in every),
            within=sum(one.within for one in every),
            elapsed=sum(one.elapsed for one in every),
            answered=sum(one.answered for one in every),
            waited=sum((one.waited for one in every), start=NONE),
            replies=sum(one.replies for one in every),
            advertisements=sum(one.advertisements for one in every),
            is_heard_throughout=bool(every) and all(one.is_heard_throughout for one in every),
            is_heard_for_long=bool(every) and all(one.is_heard_for_long for one in every),
            lately_heard_of=any(one.lately_heard_of for one in every),
        )


NOTHING = Counted()


def counted_by_account(
    brand: Brand, period: Period, *, silent_after: timedelta
) -> Mapping[int, Counted]:
    """Of each account of the brand, by its id; in five queries."""
    asked = _asked(brand, period)
    advertised = _advertised(brand, period)
    heard_before = _heard_before(brand, period)
    lately = Period(period.at - silent_after, period.at)
    spoke = _spoke(brand, lately)
    return {
        account.pk: replace(
            asked.get(account.pk, NOTHING),
            advertisements=advertised.get(account.pk, 0),
            is_heard_throughout=account.created_at <= period.since or account.pk in heard_before,
            is_heard_for_long=account.created_at <= lately.since,
            lately_heard_of=account.pk in spoke,
        )
        for account in Account.objects.filter(brand=brand)
    }


def _asked(brand: Brand, period: Period) -> Mapping[int, Counted]:
    is_it = conditions(at=period.at)
    answered = is_answered(at=period.at)
    wait = Sum(F("answered_at") - F("asked_at"), filter=answered, output_field=DurationField())
    rows = (
        turns(brand, period)
        .values("account_id")
        .annotate(
            turns=Count("pk"),
            within=Count("pk", filter=is_it["within-72"]),
            elapsed=Count("pk", filter=is_it["elapsed-72"]),
            answered=Count("pk", filter=answered),
            waited=Coalesce(wait, Value(NONE)),
            replies=Count("answer_id", filter=answered, distinct=True),
        )
        .order_by()
    )
    return {
        row["account_id"]: Counted(
            turns=row["turns"],
            within=row["within"],
            elapsed=row["elapsed"],
            answered=row["answered"],
            waited=row["waited"],
            replies=row["replies"],
        )
        for row in rows
    }


def _advertised(brand: Brand, period: Period) -> Mapping[int, int]:
    advertisements = posts(brand, period).filter(kind=Post.Kind.ADVERTISEMENT)
    return dict(advertisements.values_list("account_id").annotate(Count("pk")).order_by())


def _heard_before(brand: Brand, period: Period) -> frozenset[int]:
    """Accounts that brought something in the time before, so that the whole period was heard: of
    an imported past, too."""
    return _accounts(heard(brand, period.before))


def _spoke(brand: Brand, lately: Period) -> frozenset[int]:
    """Accounts on which the brand posted or answered; asked long before, answered lately counts."""
    asked = heard(brand, Period(lately.since - lately.length, lately.at))
    replied = asked.filter(Q(answered_at__gt=lately.since, answered_at__lte=lately.at))
    return _accounts(replied) | frozenset(
        posts(brand, lately).order_by().values_list("account_id", flat=True).distinct()
    )


def _accounts(rows: QuerySet[Heard]) -> frozenset[int]:
    return frozenset(rows.order_by().values_list("account_id", flat=True).distinct())
