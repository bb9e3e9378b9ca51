"""Databases full of cases: filled once a run, or once for many runs in a folder that is kept."""

from __future__ import annotations

from dataclasses import dataclass

from psycopg import sql

from bench.cast import found_brand, hire_agent
from bench.filling import fill_with_cases
from bench.installation import Installation

WHOLE = "whole, and judged"
"""Noted at a database: others were filled by an earlier version, or not to the end."""


@dataclass(frozen=True)
class Filled:
    """A database with so many cases, of so many messages each, and who may look at them."""

    database: str
    cases: int
    messages: int
    brand_id: int
    user_id: int
    session: str


def filled(installation: Installation, *, cases: int, each: int) -> Filled:
    """The database with so many cases. One that was kept gets the tables of today."""
    name = f"bench_{cases}_cases_of_{each}"
    from parvis.config.tables import bring_tables_up_to_date

    label = _label(installation, name)
    if label == WHOLE:
        with installation.using(name):
            bring_tables_up_to_date()
        return _look(installation, name, cases, each)
    if label is not None:
        installation.drop_database(name)
    installation.make_database(name)
    _fill(installation, name, cases, each)
    with installation.connect("postgres") as connection:
        connection.execute(
            sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), WHOLE)
        )
    return _look(installation, name, cases, each)


def _label(installation: Installation, name: str) -> str | None:
    """What is noted at the database once it is whole; None when there is no such database."""
    with installation.connect("postgres") as connection:
        row = connection.execute(
            "SELECT coalesce(shobj_description(oid, 'pg_database'), '') FROM pg_database"
            " WHERE datname = %s",
            [name],
        ).fetchone()
    return None if row is None else str(row[0])


def _fill(installation: Installation, name: str, cases: int, each: int) -> None:
    from parvis.brands.models import Role
    from parvis.channels.actions.account import account_for_import
    from parvis.kit.clock import now

    with installation.using(name):
        brand = found_brand()
        agent = hire_agent(brand, role=Role.LEAD)
        account = account_for_import(brand, name="Letters", connector_id="jsonl")
        with installation.connect(name) as connection:
            fill_with_cases(
                connection,
                account,
                user=agent,
                cases=cases,
                messages_a_case=each,
                now=now(),
                findable=True,
            )


def _look(installation: Installation, name: str, cases: int, each: int) -> Filled:
    from django.test import Client

    from parvis.brands.models import Brand, User

    with installation.using(name):
        agent = User.objects.get()
        client = Client()
        client.force_login(agent)
        return Filled(
            database=name,
            cases=cases,
            messages=cases * each,
            brand_id=Brand.objects.get().pk,
            user_id=agent.pk,
            session=client.cookies["sessionid"].value,
        )
