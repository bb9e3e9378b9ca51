"""Web processes judge no message: they carry nothing of what that takes."""

from __future__ import annotations

import json
import os
import subprocess
import sys

HEAVY = ("numpy", "scipy", "sklearn", "parvis.triage.judge", "parvis.triage.learning")
LOADED = f"""
import json, sys
import parvis.config.asgi
from django.urls import get_resolver
get_resolver().url_patterns
print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))
"""


def test_they_import_nothing_of_triage_but_its_words() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "parvis.config.settings"},
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert json.loads(done.stdout.splitlines()[-1]) == []
