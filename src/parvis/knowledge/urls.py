from django.urls import path

from parvis.knowledge.views import public, team

app_name = "knowledge"
urlpatterns = [
    path("", public.root, name="root"),
    path("@<slug:slug>/", public.home, name="home"),
    path("@<slug:slug>/suggest/", public.suggest, name="suggest"),
    path("@<slug:slug>/answers/", public.answers, name="answers"),
    path("@<slug:slug>/answers/<slug:article>/", public.article, name="article"),
    path("answers/", team.article_list, name="list"),
    path("answers/new/", team.new_article, name="new"),
    path("answers/preview/", team.preview, name="preview"),
    path("answers/<int:pk>/", team.article_page, name="article_page"),
    path("answers/<int:pk>/publication/", team.publication, name="publication"),
]
