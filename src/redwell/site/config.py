"""Every setting of an installation, typed, read from the environment (``REDWELL_*``) or a file.

``REDWELL_ENV_FILE`` may name a file of ``NAME=value`` lines. A malformed value stops the start
with one sentence.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class ConfigError(SystemExit):
    """A setting that cannot be used; printing it is enough."""


class Config(BaseSettings):
    """The settings of one installation."""

    model_config = SettingsConfigDict(env_prefix="REDWELL_", extra="ignore")

    data: Path = Field(Path("var"), description="Folder of the database, the vault and the key")
    database: str = Field(
        "", description="postgresql://user:password@host:port/name; empty: SQLite"
    )
    origin: str = Field("http://localhost:8000", description="The address people type")
    hosts: str = Field("", description="Further host names, separated by commas")
    behind_proxy: bool = Field(
        False, description="A TLS proxy in front sets X-Forwarded-Proto and -For"
    )
    listen: str = Field("127.0.0.1:8000", description="Address and port to serve on")
    workers: int = Field(2, ge=1, le=64, description="Web processes")
    debug: bool = Field(False, description="Show faults in the browser; never for real work")
    secret_key: str = Field("", description="Empty: made once and kept in the data folder")
    idle_minutes: int = Field(60, ge=5, le=1440, description="Sign out after so long without use")
    session_hours: int = Field(12, ge=1, le=168, description="Sign out after so long at the latest")
    second_factor: Literal["off", "administrators", "everybody"] = Field(
        "off", description="Who must sign in with a passkey or a code beside the password"
    )
    mail: str = Field("", description="smtp://user:password@host:587; empty: mail is printed")
    mail_from: str = Field(
        "Redwell <redwell@localhost>", description="Sender of Redwell's own mail"
    )
    max_upload_mb: int = Field(60, ge=1, le=2048, description="Largest file that is taken in")
    disk_reserve_mb: int = Field(200, ge=0, description="Free space that is never used up")

    @field_validator("database")
    @classmethod
    def _is_postgresql(cls, value: str) -> str:
        if value and urlsplit(value).scheme not in ("postgresql", "postgres"):
            raise ValueError(
                "must start with postgresql:// (leave it empty for the embedded SQLite)"
            )
        return value

    @field_validator("origin")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if (
            parts.scheme not in ("http", "https")
            or not parts.hostname
            or parts.path not in ("", "/")
        ):
            raise ValueError("must be an address such as https://redwell.example.com")
        return value.rstrip("/")

    @field_validator("listen")
    @classmethod
    def _is_host_and_port(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if not host or not port.isdigit() or not 0 < int(port) < 65536:
            raise ValueError("must be an address and a port such as 127.0.0.1:8000")
        return value

    @field_validator("mail")
    @classmethod
    def _is_smtp(cls, value: str) -> str:
        if value and (
            urlsplit(value).scheme not in ("smtp", "smtps") or not urlsplit(value).hostname
        ):
            raise ValueError("must be an address such as smtp://user:password@host:587")
        return value

    def mailers(self) -> dict[str, Any]:
        """Django's MAILERS: an SMTP server, or the terminal where none is named."""
        if not self.mail:
            return {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}
        parts = urlsplit(self.mail)
        options = {
            "host": parts.hostname,
            "port": parts.port or (465 if parts.scheme == "smtps" else 587),
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_ssl": parts.scheme == "smtps",
            "use_tls": parts.scheme == "smtp",
            "timeout": 20,
        }
        return {
            "default": {
                "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
                "OPTIONS": options,
            }
        }

    @property
    def vault(self) -> Path:
        return self.data / "vault"

    @property
    def is_secure(self) -> bool:
        return self.origin.startswith("https://")

    def allowed_hosts(self) -> list[str]:
        named = [h.strip() for h in self.hosts.split(",") if h.strip()]
        return [urlsplit(self.origin).hostname or "localhost", "localhost", "127.0.0.1", *named]

    def key(self) -> str:
        """The secret key: given, or made once and kept beside the database (mode 0600)."""
        if self.secret_key:
            return self.secret_key
        file = self.data / "secret-key"
        if not file.exists():
            self.data.mkdir(parents=True, exist_ok=True)
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as out:
                out.write(secrets.token_urlsafe(64))
        return file.read_text().strip()

    def databases(self) -> dict[str, Any]:
        """Django's DATABASES: SQLite made durable and patient, or PostgreSQL."""
        if not self.database:
            self.data.mkdir(parents=True, exist_ok=True)
            file = self.data / "redwell.sqlite3"
            # A file that is there now is never made anew: an empty one in the place of a database
            # that was moved away for a moment would take in writes and damage it on its return.
            present = f"{file.absolute().as_uri()}?mode=rw"
            return {
                "ENGINE": "redwell.core.sqlite3",
                "NAME": present if file.exists() else file,
                "CONN_MAX_AGE": None,
                "OPTIONS": {
                    # Deferred transactions lose most of twenty concurrent saves.
                    "transaction_mode": "IMMEDIATE",
                    "timeout": 4,
                    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                    "PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;",
                },
            }
        parts = urlsplit(self.database)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"connect_timeout": 4},
        }


def load() -> Config:
    """Read the environment; raises :class:`ConfigError` with one sentence per bad value."""
    file = os.environ.get("REDWELL_ENV_FILE")
    if file and not Path(file).is_file():
        raise ConfigError(
            f"Redwell did not start: REDWELL_ENV_FILE names {file}, which is no file."
        )
    try:
        return Config(_env_file=file)
    except ValidationError as error:
        lines = [
            f"Redwell did not start: REDWELL_{str(e['loc'][0]).upper()} is {e['input']!r}, "
            f"but {_said(e)}."
            for e in error.errors()
        ]
        raise ConfigError("\n".join(lines)) from None


def _said(error: Any) -> str:
    text = str(error["msg"]).removeprefix("Value error, ").rstrip(".")
    return text if text.startswith("must") else f"it is not accepted: {text[0].lower()}{text[1:]}"
