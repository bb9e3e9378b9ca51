from django.urls import path

from parvis.strategy.views import (
    aims,
    bringing,
    course,
    experiments,
    files,
    results,
    reviews,
    rows,
    steps,
    striking,
    wishes,
)

app_name = "strategy"

urlpatterns = [
    path("strategy/", results.page, name="page"),
    path("strategy/channels/", results.channels_page, name="channels"),
    path("strategy/maturity/", results.maturity_page, name="maturity"),
    path("strategy/rules/", results.rules_page, name="rules"),
    path("strategy/report/", files.report, name="report"),
    path("strategy/report.pdf", files.report_as_pdf, name="report_pdf"),
    path("strategy/form.yaml", files.form_file, name="form_file"),
    path("strategy/bring/", bringing.bring, name="bring"),
    path("strategy/diagnosis/", steps.begin, name="begin"),
    path("strategy/diagnosis/paste/", steps.paste, name="paste"),
    path("strategy/diagnosis/<slug:slug>/", steps.step_page, name="step"),
    path("strategy/lines/<slug:slug>/restore/", striking.restored, name="restore"),
    path("strategy/lines/<slug:slug>/new/", rows.new_line, name="new_line"),
    path("strategy/lines/<slug:slug>/<int:pk>/", rows.line, name="line"),
    path("strategy/lines/<slug:slug>/<int:pk>/strike/", striking.struck_out, name="strike"),
    path("strategy/wishes/", wishes.wishes_page, name="wishes"),
    path("strategy/wishes/<int:pk>/", wishes.wish, name="wish"),
    path("strategy/wishes/<int:pk>/step/", wishes.wish_step, name="wish_step"),
    path("strategy/cases/<int:pk>/wish/", wishes.case_wish, name="case_wish"),
    path("@<slug:slug>/said/", wishes.you_said, name="you_said"),
    path("strategy/maturity/look/", aims.look, name="look"),
    path("strategy/aims/<slug:aim>/", aims.aim, name="aim"),
    path("strategy/aims/<slug:aim>/value/", aims.give, name="aim_value"),
    path("strategy/course/", course.page, name="course"),
    path("strategy/course/step/", course.step, name="course_step"),
    path("strategy/experiments/", experiments.page, name="experiments"),
    path("strategy/experiments/<int:pk>/", experiments.experiment, name="experiment"),
    path("strategy/reviews/", reviews.page, name="reviews"),
    path("strategy/reviews/<int:year>/<int:number>/", reviews.review, name="review"),
]
