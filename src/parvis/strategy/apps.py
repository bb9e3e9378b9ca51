from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StrategyConfig(AppConfig):
    name = "parvis.strategy"
    label = "strategy"

    def ready(self) -> None:
        from parvis.inbox.doors import CaseDoor, open_from_cases
        from parvis.insight.marks import mark_charts
        from parvis.strategy.queries.course_marks import course_marks

        open_from_cases(
            CaseDoor("strategy:case_wish", _("They wish for something"), "message-square-quote")
        )
        mark_charts(course_marks, name="course")
