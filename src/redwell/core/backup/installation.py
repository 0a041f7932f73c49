"""Where an installation keeps its things, as backup and restore need to know it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Installation:
    """``database`` is a postgresql:// address, or empty for SQLite in the data folder."""

    data: Path
    database: str = ""
    secret_key: str = ""
    env_file: Path | None = None

    @property
    def sqlite(self) -> Path:
        return self.data / "redwell.sqlite3"

    @property
    def vault(self) -> Path:
        return self.data / "vault"

    @property
    def key_file(self) -> Path:
        return self.data / "secret-key"
