"""Builds the browser assets while the wheel or sdist is made, so that users need only Python."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def _assets(root: Path) -> ModuleType:
    # Loaded by path: the package itself is not importable yet.
    spec = importlib.util.spec_from_file_location(
        "redwell_assets", root / "src/redwell/ui/assets.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    # A dataclass looks its module up by name.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


class AssetsHook(BuildHookInterface):
    """Runs ``redwell.ui.assets.build``; asks for Node only when something must be built."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Node from PyPI, unless skipped, up to date, or the machine has a new enough one."""
        root = Path(self.root)
        assets = _assets(root)
        if assets.is_skipped() or assets.is_fresh(root) or assets.node_on_path():
            return []
        return [assets.NODE_REQUIREMENT]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Builds before hatchling collects files; a refusal stops the build and says why."""
        root = Path(self.root)
        assets = _assets(root)
        if not assets.is_skipped():
            assets.build(root)
