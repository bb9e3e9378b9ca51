from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StrategyConfig(AppConfig):
    name = "parvis.strategy"
    label = "strategy"

    def ready(self) -> None:
        from parvis.inbox.doors import CaseDoor, open_from_cases

        open_from_cases(
            CaseDoor("strategy:case_wish", _("They wish for something"), "message-square-quote")
        )
