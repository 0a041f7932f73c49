"""One long-lived child that reads strangers' files, and the parent that survives it."""

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
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from redwell.core.supervised import frames
from redwell.core.supervised.limits import Limits
from redwell.core.supervised.outcome import Code, Outcome, Refusal, refuse

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


class _Ended(Exception):
    """The child is gone or was ended; ``refusal`` says what that means for the file."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


class Supervisor:
    """Runs ``target`` on one file at a time in a child process with limits.

    ``target`` is ``"package.module:function"``; it is called in the child as
    ``function(data: bytes, **options)`` and returns JSON data. It refuses a file by raising an
    exception with the attributes ``code`` (a ``Code``) and ``sentence`` (and ``kept``, if
    something could be saved). With ``tell_expansion`` it also gets the keyword ``expansion``, a
    dict of ``ratio``, ``total_bytes``, ``depth`` and ``children``. ``preload`` names modules that
    are slow to import. Safe to share between threads; files then wait for one another.

    A crash is tried once more in a fresh child, alone. Running out of time or memory is tried
    again only when an earlier file was read by the same child and may be to blame.
    """

    def __init__(
        self,
        target: str,
        *,
        limits: Limits | None = None,
        preload: Sequence[str] = (),
        tell_expansion: bool = False,
    ) -> None:
        self._target = target
        self._limits = limits or Limits()
        self._preload = list(preload)
        self._tell_expansion = tell_expansion
        self._lock = threading.Lock()
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def guarded(self) -> str:
        """What holds the child on this machine beside the limits ("namespaces, landlock")."""
        with self._lock:
            return self._ready().guarded

    def close(self) -> None:
        """End the child and remove its scratch folder; the next ``run`` starts another."""
        with self._lock:
            self._replace()

    def run(self, data: bytes, options: Mapping[str, Any] | None = None) -> Outcome:
        """Read one file. Never raises for what the file does; ``SupervisorFault`` if the parser
        cannot be started at all."""
        limits = self._limits
        if not data:
            return Outcome(refusal=refuse(Code.EMPTY), attempts=0)
        if len(data) > limits.input_bytes:
            told = refuse(Code.TOO_LARGE, size=len(data), limit=limits.input_bytes)
            return Outcome(refusal=told, attempts=0)
        given = dict(options or {})
        if self._tell_expansion:
            expansion = limits.expansion
            given["expansion"] = {
                "ratio": expansion.ratio,
                "total_bytes": expansion.total_bytes,
                "depth": expansion.depth,
                "children": expansion.children,
            }
        started = time.monotonic()
        with self._lock:
            outcome = self._attempt(data, given, last=False)
            if outcome is None:
                outcome = self._attempt(data, given, last=True)
                assert outcome is not None
                outcome = replace(outcome, attempts=2)
        return replace(outcome, seconds=time.monotonic() - started)

    def _attempt(self, data: bytes, options: dict[str, Any], *, last: bool) -> Outcome | None:
        """One try; None asks for another in a fresh child."""
        child = self._ready()
        fresh = child.files == 0
        try:
            head, body = child.ask(data, options)
        except _Ended as ended:
            self._replace()
            again = not last and (ended.refusal.code is Code.CRASH or not fresh)
            return None if again else Outcome(refusal=ended.refusal)
        if head.get("code") == Code.MEMORY:
            self._replace()
            if not fresh and not last:
                return None
        elif child.files >= self._limits.files_per_child:
            self._replace()
        return _outcome(head, body)

    def _ready(self) -> _Child:
        if self._child is None:
            self._child = _Child(self._target, self._limits, self._preload)
        return self._child

    def _replace(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None


def _outcome(head: dict[str, Any], body: bytes) -> Outcome:
    """Believe nothing of a reply but its form."""
    try:
        if head.get("ok") is True:
            return Outcome(value=json.loads(body))
        code = Code(str(head.get("code")))
    except (ValueError, RecursionError):
        return Outcome(refusal=refuse(Code.CRASH, detail="the reply makes no sense"))
    return Outcome(refusal=Refusal(code, str(head.get("sentence")), str(head.get("kept", ""))))


class _Child:
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
        except _Ended as ended:
            self.end()
            raise SupervisorFault(f"cannot start {target}: {ended.refusal.detail}") from ended
        self.guarded = str(head.get("guarded"))

    def ask(self, data: bytes, options: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Send one file, wait for the reply; ``_Ended`` when there will be none."""
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
                    raise _Ended(refuse(Code.TIMEOUT, seconds=seconds))
                for key, _ in ready.select(min(left, LOOK_SECONDS)):
                    if key.fd == self._in:
                        to_send = self._feed(to_send)
                        if not to_send:
                            ready.unregister(self._in)
                        continue
                    piece = os.read(self._out, 1 << 16)
                    if not piece:
                        raise _Ended(self._why_dead(seconds))
                    received += piece
                if needed is None and len(received) >= first:
                    needed = self._measure(bytes(received[:first]))
                if size is not None:
                    self._watch_scratch(size)
        head = self._head(bytes(received[first : first + needed[0]]))
        if "crashed" in head:
            raise _Ended(refuse(Code.CRASH, detail=str(head["crashed"])))
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
            raise _Ended(refuse(Code.CRASH, detail=str(error))) from error

    def _head(self, raw: bytes) -> dict[str, Any]:
        try:
            return frames.unpack_head(raw)
        except frames.BadFrame as error:
            raise _Ended(refuse(Code.CRASH, detail=str(error))) from error

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
                raise _Ended(refuse(Code.BOMB))

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
