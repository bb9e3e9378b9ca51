"""The database's tables, brought up to date by whoever starts first."""

from __future__ import annotations

import importlib
import pkgutil

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

LOCK = 5_017_240_118
"""Any number, as long as it stays the same: the name of this lock within the database."""


def bring_tables_up_to_date() -> bool:
    """Apply what is missing; says whether something was. One process does it, others wait.

    Raises django.db.DatabaseError when the database cannot be used.
    """
    if not missing_migrations():
        return False
    # A transaction of its own holds the lock: it works through a pooler, and ends with us.
    lock = connection.copy()
    lock.ensure_connection()
    lock.set_autocommit(False)
    try:
        with lock.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        if not missing_migrations():
            return False
        call_command("migrate", interactive=False, verbosity=0)
    finally:
        lock.rollback()
        lock.close()
    return True


def missing_migrations() -> set[tuple[str, str]]:
    """The migrations on the disk that the database does not have: no graph, hence quick."""
    return _on_disk() - set(MigrationRecorder(connection).applied_migrations())


def _on_disk() -> set[tuple[str, str]]:
    return {
        (app.label, module.name)
        for app in apps.get_app_configs()
        if (name := MigrationLoader.migrations_module(app.label)[0])
        and importlib.util.find_spec(name)
        for module in pkgutil.iter_modules(importlib.import_module(name).__path__)
        if not module.ispkg and module.name[0] not in "_~"
    }
