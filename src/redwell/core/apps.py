from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "redwell.core"
    label = "core"

    def ready(self) -> None:
        from redwell.core import erasure, triggers, undo  # noqa: F401  (registers their actions)

        post_migrate.connect(_after_migrate, sender=self)


def _after_migrate(using: str = "default", **_: object) -> None:
    from redwell.core import triggers
    from redwell.core.audit import AuditHead

    AuditHead.objects.using(using).get_or_create(pk=1)
    triggers.install(using)
