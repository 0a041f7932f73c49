"""One long-lived child that reads strangers' files, and the parent that survives it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import TracebackType
from typing import Any, Self

from redwell.core.supervised.limits import Limits
from redwell.core.supervised.outcome import Code, Outcome, Refusal, refuse
from redwell.core.supervised.process import Child, Ended


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
        self._child: Child | None = None

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
        except Ended as ended:
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

    def _ready(self) -> Child:
        if self._child is None:
            self._child = Child(self._target, self._limits, self._preload)
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
