"""The addresses of brands and their team."""

from django.urls import URLPattern, path

from parvis.brands.public_views import stylesheet
from parvis.brands.views import language, members, own, settings, setup

app_name = "brands"
urlpatterns: list[URLPattern] = [
    path("@<slug:slug>/brand.css", stylesheet, name="stylesheet"),
    path("setup/", setup.setup, name="setup"),
    path("language/", language.language, name="language"),
    path("settings/", settings.settings, name="settings"),
    path("settings/accent/", settings.accent, name="accent"),
    path("settings/profile/", settings.profile, name="profile"),
    path("settings/me/", own.me, name="me"),
    path("settings/me/tokens/", own.tokens, name="tokens"),
    path("settings/me/tokens/<int:token_id>/revoke/", own.revoked_token, name="revoke_token"),
    path("settings/members/", members.members, name="members"),
    path("settings/members/<int:membership_id>/role/", members.role, name="role"),
    path("settings/members/<int:membership_id>/password/", members.password, name="password"),
    path("settings/members/<int:membership_id>/remove/", members.removed, name="remove_member"),
    path(
        "settings/holidays/<int:holiday_id>/remove/",
        settings.removed_holiday,
        name="remove_holiday",
    ),
    path("settings/of/<slug:slug>/look/", settings.look, name="look"),
    path("settings/of/<slug:slug>/rhythm/", settings.rhythm, name="rhythm"),
    path("settings/of/<slug:slug>/holidays/", settings.holidays, name="holidays"),
    path("settings/of/<slug:slug>/members/", members.invite, name="invite"),
]
