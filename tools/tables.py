"""Django finds nothing to warn about, and each change of a model has its migration.

Needs no database: the migrations themselves say what the tables will be.
"""

from __future__ import annotations

import os
import sys
import tempfile

import django


def main() -> int:
    with tempfile.TemporaryDirectory() as data:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "parvis.config.settings",
            "PARVIS_DATA": data,
        }
        django.setup()
        complaints = [*warnings(), *missing_migrations()]
    print(*complaints, sep="\n", end="\n" if complaints else "")
    return 1 if complaints else 0


def warnings() -> list[str]:
    """What Django's own checks say of models, templates, addresses and settings."""
    from django.core.checks import WARNING, run_checks

    found = [message for message in run_checks() if message.level >= WARNING]
    return [str(message) for message in found if not message.is_silenced()]


def missing_migrations() -> list[str]:
    """A sentence for each change of a model that no migration makes, and for each fork."""
    from django.apps import apps
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.state import ProjectState

    loader = MigrationLoader(None)
    wanted = ProjectState.from_apps(apps)
    changes = MigrationAutodetector(loader.project_state(), wanted).changes(loader.graph)
    missing = [
        f"{app}: no migration does this: {operation.describe()}."
        for app, migrations in sorted(changes.items())
        for migration in migrations
        for operation in migration.operations
    ]
    forks = [
        f"{app}: several migrations are the last one: {', '.join(sorted(names))}."
        for app, names in sorted(loader.detect_conflicts().items())
    ]
    return missing + forks


if __name__ == "__main__":
    sys.exit(main())
