from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "redwell.ui"
    label = "ui"
