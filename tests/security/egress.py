"""Nothing leaves this machine: every attempt to reach another host is refused and written down.

An audit hook (PEP 578) sees Python's own sockets in every thread of this process, and cannot be
taken off again. C libraries and child processes are the business of ``test_egress.py``.
"""

from __future__ import annotations

import ipaddress
import socket
import sys
from collections.abc import Iterator
from typing import Any

import pytest

attempts: list[str] = []
_hooked: list[bool] = []
_NAMES = {"", "localhost", "localhost.localdomain", "ip6-localhost", "testserver"}


def is_here(host: object) -> bool:
    """Whether a host, as given to a socket, is this machine itself."""
    if host is None:
        return True
    name = host.decode(errors="replace") if isinstance(host, bytes) else str(host)
    if name.lower() in _NAMES or name == socket.gethostname():
        return True
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _watch(event: str, given: tuple[Any, ...]) -> None:
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        # A path is a Unix socket, None a socket that is connected already.
        host = given[1][0] if isinstance(given[1], tuple) and len(given[1]) > 1 else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        host = given[0]
    else:
        return
    if not is_here(host):
        attempts.append(f"{event} {given[1:] if event == 'socket.connect' else host!r}")
        raise ConnectionRefusedError(f"the test suite reaches no other host: {host!r}")


def watch() -> None:
    """Put the hook on, once per process."""
    if not _hooked:
        sys.addaudithook(_watch)
        _hooked.append(True)


@pytest.fixture(autouse=True)
def no_egress() -> Iterator[None]:
    """Fail the test in which anything tried to reach another host, even where it was caught."""
    watch()
    attempts.clear()
    yield
    tried, attempts[:] = list(attempts), []
    assert tried == [], f"this test tried to reach another host: {tried}"
