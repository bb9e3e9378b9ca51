"""The addresses of channels: the team's pages, the asking page, and the imaginary town."""

from django.urls import URLPattern, path

from parvis.channels.views import account, accounts, asking, completeness, ledger, town

app_name = "channels"
urlpatterns: list[URLPattern] = [
    path("@<slug:slug>/ask/", asking.ask_page, name="ask"),
    path("town/<slug:slug>/", town.town, name="town"),
    path("town/<slug:slug>/posts/", town.say, name="say"),
    path("town/<slug:slug>/post-office/", town.post_office, name="post_office"),
    path("channels/", accounts.accounts, name="accounts"),
    path("channels/new/<slug:connector_id>/", account.connect, name="connect"),
    path("channels/<int:account_id>/", account.account, name="account"),
    path("channels/<int:account_id>/pause/", accounts.pause, name="pause"),
    path("channels/<int:account_id>/resume/", accounts.resume, name="resume"),
    path("channels/<int:account_id>/completeness/", completeness.completeness, name="completeness"),
    path("channels/<int:account_id>/from-start/", completeness.from_start, name="from_start"),
    path("channels/<int:account_id>/read-again/", completeness.again, name="read_again"),
    path("channels/<int:account_id>/keep/", completeness.keep, name="keep"),
    path("channels/gaps/<int:gap_id>/close/", completeness.close, name="close_gap"),
    path("channels/<int:account_id>/quarantine/", ledger.quarantine, name="quarantine"),
    path("channels/<int:account_id>/quarantine/replay/", ledger.replay_all, name="replay_all"),
    path("channels/<int:account_id>/outgoing/", ledger.outgoing, name="outgoing"),
    path("channels/deliveries/<int:delivery_id>/replay/", ledger.replay, name="replay"),
    path("channels/outgoing/<int:outgoing_id>/resend/", ledger.resend, name="resend"),
]
