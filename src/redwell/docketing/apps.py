from django.apps import AppConfig


class DocketingConfig(AppConfig):
    name = "redwell.docketing"
    label = "docketing"

    def ready(self) -> None:
        from redwell.docketing import actions  # noqa: F401  (registers the verbs)
