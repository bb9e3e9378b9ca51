from django.urls import path

from parvis.inbox.views import browsers, case, customer, files, handling, queue, reply

app_name = "inbox"

urlpatterns = [
    path("inbox/", queue.queue_page, name="queue"),
    path("inbox/cases/<int:pk>/", case.case_page, name="case"),
    path("inbox/cases/<int:pk>/replies/", reply.reply, name="reply"),
    path("inbox/cases/<int:pk>/notes/", handling.note, name="note"),
    path("inbox/cases/<int:pk>/assignment/", handling.assignment, name="assignment"),
    path("inbox/cases/<int:pk>/resolution/", handling.resolution, name="resolution"),
    path("inbox/files/<int:pk>/", files.attachment, name="attachment"),
    path("inbox/messages/<int:pk>/formatted/", files.formatted, name="formatted"),
    path("settings/warnings/", browsers.browsers, name="browsers"),
    path("settings/warnings/add/", browsers.added_browser, name="add_browser"),
    path("settings/warnings/<int:pk>/remove/", browsers.removed_browser, name="remove_browser"),
    path("settings/warnings/<int:pk>/try/", browsers.tried_browser, name="try_browser"),
    path("@<slug:slug>/my/", customer.my_cases, name="my_cases"),
    path("@<slug:slug>/my/<str:token>/", customer.my_case, name="my_case"),
    path("@<slug:slug>/confirm/<str:token>/", customer.confirm, name="confirm"),
]
