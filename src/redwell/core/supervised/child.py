"""The child's side: import the parser once, then read one file after another until told to stop.

Started by ``Supervisor`` with the pipes on standard input and output; nothing else may use them.
An exception that the parser did not anticipate ends the child: the supervisor counts it as a
crash and tries the file once more in a fresh child.
"""

from __future__ import annotations

import errno
import importlib
import json
import os
import sys
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Any, BinaryIO

from redwell.core.supervised import frames, guards, landlock
from redwell.core.supervised.outcome import NESTED_TOO_DEEP, TOO_MUCH_FOUND, Code, refuse


def main() -> None:
    """Answer requests on standard input with replies on standard output, then leave."""
    guarded = guards.enter_namespaces()
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb", buffering=0)
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    sys.excepthook = _last_words(replies)

    received = _receive(requests)
    if received is None:
        return
    settings, _ = received
    for module in settings["preload"]:
        importlib.import_module(module)
    module, _, name = settings["target"].partition(":")
    target = getattr(importlib.import_module(module), name)
    guards.set_limits(
        memory_bytes=settings["memory_bytes"],
        written_bytes=settings["written_bytes"],
        processes=settings["processes"],
    )
    if landlock.confine_writes(os.getcwd()):
        guarded += ", landlock"
    guards.raise_inner_wall(os.getcwd(), settings["processes"])
    _send(replies, {"ready": True, "guarded": guarded})

    while (request := _receive(requests)) is not None:
        head, data = request
        guards.set_clock(head["seconds"])
        answer, body = _read(target, data, head["options"], settings["output_bytes"])
        guards.stop_clock()
        _send(replies, answer, body)


def _read(
    target: Callable[..., Any], data: bytes, options: dict[str, Any], output_bytes: int
) -> tuple[dict[str, Any], bytes]:
    """Run the parser; a refusal of its own carries ``code`` and ``sentence`` as attributes."""
    try:
        value = target(data, **options)
        body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(
            "utf-8", "backslashreplace"
        )
    except MemoryError:
        refusal = refuse(Code.MEMORY)
    except RecursionError:
        refusal = NESTED_TOO_DEEP
    except OSError as error:
        if error.errno != errno.EFBIG:
            raise
        refusal = refuse(Code.BOMB)
    except Exception as error:
        # A library below the core cannot import a common base: its refusals are known by form.
        # Everything else propagates and ends this child.
        code, sentence = getattr(error, "code", None), getattr(error, "sentence", None)
        if code not in set(Code) or sentence is None:
            raise
        kept = str(getattr(error, "kept", ""))
        return {"code": str(code), "sentence": str(sentence), "kept": kept}, b""
    else:
        if len(body) <= output_bytes:
            return {"ok": True}, body
        refusal = TOO_MUCH_FOUND
    return {"code": refusal.code, "sentence": refusal.sentence, "kept": refusal.kept}, b""


def _receive(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    lengths = stream.read(frames.LENGTHS.size)
    if len(lengths) < frames.LENGTHS.size:
        return None
    head, body = frames.LENGTHS.unpack(lengths)
    return frames.unpack_head(stream.read(head)), stream.read(body)


def _send(stream: BinaryIO, head: dict[str, Any], body: bytes = b"") -> None:
    view = memoryview(frames.pack(head, body))
    while view:
        view = view[stream.write(view) :]


def _last_words(
    replies: BinaryIO,
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        told = "".join(traceback.format_exception(kind, error, trace))
        _send(replies, {"crashed": told[-4000:]})

    return hook
