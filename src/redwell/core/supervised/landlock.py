"""Confine writes, native code's too, to one folder: Linux Landlock, which needs no privilege.

Source: Linux documentation, "Landlock: unprivileged access control" (ABI 1 in kernel 5.13;
ABI 2 adds REFER, 3 TRUNCATE, 4 TCP). The three system calls have the same numbers everywhere.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
ASK_VERSION = 1
PATH_BENEATH = 1
PR_SET_NO_NEW_PRIVS = 38
WRITE_FILE, REFER, TRUNCATE = 1 << 1, 1 << 13, 1 << 14
# Remove and make directories, files, links, devices, sockets and pipes (bits 4 to 12).
CHANGE_FOLDER = sum(1 << bit for bit in range(4, 13))
TCP_BIND_AND_CONNECT = 3


def confine_writes(folder: str) -> bool:
    """Allow writes only below ``folder`` and to the null device, and no TCP; False when this
    kernel cannot. Holds for this process and its children for ever."""
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), ASK_VERSION)
    if version < 1:
        return False
    to_file = WRITE_FILE | (TRUNCATE if version >= 3 else 0)
    handled = to_file | CHANGE_FOLDER | (REFER if version >= 2 else 0)
    rules = struct.pack("=Q", handled)
    if version >= 4:
        rules += struct.pack("=Q", TCP_BIND_AND_CONNECT)
    ruleset = libc.syscall(CREATE_RULESET, rules, ctypes.c_size_t(len(rules)), 0)
    if ruleset < 0:
        return False
    try:
        for path, access in ((folder, handled), (os.devnull, to_file)):
            handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
            rule = struct.pack("=Qi", access, handle)
            refused = libc.syscall(ADD_RULE, ruleset, PATH_BENEATH, rule, 0)
            os.close(handle)
            if refused:
                return False
        if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
            return False
        return bool(libc.syscall(RESTRICT_SELF, ruleset, 0) == 0)
    finally:
        os.close(ruleset)
