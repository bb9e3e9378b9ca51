"""How often people have to come for one case: the first ask, each chase, each return."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from parvis.brands.models import Brand
from parvis.insight.models import Heard
from parvis.insight.queries.counted import Period, heard
from parvis.insight.queries.shares import share_of


@dataclass(frozen=True)
class Contacts:
    """`contacts` over the `cases` that began in a period; `single` cases took one contact."""

    cases: int
    contacts: int
    single: int
    median: int | None

    @property
    def mean(self) -> float | None:
        return share_of(self.contacts, self.cases)


def contacts(brand: Brand, period: Period) -> Contacts:
    """Cases whose first contact lies in the period, and their contacts until its end."""
    sql, params = (
        _contacts(brand, period).values_list("case_id", "contact_number").query.sql_with_params()
    )
    with connection.cursor() as cursor:
        cursor.execute(CONTACTS.format(contacts=sql), params)
        return Contacts(*cursor.fetchone())


def first_contacts(brand: Brand, period: Period) -> QuerySet[Heard]:
    """One for each case that began in the period."""
    return _contacts(brand, period).filter(contact_number=1)


def contacts_of_cases(brand: Brand, period: Period) -> QuerySet[Heard]:
    """All contacts of the cases that began in the period."""
    began = first_contacts(brand, period).values("case_id")
    return _contacts(brand, period).filter(case_id__in=began)


def single_contacts(brand: Brand, period: Period) -> QuerySet[Heard]:
    """The contact of each case that took no other."""
    second = _contacts(brand, period).filter(contact_number=2, case_id=OuterRef("case_id"))
    return first_contacts(brand, period).filter(~Exists(second))


def _contacts(brand: Brand, period: Period) -> QuerySet[Heard]:
    return heard(brand, period).filter(contact_number__isnull=False)


CONTACTS = """
SELECT count(*), coalesce(sum(taken), 0)::bigint, count(*) FILTER (WHERE taken = 1),
    percentile_disc(0.5) WITHIN GROUP (ORDER BY taken)
FROM (
    SELECT max(contact_number) AS taken FROM ({contacts}) contacts
    GROUP BY case_id HAVING min(contact_number) = 1
) cases
"""
