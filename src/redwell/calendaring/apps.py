from django.apps import AppConfig


class CalendaringConfig(AppConfig):
    name = "redwell.calendaring"
    label = "calendaring"

    def ready(self) -> None:
        from redwell.calendaring import actions  # noqa: F401  (registers the verbs)
