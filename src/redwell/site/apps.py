from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "redwell.site"
    label = "site"
