from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "parvis.strategy"
    label = "strategy"
