"""Readers that misbehave on purpose, run in the supervisor's child only."""

import ctypes
import os
import re
import socket
import time
from pathlib import Path
from typing import Any

from redwell.core.supervised import guards

_kept: list[bytes] = []


class NotMine(Exception):
    code = "UNSUPPORTED"
    sentence = "This is no file of mine. Save another."
    kept = "the first line"


def read(data: bytes, **options: Any) -> Any:
    """The first word of ``data`` names the misbehaviour, the rest is for it."""
    verb, _, rest = data.decode("latin-1").partition(" ")
    return globals()[f"_{verb}"](rest, **options)


def _good(rest: str, **options: Any) -> Any:
    return {"read": rest, "options": options}


def _bytes(rest: str) -> Any:
    return len(rest)


def _who(rest: str) -> Any:
    return {"pid": os.getpid(), "cwd": os.getcwd(), "scratch": os.listdir()}


def _hang(rest: str) -> Any:
    while True:
        time.sleep(1)


def _regex(rest: str) -> Any:
    return bool(re.match(r"(a+)+$", "a" * 60 + "b"))


def _hog(rest: str) -> Any:
    return len(b"x" * (6 << 30))


def _leak(rest: str) -> Any:
    _kept.append(b"x" * (int(rest) << 20))
    return len(_kept)


def _segfault(rest: str) -> Any:
    return ctypes.string_at(0)


def _exit(rest: str) -> Any:
    os._exit(0)


def _raise(rest: str) -> Any:
    raise KeyError("a bug in the reader")


def _refuse(rest: str) -> Any:
    raise NotMine


def _print(rest: str) -> Any:
    for _ in range(2000):
        os.write(1, b"x" * 65536)
        os.write(2, b"x" * 65536)
    return "done"


def _answer(rest: str) -> Any:
    return "x" * int(rest)


def _recurse(rest: str) -> Any:
    return _recurse(rest)


def _network(rest: str) -> Any:
    return socket.create_connection(("127.0.0.1", int(rest)), timeout=2).getpeername()


def _native_network(rest: str) -> Any:
    """A socket made behind Python's back; the answer is errno, 0 when it connected."""
    libc = ctypes.CDLL(None, use_errno=True)
    handle = libc.socket(2, 1, 0)
    if handle < 0:
        return ctypes.get_errno()
    address = b"\x02\x00" + int(rest).to_bytes(2, "big") + bytes([127, 0, 0, 1]) + bytes(8)
    return 0 if libc.connect(handle, address, len(address)) == 0 else ctypes.get_errno()


def _write(rest: str) -> Any:
    Path(rest).write_bytes(b"x")
    return os.listdir()


def _native_write(rest: str) -> Any:
    """A file opened behind Python's back; the answer is errno, 0 when it was written."""
    libc = ctypes.CDLL(None, use_errno=True)
    handle = libc.open(rest.encode(), os.O_CREAT | os.O_WRONLY, 0o600)
    return 0 if handle >= 0 else ctypes.get_errno()


def _remove(rest: str) -> Any:
    Path(rest).unlink()


def _fill(rest: str) -> Any:
    for number in range(int(rest)):
        Path(f"part{number}").write_bytes(b"\0" * (1 << 20))
        time.sleep(0.01)
    time.sleep(20)


def _one_huge_file(rest: str) -> Any:
    with open("part", "wb") as part:
        for _ in range(int(rest)):
            part.write(b"\0" * (1 << 20))


def _fork(rest: str) -> Any:
    os.fork()


def _native_fork(rest: str) -> Any:
    """Grandchildren that leave the process group and go on, with a mark in their names."""
    libc = ctypes.CDLL(None)
    for _ in range(8):
        if libc.fork() == 0:
            libc.setsid()
            libc.prctl(15, rest.encode(), 0, 0, 0)
            while True:
                time.sleep(1)
    return "started"


def _forkbomb(rest: str) -> Any:
    libc = ctypes.CDLL(None)
    while libc.fork() >= 0:
        time.sleep(0.2)


def _poison_next(rest: str) -> Any:
    """Answers well and leaves its process so that the next file ends it."""
    guards.set_clock = lambda seconds: os._exit(1)
    return "fine so far"


def _slow(rest: str) -> Any:
    time.sleep(float(rest))
    return "finished"
