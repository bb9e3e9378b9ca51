"""The other side of `bench.helpdesk`: runs in django-helpdesk's own environment, imports no Parvis.

Reads what is wanted as JSON from its standard input, and prints seconds as JSON.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.test import Client

FILL = (
    """INSERT INTO helpdesk_ticket (id, title, queue_id, created, modified, submitter_email, status,
           on_hold, description, resolution, priority, secret_key)
       SELECT n, 'Où est ma commande ' || n || ' ?', 1, now() - make_interval(secs => 2 * n),
              now() - make_interval(secs => n), 'person-' || n || '@mail.example',
              CASE WHEN n %% 10 < 3 THEN 1 ELSE 3 END, false,
              'Bonjour, je demande où est la commande ' || n || '.', '', 3, 'secret-' || n
       FROM generate_series(1, %(tickets)s) n""",
    """INSERT INTO helpdesk_followup (ticket_id, date, title, comment, public, message_id)
       SELECT n, now() - make_interval(secs => 2 * n - m), 'Said',
              'Bonjour, je demande pour la fois ' || m || ' où est la commande ' || n
              || ', attendue depuis mardi dernier.', true,
              '<m-' || n || '-' || m || '@mail.example>'
       FROM generate_series(1, %(tickets)s) n, generate_series(1, %(each)s) m""",
    "SELECT setval(pg_get_serial_sequence('helpdesk_ticket', 'id'), %(tickets)s)",
)
CONTRIBUTED = (
    *("admin", "auth", "contenttypes", "humanize", "messages", "sessions", "sites"),
    "staticfiles",
)
HELPDESK: dict[str, Any] = {
    "SECRET_KEY": "bench",
    "ALLOWED_HOSTS": ["*"],
    "ROOT_URLCONF": "bench_helpdesk_urls",
    "INSTALLED_APPS": [
        *(f"django.contrib.{app}" for app in CONTRIBUTED),
        "rest_framework",
        "helpdesk",
    ],
    "MIDDLEWARE": [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
    "TEMPLATES": [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.debug",
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
    "DEFAULT_AUTO_FIELD": "django.db.models.AutoField",
    "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
    "SITE_ID": 1,
    "STATIC_URL": "/static/",
    "USE_TZ": True,
    "HELPDESK_TEAMS_MODE_ENABLED": False,
}
"""Settings as its own guide gives them, with the parts of Django that it asks for."""


def main() -> None:
    wanted = json.load(sys.stdin)
    _set_up(wanted)
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in FILL:
            cursor.execute(statement, wanted)
        cursor.execute("VACUUM (ANALYZE)")
    client = _agent()
    chance = Random(1)
    print(
        json.dumps(
            {
                "list": _asked(client, wanted["requests"], _list_address),
                "ticket": _asked(
                    client,
                    wanted["requests"],
                    lambda: f"/tickets/{chance.randint(1, wanted['tickets'])}/",
                ),
                "mail": _taken_in(Path(wanted["mails"])),
            }
        )
    )


def _set_up(wanted: dict[str, Any]) -> None:
    import django
    from django.conf import settings

    settings.configure(
        **HELPDESK,
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": wanted["database"],
                "USER": wanted["user"],
                "HOST": wanted["host"],
            }
        },
        MEDIA_ROOT=wanted["files"],
    )
    logging.disable(logging.CRITICAL)
    django.setup()
    _make_addresses()
    _make_tables()


def _make_tables() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from helpdesk.models import Queue

    Queue.objects.create(id=1, title="Bench", slug="bench", email_address="bench@mail.example")


def _make_addresses() -> None:
    from types import ModuleType

    from django.urls import include, path

    addresses = ModuleType("bench_helpdesk_urls")
    vars(addresses)["urlpatterns"] = [path("", include("helpdesk.urls", namespace="helpdesk"))]
    sys.modules["bench_helpdesk_urls"] = addresses


def _agent() -> Client:
    from django.contrib.auth.models import User
    from django.test import Client

    agent = User.objects.create_superuser("ines", "ines@mail.example", "market-day-2026")
    client = Client()
    client.force_login(agent)  # type: ignore[arg-type] # theirs is another user model
    return client


def _list_address() -> str:
    """The 25 newest open tickets, as the list page's own script asks for them."""
    from helpdesk.query import query_to_base64

    query = query_to_base64({"filtering": {"status__in": [1, 2]}, "sorting": "created"})
    return (
        f"/datatables_ticket_list/{query}?draw=1&start=0&length=25&search[value]=&order[0][column]=0"
        "&order[0][dir]=asc"
    )


def _asked(client: Client, times: int, address: Callable[[], str]) -> dict[str, Any]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        _open(client, address())
    asked = len(queries)  # now: the next request empties the list
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        _open(client, address())
        seconds.append(time.perf_counter() - start)
    return {"seconds": seconds, "queries": asked}


def _open(client: Client, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")


def _taken_in(folder: Path) -> float:
    """Mails a second, from their text to a ticket."""
    from helpdesk.email import extract_email_metadata
    from helpdesk.models import Queue

    queue = Queue.objects.get()
    texts = [path.read_bytes().decode("utf-8", "replace") for path in sorted(folder.iterdir())]
    quiet = logging.getLogger("bench")
    start = time.perf_counter()
    for text in texts:
        extract_email_metadata(text, queue, quiet)
    return len(texts) / (time.perf_counter() - start)


if __name__ == "__main__":
    main()
