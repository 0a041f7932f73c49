from django.apps import AppConfig


class CalendaringConfig(AppConfig):
    name = "redwell.calendaring"
    label = "calendaring"
