from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "redwell.matters"
    label = "matters"

    def ready(self) -> None:
        from redwell.core.screens import scope
        from redwell.matters import actions, queries, reactions  # noqa: F401  (they register)
        from redwell.people.models import LINKS

        LINKS.extend(
            [queries.parties_of_contacts, queries.counsel_of_contacts, queries.clients_of_matters]
        )
        scope("number", "matter")(queries.matter_by_number)
