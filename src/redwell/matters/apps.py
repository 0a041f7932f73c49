from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "redwell.matters"
    label = "matters"

    def ready(self) -> None:
        from redwell.core.screens import scope
        from redwell.matters import queries, reactions  # noqa: F401  (registers the reaction)
        from redwell.people.models import LINKS

        LINKS.extend(
            [queries.parties_of_contacts, queries.counsel_of_contacts, queries.clients_of_matters]
        )
        scope("number", "matter")(queries.matter_by_number)
