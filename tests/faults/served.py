"""A firm served for real: ``redwell serve`` in processes of its own, and a browser's requests."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from core.installed import Firm

HERE = Path(__file__).resolve().parent
CSRF = "a" * 32
PATIENCE_SECONDS = 60


def environment(firm: Firm) -> dict[str, str]:
    given = firm.environment()
    folders = [str(HERE), *filter(None, [given.get("PYTHONPATH", "")])]
    return given | {
        "DJANGO_SETTINGS_MODULE": "witnessed",
        "PYTHONPATH": os.pathsep.join(folders),
    }


def begin(firm: Firm, verb: str) -> subprocess.Popen[str]:
    """``errands.py VERB`` for this firm, at work."""
    return subprocess.Popen(
        [sys.executable, str(HERE / "errands.py"), verb],
        env=environment(firm),
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def errand(firm: Firm, verb: str) -> Any:
    """What ``errands.py VERB`` prints for this firm."""
    process = begin(firm, verb)
    said, complaint = process.communicate()
    assert process.returncode == 0, complaint
    return json.loads(said.splitlines()[-1])


@dataclass(frozen=True)
class Answer:
    """What a browser got: ``seconds`` until the whole answer was there."""

    status: int
    body: str
    location: str
    seconds: float


@dataclass(frozen=True)
class Server:
    """A running server and the session of somebody who is signed in."""

    port: int
    session: str
    log: Path

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, {})

    def post(self, path: str, **fields: str) -> Answer:
        return self._ask("POST", path, fields | {"csrfmiddlewaretoken": CSRF})

    def _ask(self, method: str, path: str, fields: dict[str, str]) -> Answer:
        headers = {"Cookie": f"sessionid={self.session}; csrftoken={CSRF}"}
        if fields:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.monotonic()
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            asking.request(method, path, urlencode(fields) or None, headers)
            got = asking.getresponse()
            body = got.read().decode()
        finally:
            asking.close()
        took = time.monotonic() - began
        return Answer(got.status, body, got.headers.get("Location", ""), took)


@contextmanager
def serving(firm: Firm, folder: Path) -> Iterator[Server]:
    """``redwell serve`` for ``firm`` until the block ends; it must end well and in order."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    session = errand(firm, "signed_in")
    path = folder / "log"
    with path.open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "redwell", "serve"],
            env=environment(firm) | {"REDWELL_LISTEN": f"127.0.0.1:{port}"},
            stdout=log,
            stderr=log,
        )
    try:
        server = Server(port, session, path)
        until = time.monotonic() + PATIENCE_SECONDS
        while not _answers(server):
            assert process.poll() is None, path.read_text()
            assert time.monotonic() < until, path.read_text()
            time.sleep(0.1)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        code = process.wait(PATIENCE_SECONDS)
    assert code == 0, path.read_text()


def _answers(server: Server) -> bool:
    try:
        return server.get("/").status == 200
    except OSError:
        return False
