"""B4: pages of the large firm from the real web server, against an empty page of the same session.

The peer is the empty page in the product's own shell: the rail, the menus, the palette and the
keyboard around nothing. An answer without any page at all is the stricter line beneath.
CPU seconds are those of the server's whole process tree; four connections ask at once.
"""

from __future__ import annotations

import http.client
import re
import socket
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

import psutil
from django.core.management import call_command

from bench import firm
from bench.figure import Figure

CONNECTIONS, EACH, ROUNDS = 4, 12, 5
BARE, SHELL = "/bench/bare", "/bench/shell"


def figures() -> Iterator[Figure]:
    pages = {
        "Today": "/",
        "matters": "/matters/",
        "a matter": f"/matters/{firm.whole_matter()}/",
        "deadlines": "/deadlines/",
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    with _served() as (port, server):
        cookie = _sign_in(port)
        spent: dict[str, list[float]] = {path: [] for path in (BARE, SHELL, *pages.values())}
        for path in spent:
            _ask(port, cookie, path)
        for _ in range(ROUNDS):
            for path, times in spent.items():
                times.append(_cost(port, cookie, path, server))
    cost = {path: statistics.median(times) for path, times in spent.items()}
    for name, path in pages.items():
        yield Figure(f"B4 {name}, CPU to the empty shell", cost[path], cost[SHELL], "ms", most=6)
    for name, path in {**pages, "the empty shell": SHELL}.items():
        yield Figure(f"B4 {name}, CPU to an answer without a page", cost[path], cost[BARE], "ms")


@contextmanager
def _served() -> Iterator[tuple[int, psutil.Process]]:
    """The command that ``redwell serve`` runs, on a free port."""
    from redwell.core.management.commands.serve import web_command

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = web_command()
    words[words.index("--port") + 1] = str(port)
    with tempfile.TemporaryFile() as said, subprocess.Popen(words, stdout=said, stderr=said) as web:
        try:
            _await(port)
            yield port, psutil.Process(web.pid)
        finally:
            web.terminate()


def _await(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            _get(http.client.HTTPConnection("127.0.0.1", port), "/account/login/", "")
            return
        except (ConnectionError, OSError):
            time.sleep(0.2)
    raise TimeoutError("The web server did not answer within a minute.")


def _sign_in(port: int) -> str:
    """Sign in as people do, by the form; returns the cookies to send."""
    at = http.client.HTTPConnection("127.0.0.1", port)
    answer, body = _get(at, "/account/login/", "")
    csrf = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', body)
    assert csrf is not None
    jar = _cookies(answer)
    form = {
        "login": firm.reader("everything").email,
        "password": firm.PASSWORD,
        "csrfmiddlewaretoken": csrf[1],
    }
    headers = {
        "Cookie": _said(jar),
        "Content-Type": "application/x-www-form-urlencoded",
        "Origin": f"http://localhost:{port}",
        "Host": f"localhost:{port}",
    }
    at.request("POST", "/account/login/", urlencode(form), headers)
    answer = at.getresponse()
    body = answer.read().decode()
    assert answer.status == 302, body
    jar |= _cookies(answer)
    return _said(jar)


def _cookies(answer: http.client.HTTPResponse) -> dict[str, str]:
    lines = answer.headers.get_all("Set-Cookie") or []
    return dict(line.split(";")[0].split("=", 1) for line in lines)


def _said(jar: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in jar.items())


def _get(
    at: http.client.HTTPConnection, path: str, cookie: str
) -> tuple[http.client.HTTPResponse, str]:
    at.request("GET", path, headers={"Cookie": cookie})
    answer = at.getresponse()
    return answer, answer.read().decode()


def _ask(port: int, cookie: str, path: str) -> None:
    """``EACH`` requests on each of the connections, all kept alive; every answer must be a page."""
    faults: list[str] = []

    def one() -> None:
        at = http.client.HTTPConnection("127.0.0.1", port)
        for _ in range(EACH):
            answer, body = _get(at, path, cookie)
            if answer.status != 200:
                faults.append(f"{path}: {answer.status} {body[:300]}")
        at.close()

    asking = [threading.Thread(target=one) for _ in range(CONNECTIONS)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert not faults, faults[0]


def _cost(port: int, cookie: str, path: str, server: psutil.Process) -> float:
    """CPU milliseconds of one request."""
    before = _cpu(server)
    _ask(port, cookie, path)
    return (_cpu(server) - before) / (CONNECTIONS * EACH) * 1000


def _cpu(server: psutil.Process) -> float:
    tree = [server, *server.children(recursive=True)]
    return sum(sum(process.cpu_times()[:2]) for process in tree)
