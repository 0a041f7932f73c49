"""Settings: what is malformed stops the start with one sentence that names the variable."""

from __future__ import annotations

import os

import pytest

from redwell.site.config import ConfigError, load


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch, tmp_path):
    for name in list(os.environ):
        if name.startswith("REDWELL_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE", "mysql://root@localhost/redwell"),
        ("DATABASE", "redwell.sqlite3"),
        ("ORIGIN", "redwell.example.com"),
        ("ORIGIN", "ftp://redwell.example.com"),
        ("ORIGIN", "https://"),
        ("ORIGIN", "https://redwell.example.com/path"),
        ("BEHIND_PROXY", "perhaps"),
        ("LISTEN", "8000"),
        ("LISTEN", "127.0.0.1"),
        ("LISTEN", "127.0.0.1:http"),
        ("LISTEN", "127.0.0.1:0"),
        ("LISTEN", "127.0.0.1:70000"),
        ("WORKERS", "0"),
        ("WORKERS", "many"),
        ("WORKERS", "65"),
        ("DEBUG", "sometimes"),
        ("IDLE_MINUTES", "4"),
        ("IDLE_MINUTES", "1.5"),
        ("SESSION_HOURS", "0"),
        ("SESSION_HOURS", "169"),
        ("SECOND_FACTOR", "perhaps"),
        ("SECOND_FACTOR", ""),
        ("MAX_UPLOAD_MB", "0"),
        ("MAX_UPLOAD_MB", "60 MB"),
        ("DISK_RESERVE_MB", "-1"),
    ],
)
def test_a_malformed_value_stops_the_start_and_names_its_variable(monkeypatch, name, value):
    monkeypatch.setenv(f"REDWELL_{name}", value)
    with pytest.raises(ConfigError) as stop:
        load()
    said = str(stop.value)
    assert said.startswith(f"Redwell did not start: REDWELL_{name} is {value!r}, but ")
    assert said.endswith(".")
    assert "\n" not in said


def test_two_malformed_values_are_both_named(monkeypatch):
    monkeypatch.setenv("REDWELL_WORKERS", "many")
    monkeypatch.setenv("REDWELL_LISTEN", "here")
    with pytest.raises(ConfigError) as stop:
        load()
    assert len(str(stop.value).splitlines()) == 2


def test_a_settings_file_that_is_missing_stops_the_start(monkeypatch):
    monkeypatch.setenv("REDWELL_ENV_FILE", "nowhere.env")
    with pytest.raises(ConfigError, match=r"REDWELL_ENV_FILE names nowhere\.env"):
        load()


def test_a_settings_file_is_read_and_the_environment_overrides_it(monkeypatch, tmp_path):
    file = tmp_path / "redwell.env"
    file.write_text("REDWELL_WORKERS=3\nREDWELL_IDLE_MINUTES=30\n")
    monkeypatch.setenv("REDWELL_ENV_FILE", str(file))
    monkeypatch.setenv("REDWELL_IDLE_MINUTES", "45")
    held = load()
    assert (held.workers, held.idle_minutes) == (3, 45)


def test_without_any_setting_it_is_a_local_sqlite():
    held = load()
    assert held.databases()["ENGINE"].endswith("sqlite3")
    assert held.listen == "127.0.0.1:8000"
    assert not held.debug


def test_a_database_file_that_is_moved_away_is_missed_and_not_made_anew(db, monkeypatch, tmp_path):
    from django.db.backends.sqlite3.base import DatabaseWrapper
    from django.db.utils import ConnectionHandler, OperationalError

    folder = tmp_path / "firm's data 100%"
    monkeypatch.setenv("REDWELL_DATA", str(folder))
    file = folder / "redwell.sqlite3"

    def opened() -> DatabaseWrapper:
        return ConnectionHandler({"default": load().databases()})["default"]

    first = opened()
    first.cursor().execute("CREATE TABLE firm (name)")
    first.close()
    assert file.exists()

    later = opened()
    later.cursor().execute("INSERT INTO firm VALUES ('Aldine & Marsh LLP')")
    later.close()
    file.rename(folder / "moved")
    with pytest.raises(OperationalError, match="unable to open"):
        later.cursor()
    assert not file.exists()
    (folder / "moved").rename(file)
    assert later.cursor().execute("SELECT count(*) FROM firm").fetchone() == (1,)
    later.close()


def test_a_password_with_reserved_signs_reaches_postgresql_as_it_is(monkeypatch):
    monkeypatch.setenv("REDWELL_DATABASE", "postgresql://red:p%40ss%2Fword@db:5433/well")
    held = load().databases()
    assert (held["USER"], held["PASSWORD"], held["HOST"]) == ("red", "p@ss/word", "db")
    assert (held["PORT"], held["NAME"]) == ("5433", "well")


def test_the_secret_key_is_made_once_and_is_its_owners_alone(monkeypatch, tmp_path):
    monkeypatch.setenv("REDWELL_DATA", str(tmp_path / "data"))
    key = load().key()
    assert load().key() == key
    assert len(key) >= 64
    assert (tmp_path / "data" / "secret-key").stat().st_mode & 0o777 == 0o600


def test_a_given_secret_key_is_used_and_none_is_written(monkeypatch, tmp_path):
    monkeypatch.setenv("REDWELL_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("REDWELL_SECRET_KEY", "given")
    assert load().key() == "given"
    assert not (tmp_path / "data").exists()
