"""The web process: built files first, everything else to Django."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parvis.config.settings")

from django.core.asgi import get_asgi_application

django_application = get_asgi_application()

from django.conf import settings  # noqa: E402
from servestatic import ServeStaticASGI  # noqa: E402


def _with_files() -> ServeStaticASGI:
    """Each installed app's `static` folder under /static/."""
    from django.contrib.staticfiles.finders import get_finders

    served = ServeStaticASGI(django_application, max_age=60, autorefresh=settings.DEBUG)
    for finder in get_finders():
        for storage in getattr(finder, "storages", {}).values():
            served.add_files(storage.location, prefix=settings.STATIC_URL)
    return served


application = _with_files()
