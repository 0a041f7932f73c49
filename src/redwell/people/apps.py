from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "redwell.people"
    label = "people"

    def ready(self) -> None:
        from redwell.people import actions  # noqa: F401  (registers the verbs)
