"""The command line: verbs in plain words, and two processes that are kept alive."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from installed import Firm

from redwell import cli
from redwell.core import doctor
from redwell.core.management.commands import serve, worker
from redwell.core.management.commands._keeper import Keeper


def test_redwell_alone_prints_every_verb(capsys):
    assert cli.main([]) == 0
    said = capsys.readouterr().out
    assert all(f"redwell {verb}" in said for verb in cli.VERBS)


@pytest.mark.parametrize(
    ("asked", "run"),
    [
        (["audit", "verify", "--anchor", "x"], ["audit_verify", "--anchor", "x"]),
        (["import", "docket", "a.html", "b.html"], ["import_docket", "a.html", "b.html"]),
        (["rules", "check", "cases.jsonl"], ["rules_check", "cases.jsonl"]),
        (["demo", "--once"], ["demo", "--once"]),
        (["deadlines", "--json"], ["deadlines", "--json"]),
    ],
)
def test_two_words_are_one_command(asked, run):
    assert cli.command_of(asked) == run


def test_an_unknown_verb_gets_a_sentence(capsys):
    assert cli.main(["frobnicate"]) == 2
    assert "redwell does not know 'frobnicate'" in capsys.readouterr().err


@pytest.mark.parametrize("asked", [["audit"], ["audit", "delete"]])
def test_half_a_verb_is_told_its_other_half(capsys, asked):
    assert cli.main(asked) == 2
    assert "verify, head" in capsys.readouterr().err


def test_commands_of_django_and_its_apps_still_work_in_a_fresh_process(firm: Firm):
    assert firm.redwell("ox_health", "--help").returncode == 0
    assert firm.redwell("migrate", "--check").returncode == 0
    unknown = firm.redwell("frobnicate")
    assert unknown.returncode == 2
    assert "does not know" in unknown.stderr


def test_serving_is_refused_while_migrations_are_pending(db, monkeypatch):
    monkeypatch.setattr(doctor, "pending_migrations", lambda: ["core.0002_more"])
    with pytest.raises(CommandError, match="run redwell setup"):
        call_command("serve")


@pytest.mark.parametrize(
    ("listen", "host", "port"), [("0.0.0.0:80", "0.0.0.0", "80"), ("[::1]:8000", "::1", "8000")]
)
def test_the_web_server_gets_the_address_of_the_settings(settings, listen, host, port):
    settings.REDWELL = settings.REDWELL.model_copy(update={"listen": listen})
    words = serve.web_command()
    assert words[words.index("--host") + 1] == host
    assert words[words.index("--port") + 1] == port
    assert words[-1] == "redwell.site.wsgi:application"


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


FOREVER = python("import time; time.sleep(60)")


def test_a_worker_that_dies_is_started_again_after_growing_pauses(tmp_path: Path):
    said: list[str] = []
    dying = python(f"open({str(tmp_path / 'starts')!r}, 'a').write('x')")
    keeper = Keeper(FOREVER, dying, said.append, first_pause_seconds=0.05)
    running = threading.Thread(target=keeper.run)
    running.start()
    until = time.monotonic() + 30
    while len(said) < 3 and time.monotonic() < until:
        time.sleep(0.05)
    keeper.stop()
    running.join(timeout=30)
    assert [s.rsplit("in ", 1)[1] for s in said[:3]] == [
        "0.05 seconds.",
        "0.1 seconds.",
        "0.2 seconds.",
    ]
    assert len((tmp_path / "starts").read_text()) >= 3


def test_a_web_server_that_ends_by_itself_ends_everything(capsys):
    said: list[str] = []
    assert Keeper(python("raise SystemExit(7)"), FOREVER, said.append).run() == 7
    assert said == ["The web server ended by itself (exit code 7)."]


def test_a_process_that_will_not_end_is_killed():
    said: list[str] = []
    deaf = python(
        "import signal, time; signal.signal(15, signal.SIG_IGN); "
        "print('deaf', flush=True); time.sleep(60)"
    )
    keeper = Keeper(deaf, FOREVER, said.append, patience_seconds=0.2)
    threading.Timer(1.0, keeper.stop).start()
    assert keeper.run() == 0
    assert "was killed" in said[0]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_firm_is_served_until_it_is_told_to_stop(firm: Firm, number: int, tmp_path: Path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = firm.environment() | {
        "REDWELL_LISTEN": f"127.0.0.1:{port}",
        "REDWELL_WORKERS": "1",
    }
    log = (tmp_path / "log").open("w")
    serving = subprocess.Popen(
        [sys.executable, "-m", "redwell", "serve"], env=environment, stdout=log, stderr=log
    )
    try:
        assert answer(port, serving) in (200, 302, 303, 404), (tmp_path / "log").read_text()
    finally:
        os.kill(serving.pid, number)
        code = serving.wait(timeout=60)
    assert code == 0, (tmp_path / "log").read_text()
    said = (tmp_path / "log").read_text()
    assert "Redwell has stopped." in said
    assert "The worker ended" not in said
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_the_worker_delivers_news_and_ends_when_told(firm: Firm, tmp_path: Path):
    head = len(firm.ask("look")["digests"])
    log = (tmp_path / "log").open("w")
    working = subprocess.Popen(
        [sys.executable, "-m", "redwell", "worker"], env=firm.environment(), stdout=log, stderr=log
    )
    heard: dict[str, int] = {}
    until = time.monotonic() + 60
    try:
        while head not in heard.values() and time.monotonic() < until and working.poll() is None:
            heard = firm.ask("look")["heard"]
    finally:
        working.terminate()
        code = working.wait(timeout=60)
    assert set(heard.values()) == {head}, (tmp_path / "log").read_text()
    assert code == 0


def test_a_fault_outside_the_reactions_ends_the_worker_so_that_it_is_started_afresh(monkeypatch):
    ended: list[int] = []

    def fail() -> int:
        raise ValueError("a fault of the worker's own")

    monkeypatch.setattr(worker.outbox, "resume", lambda: None)
    monkeypatch.setattr(worker.outbox, "deliver", fail)
    monkeypatch.setattr(worker.os, "kill", lambda _, number: ended.append(number))
    monkeypatch.setattr(worker.connection, "close", lambda: None)
    with pytest.raises(ValueError, match="a fault"):
        worker._deliver_until(threading.Event())
    assert ended == [signal.SIGTERM]


def test_a_database_that_is_gone_for_a_while_does_not_end_the_worker(monkeypatch):
    stop, turns = threading.Event(), []

    def deliver() -> int:
        turns.append(1)
        if len(turns) == 1:
            raise OperationalError("the server closed the connection")
        stop.set()
        return 0

    monkeypatch.setattr(worker, "_PAUSE_SECONDS", 0.01)
    monkeypatch.setattr(worker.outbox, "resume", lambda: None)
    monkeypatch.setattr(worker.outbox, "deliver", deliver)
    monkeypatch.setattr(worker.connection, "close", lambda: None)
    worker._deliver_until(stop)
    assert len(turns) == 2


def answer(port: int, serving) -> int:
    until = time.monotonic() + 60
    while time.monotonic() < until and serving.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as response:
                return response.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            time.sleep(0.2)
    return 0


def test_a_second_redwell_on_the_same_port_does_not_start():
    from redwell.core.management.commands.serve import demand_free

    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        listen = f"127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(CommandError, match="is taken"):
            demand_free(listen)
    demand_free(listen)
