"""The addresses through which messages arrive, and where the team connects its channels."""

from django.urls import URLPattern, path

from parvis.channels import asking

app_name = "channels"
urlpatterns: list[URLPattern] = [
    path("@<slug:slug>/ask/", asking.ask_page, name="ask"),
]
