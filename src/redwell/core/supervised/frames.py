"""The wire between supervisor and child: a JSON head and a body of bytes, both counted.

A frame is two big-endian unsigned 64-bit lengths, the head (JSON object, UTF-8) and the body.
JSON, never pickle: the child may be in the hands of the file that it reads.
"""

from __future__ import annotations

import json
import struct
from typing import Any

LENGTHS = struct.Struct(">QQ")
HEAD_BYTES = 1 << 20


class BadFrame(Exception):
    """The other side sent something that is no frame, or one beyond the agreed size."""


def pack(head: dict[str, Any], body: bytes = b"") -> bytes:
    """One frame; ``head`` must be JSON data."""
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return LENGTHS.pack(len(text), len(body)) + text + body


def measure(lengths: bytes, body_limit: int) -> tuple[int, int]:
    """Head and body length from the first 16 bytes; ``BadFrame`` when beyond the limits."""
    head, body = LENGTHS.unpack(lengths)
    if head > HEAD_BYTES or body > body_limit:
        raise BadFrame(f"a frame of {head} + {body} bytes is beyond the limit")
    return head, body


def unpack_head(raw: bytes) -> dict[str, Any]:
    """The head as a dict; ``BadFrame`` when it is no JSON object."""
    try:
        head = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise BadFrame("the head of a frame is not JSON") from error
    if not isinstance(head, dict):
        raise BadFrame("the head of a frame is not a JSON object")
    return head
