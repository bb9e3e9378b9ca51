"""The addresses of a site that furniture.py has filled; `{case}` and the like come from there."""

from __future__ import annotations

from collections.abc import Mapping

Made = Mapping[str, str]

PUBLIC_PAGES = [
    "/",
    "/@maison-tilleul/",
    "/@maison-tilleul/?q=delivery",
    "/@maison-tilleul/?q=elephants",
    "/@maison-tilleul/answers/",
    "{article}",
    "/@maison-tilleul/ask/",
    "/@maison-tilleul/my/",
    "{page}",
    "{resolved_page}",
    "{confirm}",
    "{town}",
    "{town}?answers=1",
    "{post_office}",
    "/@zinc/",
    "/@zinc/answers/",
    "/accounts/login/",
    "/@nowhere/",
]
TEAM_PAGES = [
    "/inbox/",
    "/inbox/?view=mine",
    "/inbox/?view=unassigned",
    "/inbox/?view=followed",
    "/inbox/?view=snoozed",
    "/inbox/?view=resolved",
    "/inbox/?q=elephants",
    "/inbox/?q=table",
    "/inbox/narrow/",
    "/inbox/quiet/",
    "/inbox/quiet/?reason=automatic",
    "/inbox/quiet/checks/",
    "/inbox/triage/",
    "/inbox/saved-answers/",
    "/inbox/saved-answers/new/",
    "{table_108}",
    "{table_108}snooze/",
    "{table_108}merge/",
    "{table_108}answers/",
    "{case}",
    "{resolved}",
    "{mail}",
    "/insight/",
    "/insight/?days=7",
    "/insight/rows/?brand=maison-tilleul&number=turns",
    "/answers/",
    "/answers/?q=elephants",
    "/answers/new/",
    "{edit}",
    "{draft}",
    "/inbox/cases/999999/",
]
SETTINGS_PAGES = [
    "/settings/",
    "/settings/members/",
    "/settings/me/",
    "/channels/",
    "/channels/new/email/?brand=maison-tilleul",
    "/channels/new/web/?brand=zinc",
    "{quarantine}",
    "{outgoing}",
    "/accounts/password/",
    "/accounts/logout/",
]
EMPTY_PAGES = [
    "/inbox/",
    "/inbox/?view=mine",
    "/inbox/?view=unassigned",
    "/inbox/quiet/",
    "/inbox/quiet/checks/",
    "/inbox/triage/",
    "/inbox/?view=resolved",
    "/insight/",
    "/answers/",
    "/channels/",
    "/settings/",
    "/settings/members/",
    "/settings/me/",
    "/@zinc/ask/",
]
PAGES_OF_A_VIEWER = ["{mail}", "{edit}", "/settings/members/"]
DEMO_PAGES = ["/accounts/login/", "/styleguide/"]
