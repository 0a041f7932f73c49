from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "redwell.people"
    label = "people"
