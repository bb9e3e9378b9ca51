"""Two processes meet the same name at the same time: one person is made, and both know them."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import transaction

from parvis.brands.models import Brand
from parvis.people.actions import Named, meet_identities
from parvis.people.models import Identity, Link, Person
from tests.two_processes import in_a_process, wait_until_somebody_waits

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ZOE, OMAR = Named("forum", "zoe", display="Zoé"), Named("forum", "omar", display="Omar")
Met = Mapping[tuple[str, str], Identity]
pytestmark = pytest.mark.django_db(transaction=True)


def test_the_slower_process_takes_the_person_that_the_quicker_one_made(brand: Brand) -> None:
    with ThreadPoolExecutor(1) as slower_process:
        with transaction.atomic():
            quicker = meet_identities(brand, named=[ZOE], at=NOON)
            slower = slower_process.submit(in_a_process, lambda: meet(brand, ZOE, OMAR))
            wait_until_somebody_waits(slower)
        met = slower.result()

    assert met[ZOE.key] == quicker[ZOE.key]
    assert sorted(Person.objects.values_list("name", flat=True)) == ["Omar", "Zoé"]
    assert set(Link.objects.values_list("identity", "person", "basis")) == {
        (identity.pk, identity.person_id, "first_seen") for identity in met.values()
    }


def meet(brand: Brand, *named: Named) -> Met:
    return meet_identities(brand, named=named, at=NOON)
