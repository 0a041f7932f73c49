from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "redwell.site"
    label = "site"

    def ready(self) -> None:
        from redwell.core import screens
        from redwell.site import freshness, security

        security.listen()
        screens.REFUSED.append(security.refused)
        screens.ASK_AGAIN.append(freshness.ask_again)
