"""The product reaches no other host: not the test suite, not a real server, not its pages."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html

from addresses import patterns
from furnished import filled
from redwell.site.demo import PASSWORD
from security import egress

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parents[1] / "src" / "redwell"
_POINTS = ("href", "src", "action", "formaction", "srcset", "poster", "data", "xlink:href")


def test_the_guard_refuses_and_writes_down_every_road_out():
    egress.watch()
    for attempt in (
        lambda: socket.create_connection(("192.0.2.1", 80), timeout=1),
        lambda: socket.getaddrinfo("redwell.invalid", 443),
        lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("192.0.2.1", 53)),
        lambda: socket.socket(socket.AF_INET6).connect(("2001:db8::1", 80)),
        lambda: socket.gethostbyname("redwell.invalid"),
    ):
        with pytest.raises(ConnectionRefusedError):
            attempt()
    assert len(egress.attempts) == 5
    egress.attempts.clear()


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost", None, "0.0.0.0"])
def test_the_machine_itself_is_no_other_host(host):
    assert egress.is_here(host)


@pytest.mark.parametrize("host", ["10.0.0.1", "169.254.169.254", "fe80::1%eth0", "a.localhost.com"])
def test_a_neighbour_is_another_host(host):
    assert not egress.is_here(host)


def _trapped(command: list[str], environment: dict[str, str] | None = None) -> dict:
    """Run a command in the trap; skips, saying why, where the kernel allows no namespace."""
    if shutil.which("unshare") is None or shutil.which("ip") is None:
        pytest.skip("unshare or ip is not installed (util-linux, iproute2)")
    done = subprocess.run(
        ["unshare", "-rn", sys.executable, str(HERE / "trap.py"), *command],
        capture_output=True,
        text=True,
        env={**os.environ, **(environment or {})},
        timeout=300,
    )
    if done.returncode:
        pytest.skip(f"this kernel allows no network namespace of our own: {done.stderr[-200:]}")
    return json.loads(done.stdout.splitlines()[-1])


def test_the_trap_catches_names_asked_for_and_packets_sent():
    attempt = (
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)"
        ".sendto(b'x', ('192.0.2.77', 53));"
        "socket.socket(socket.AF_INET6, socket.SOCK_DGRAM).sendto(b'x', ('2001:db8::7', 53))"
    )
    found = _trapped([sys.executable, "-c", attempt])
    assert found["code"] == 0, found["out"]
    assert set(found["caught"]) == {"192.0.2.77", "2001:db8::7"}


def test_a_real_server_with_its_worker_sends_nothing_to_any_other_host(tmp_path):
    environment = {
        "REDWELL_DATA": str(tmp_path),
        "REDWELL_DISK_RESERVE_MB": "0",
        "REDWELL_LISTEN": "127.0.0.1:8765",
        "REDWELL_ORIGIN": "http://127.0.0.1:8765",
        "REDWELL_WORKERS": "1",
        "PYTHONTZPATH": "",
        "PYTHONPATH": str(SOURCE.parent),
    }
    loaded = _trapped([sys.executable, "-m", "redwell", "demo", "--once"], environment)
    assert loaded["code"] == 0, loaded["out"][-2000:]
    assert loaded["caught"] == []
    driven = _trapped(
        [sys.executable, str(HERE / "drive.py"), "dana.price@demo.invalid", PASSWORD], environment
    )
    assert driven["code"] == 0, driven["out"][-2000:]
    assert driven["caught"] == []
    lines = [line for line in driven["out"].splitlines() if re.match(r"\d{3} ", line)]
    assert [line for line in lines if not line.startswith("200")] == ["404 /no/such"]
    assert len(lines) == 13


def _elsewhere(address: str) -> bool:
    """Whether a browser that meets this address asks another origin for it."""
    parts = urlsplit(address.strip())
    return bool(parts.netloc) or parts.scheme not in ("", "data", "mailto")


def test_no_page_points_the_browser_to_another_origin(firm):
    client, found = firm.client(), []
    for path in [p for p, _ in patterns()]:
        answer = client.get(filled(path, firm.values))
        if not answer.get("Content-Type", "").startswith("text/html") or not answer.content:
            continue
        for element in html.fromstring(answer.content.decode()).iter():
            for name, value in element.attrib.items():
                # A link that a person follows is no request of the page; all else is.
                followed = element.tag == "a" and element.get("rel") == "noopener noreferrer"
                if (name in _POINTS or name.startswith("hx-")) and not followed:
                    single = value.split()[0] if name == "srcset" else value
                    if not name.startswith("hx-") or name in ("hx-get", "hx-post"):
                        found += [(path, name, value)] if _elsewhere(single) else []
    assert found == []


def test_no_style_sheet_picture_or_template_points_to_another_origin():
    found = []
    for path in SOURCE.rglob("*"):
        text = path.read_text(errors="replace") if path.suffix in (".css", ".svg", ".html") else ""
        if path.suffix in (".css", ".svg"):
            text = re.sub(r'xmlns(:\w+)?="[^"]*"', "", text)
            given = re.findall(r"url\(\s*['\"]?([^'\")]+)", text)
            given += re.findall(r"@import\s+['\"]([^'\"]+)", text)
            given += re.findall(r"(?:href|src)=['\"]([^'\"]+)", text)
        else:
            given = re.findall(
                r"<(?:link|script|img|iframe|source)[^>]*(?:href|src)=\"([^\"{]+)", text
            )
        found += [(path.name, address) for address in given if _elsewhere(address)]
    assert found == []
