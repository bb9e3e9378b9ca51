from django.urls import path

from parvis.insight import views

app_name = "insight"

urlpatterns = [
    path("insight/", views.index_page, name="index"),
    path("insight/and-you/", views.and_you_page, name="and_you"),
    path("insight/rows/", views.rows_page, name="rows"),
]
