from django.apps import AppConfig


class BrandsConfig(AppConfig):
    name = "parvis.brands"
    label = "brands"
