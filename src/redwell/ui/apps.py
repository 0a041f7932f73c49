from typing import Any

from django.apps import AppConfig
from django.core import checks

from redwell.ui import assets


class UiConfig(AppConfig):
    name = "redwell.ui"
    label = "ui"

    def ready(self) -> None:
        checks.register(assets_are_built)


def assets_are_built(**_: Any) -> list[checks.CheckMessage]:
    """Warns where pages would come without their style: dist is not in git and uv cannot see it."""
    if all((assets.dist() / name).is_file() for name in ("app.css", "app.js")):
        return []
    return [
        checks.Warning(
            "The browser assets are missing, so pages have no style and no shortcuts.",
            hint="Run: redwell assets",
            id="redwell.ui.W001",
        )
    ]
