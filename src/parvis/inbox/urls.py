from django.urls import path

from parvis.inbox.views import customer, files, team

app_name = "inbox"

urlpatterns = [
    path("inbox/", team.queue_page, name="queue"),
    path("inbox/cases/<int:pk>/", team.case_page, name="case"),
    path("inbox/cases/<int:pk>/replies/", team.reply, name="reply"),
    path("inbox/cases/<int:pk>/notes/", team.note, name="note"),
    path("inbox/cases/<int:pk>/assignment/", team.assignment, name="assignment"),
    path("inbox/cases/<int:pk>/resolution/", team.resolution, name="resolution"),
    path("inbox/files/<int:pk>/", files.attachment, name="attachment"),
    path("inbox/messages/<int:pk>/formatted/", files.formatted, name="formatted"),
    path("@<slug:slug>/my/", customer.my_cases, name="my_cases"),
    path("@<slug:slug>/my/<str:token>/", customer.my_case, name="my_case"),
    path("@<slug:slug>/confirm/<str:token>/", customer.confirm, name="confirm"),
]
