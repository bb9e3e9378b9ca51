"""The cast: one brand with a team, another brand with an outsider, and time that stands still."""

from __future__ import annotations

import importlib
import signal
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.utils import translation

from parvis.brands.actions import create_brand, create_user, invite_member, set_up
from parvis.brands.models import Brand, Profile, Role, User
from parvis.channels.actions import connect_account
from parvis.channels.models import Account
from parvis.kit.actors import PARVIS

# What starts the tests may have these ignored, as nohup and a shell's "&" do, and the programs
# that the tests start would ignore them, too.
for number in (signal.SIGHUP, signal.SIGINT):
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, signal.SIG_DFL)

# Half a second for each password of the cast would be half of the suite's time.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

MONDAY_NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PASSWORD = "market-day-2026"


@pytest.fixture(scope="session", autouse=True)
def addresses() -> None:
    """Read before any test changes a setting: which addresses there are depends on some."""
    importlib.import_module("parvis.config.urls")


@pytest.fixture(autouse=True)
def quick_passwords() -> Iterator[None]:
    """Slow hashes are Django's promise, not ours: nearly every test makes people who log in."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(autouse=True)
def no_job_outlives_its_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """After a test that commits, Django empties its own tables; those of the jobs are not."""
    yield
    marker = request.node.get_closest_marker("django_db")
    if marker is not None and marker.kwargs.get("transaction"):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs")


@pytest.fixture(autouse=True)
def english() -> None:
    """A page leaves the language of its reader active, which the next test must not inherit."""
    translation.activate("en")


@pytest.fixture
def noon() -> datetime:
    """A Monday in March, 12:00 UTC; the brand began a month before."""
    return MONDAY_NOON


@pytest.fixture
def brand(db: None) -> Brand:
    """Maison Tilleul in Paris, always open, set up as a team."""
    set_up(profile=Profile.TEAM, at=MONDAY_NOON)
    return create_brand(
        "Maison Tilleul",
        by=PARVIS,
        at=MONDAY_NOON,
        slug="tilleul",
        starts_at=datetime(2026, 2, 1, tzinfo=UTC),
    )


@pytest.fixture
def other_brand(db: None) -> Brand:
    return create_brand("Autre Chose", by=PARVIS, at=MONDAY_NOON, slug="autre")


def make_member(brand: Brand, role: Role, name: str) -> User:
    user = create_user(
        f"{name.lower()}@{brand.slug}.example",
        name=name,
        password=PASSWORD,
        by=PARVIS,
        at=MONDAY_NOON,
    )
    invite_member(brand, user=user, role=role, by=PARVIS, at=MONDAY_NOON)
    return user


@pytest.fixture
def owner(brand: Brand) -> User:
    return make_member(brand, Role.OWNER, "Odile")


@pytest.fixture
def lead(brand: Brand) -> User:
    return make_member(brand, Role.LEAD, "Lea")


@pytest.fixture
def agent(brand: Brand) -> User:
    return make_member(brand, Role.AGENT, "Ines")


@pytest.fixture
def viewer(brand: Brand) -> User:
    return make_member(brand, Role.VIEWER, "Victor")


@pytest.fixture
def outsider(other_brand: Brand) -> User:
    return make_member(other_brand, Role.OWNER, "Oscar")


@pytest.fixture
def square(brand: Brand) -> Account:
    """The brand's account on the demo network."""
    return connect_account(
        brand, connector_id="demo", name="Place du village", by=PARVIS, at=MONDAY_NOON
    )
