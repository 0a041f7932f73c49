from django.apps import AppConfig


class DocketingConfig(AppConfig):
    name = "redwell.docketing"
    label = "docketing"
