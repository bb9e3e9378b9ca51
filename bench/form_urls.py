"""Every address of Parvis, and the yardstick of the form: a view that inserts one row."""

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


@transaction.atomic
def insert(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_said (words) VALUES (%s)", [request.POST["text"]])
    return HttpResponse(status=204)


urlpatterns = [
    path("bench/insert/", insert),
    path("", include("parvis.config.urls")),
]
