from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "parvis.insight"
    label = "insight"
