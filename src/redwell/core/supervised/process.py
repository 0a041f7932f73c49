"""One child process: its pipes, its scratch folder, its end."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from redwell.core.supervised import frames
from redwell.core.supervised.limits import Limits
from redwell.core.supervised.outcome import Code, Refusal, refuse

BOOT = (
    "import json,sys;sys.path[:]=json.loads(sys.argv[1]);"
    "from redwell.core.supervised.child import main;main()"
)
START_SECONDS = 60.0
LOOK_SECONDS = 0.25
# The parent's clock rules; the child's own alarm is for the day the parent is gone.
GRACE_SECONDS = 5.0


class SupervisorFault(RuntimeError):
    """The parser itself cannot be started: a fault of the installation, not of any file."""


class Ended(Exception):
    """The child is gone or was ended; ``refusal`` says what that means for the file."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


class Child:
    """One process, its pipes and its scratch folder."""

    def __init__(self, target: str, limits: Limits, preload: list[str]) -> None:
        self.files = 0
        self._limits = limits
        self._scratch = Path(tempfile.mkdtemp(prefix="redwell-reader-"))
        # Absolute: an empty entry would mean scratch there, and a file could plant modules.
        path = [os.path.abspath(entry) for entry in sys.path]
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-c", BOOT, json.dumps(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self._scratch,
            env={"LANG": "C.UTF-8", "PYTHONTZPATH": "", "TMPDIR": str(self._scratch)},
            start_new_session=True,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._in, self._out = self._process.stdin.fileno(), self._process.stdout.fileno()
        os.set_blocking(self._in, False)
        os.set_blocking(self._out, False)
        settings = {
            "target": target,
            "preload": preload,
            "memory_bytes": limits.memory_bytes,
            "written_bytes": limits.written_bytes,
            "output_bytes": limits.output_bytes,
            "processes": limits.processes,
        }
        try:
            head, _ = self._exchange(frames.pack(settings), START_SECONDS, None)
        except Ended as ended:
            self.end()
            raise SupervisorFault(f"cannot start {target}: {ended.refusal.detail}") from ended
        self.guarded = str(head.get("guarded"))

    def ask(self, data: bytes, options: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Send one file, wait for the reply; ``Ended`` when there will be none."""
        seconds = self._limits.seconds_for(len(data))
        request = {"options": options, "seconds": seconds + GRACE_SECONDS}
        reply = self._exchange(frames.pack(request, data), seconds, len(data))
        self.files += 1
        self._empty_scratch()
        return reply

    def _exchange(
        self, outgoing: bytes, seconds: float, size: int | None
    ) -> tuple[dict[str, Any], bytes]:
        deadline = time.monotonic() + seconds
        to_send, received = memoryview(outgoing), bytearray()
        needed: tuple[int, int] | None = None
        first = frames.LENGTHS.size
        with selectors.DefaultSelector() as ready:
            ready.register(self._out, selectors.EVENT_READ)
            ready.register(self._in, selectors.EVENT_WRITE)
            while needed is None or len(received) < first + sum(needed):
                left = deadline - time.monotonic()
                if left <= 0:
                    raise Ended(refuse(Code.TIMEOUT, seconds=seconds))
                for key, _ in ready.select(min(left, LOOK_SECONDS)):
                    if key.fd == self._in:
                        to_send = self._feed(to_send)
                        if not to_send:
                            ready.unregister(self._in)
                        continue
                    piece = os.read(self._out, 1 << 16)
                    if not piece:
                        raise Ended(self._why_dead(seconds))
                    received += piece
                if needed is None and len(received) >= first:
                    needed = self._measure(bytes(received[:first]))
                if size is not None:
                    self._watch_scratch(size)
        head = self._head(bytes(received[first : first + needed[0]]))
        if "crashed" in head:
            raise Ended(refuse(Code.CRASH, detail=str(head["crashed"])))
        return head, bytes(received[first + needed[0] :])

    def _feed(self, to_send: memoryview) -> memoryview:
        try:
            return to_send[os.write(self._in, to_send[: 1 << 16]) :]
        except BrokenPipeError:
            # The reading end tells what happened.
            return to_send[:0]

    def _measure(self, lengths: bytes) -> tuple[int, int]:
        try:
            return frames.measure(lengths, self._limits.output_bytes)
        except frames.BadFrame as error:
            raise Ended(refuse(Code.CRASH, detail=str(error))) from error

    def _head(self, raw: bytes) -> dict[str, Any]:
        try:
            return frames.unpack_head(raw)
        except frames.BadFrame as error:
            raise Ended(refuse(Code.CRASH, detail=str(error))) from error

    def _why_dead(self, seconds: float) -> Refusal:
        try:
            status = self._process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            return refuse(Code.CRASH, detail="the child closed its pipe and stayed")
        ended_by = -status if status < 0 else status - 128
        if ended_by in (signal.SIGXCPU, signal.SIGALRM):
            return refuse(Code.TIMEOUT, seconds=seconds)
        if ended_by == signal.SIGKILL:
            # Not by us: the machine's own memory guard.
            return refuse(Code.MEMORY, detail="killed from outside")
        return refuse(Code.CRASH, detail=f"the child ended with status {status}")

    def _watch_scratch(self, size: int) -> None:
        written = count = 0
        bound = self._limits.expansion
        for folder, _, names in os.walk(self._scratch):
            count += len(names)
            for name in names:
                with contextlib.suppress(FileNotFoundError):
                    written += os.lstat(os.path.join(folder, name)).st_size
            if count > bound.children or written > bound.allowed_bytes(size):
                raise Ended(refuse(Code.BOMB))

    def _empty_scratch(self) -> None:
        for found in self._scratch.iterdir():
            if found.is_dir() and not found.is_symlink():
                shutil.rmtree(found, ignore_errors=True)
            else:
                found.unlink(missing_ok=True)

    def end(self) -> None:
        """Kill the whole process group, wait for it, remove its scratch folder."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
        shutil.rmtree(self._scratch, ignore_errors=True)
