"""Every address. A room's addresses stand in its own urls.py."""

from allauth.account import views as account
from django.conf import settings
from django.urls import include, path

from parvis.brands.live import live
from parvis.config.api import api
from parvis.config.demo.progress import progress_line
from parvis.config.health import health
from parvis.kit.service_worker import offline, service_worker
from parvis.kit.theme import choose_theme

handler500 = "parvis.config.away.answer_failure"

urlpatterns = [
    path("healthz", health, name="health"),
    path("accounts/login/", account.login, name="account_login"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/password/", account.password_change, name="account_change_password"),
    path("api/v1/", api.urls),
    path("live/", live, name="live"),
    path("theme/", choose_theme, name="theme"),
    path("service-worker.js", service_worker, name="service_worker"),
    path("offline/", offline, name="offline"),
    path("demo/progress/", progress_line, name="demo_progress"),
    path("", include("parvis.brands.urls")),
    path("", include("parvis.channels.urls")),
    path("", include("parvis.knowledge.urls")),
    path("", include("parvis.inbox.urls")),
    path("", include("parvis.insight.urls")),
    path("", include("parvis.strategy.urls")),
]

if settings.DEMO or settings.DEBUG:
    from parvis.kit.styleguide import styleguide

    urlpatterns += [path("styleguide/", styleguide, name="styleguide")]
