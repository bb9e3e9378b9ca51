from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "parvis.kit"
    label = "kit"

    def ready(self) -> None:
        from parvis.kit import lookups  # noqa: F401 - registers its lookup
