"""The walls around a child: what it may not do once it reads a stranger's file.

Two rings. The kernel's: resource limits always; writes confined to scratch where there is Landlock;
private network, process and IPC namespaces where the account may make them (root, or unprivileged
user namespaces). Inside the process: an audit hook (PEP 578) that refuses sockets, new processes
and writes outside scratch. The inner ring stops Python code only; native code is held by the outer
ring. ``Supervisor.guarded`` says what is in force on this machine.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Callable

NETWORK_EVENTS = frozenset(
    {"socket.__new__", "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto"}
)
PROCESS_EVENTS = frozenset(
    {
        "os.fork",
        "os.forkpty",
        "os.exec",
        "os.posix_spawn",
        "os.system",
        "subprocess.Popen",
        "pty.spawn",
    }
)
PATH_EVENTS = frozenset(
    {
        "os.chmod",
        "os.chown",
        "os.link",
        "os.mkdir",
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.symlink",
        "os.truncate",
        "os.utime",
        "shutil.rmtree",
    }
)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def enter_namespaces() -> str:
    """Leave the network and the other processes behind; what holds, in words.

    Becomes a small first process that waits, so that nothing outlives the child: returns only in
    the worker. Without permission it returns in the same process, protected by limits alone.
    """
    if sys.platform != "linux":
        return "limits"
    private = os.CLONE_NEWNET | os.CLONE_NEWPID | os.CLONE_NEWIPC
    for flags, name in (
        (private, "namespaces"),
        (private | os.CLONE_NEWUSER, "user namespaces"),
    ):
        try:
            os.unshare(flags)
        except OSError:
            continue
        # The first process of a PID namespace ignores signals that would end it, so it only waits;
        # when it ends, the kernel ends everything below it, detached children too.
        _continue_in_child()
        _continue_in_child()
        return name
    return "limits"


def _continue_in_child() -> None:
    pid = os.fork()
    if pid == 0:
        return
    # Keep no end of the pipes: the supervisor must see the worker's death as end of file.
    os.closerange(0, 256)
    while True:
        ended, status = os.wait()
        if ended == pid:
            code = os.waitstatus_to_exitcode(status)
            os._exit(code if code >= 0 else 128 - code)


def set_limits(*, memory_bytes: int, written_bytes: int, processes: int) -> None:
    """Bound the address space, each written file and new processes for the rest of this life."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (written_bytes, written_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if os.getuid() != 0:
        # Linux counts processes per user, this one included, and never limits uid 0.
        _, hard = resource.getrlimit(resource.RLIMIT_NPROC)
        if hard == resource.RLIM_INFINITY or processes < hard:
            resource.setrlimit(resource.RLIMIT_NPROC, (processes, processes))


def set_clock(seconds: float) -> None:
    """End this process after ``seconds`` even if nobody is left to kill it.

    The default action of SIGALRM and SIGXCPU needs no Python, so a hang inside C code ends too.
    """
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def stop_clock() -> None:
    signal.setitimer(signal.ITIMER_REAL, 0)


def raise_inner_wall(scratch: str, processes: int) -> None:
    """Refuse sockets, processes and writes outside ``scratch`` for all Python code from now on."""
    sys.addaudithook(_hook(os.path.realpath(scratch), processes))


def _hook(scratch: str, processes: int) -> Callable[[str, tuple[object, ...]], None]:
    def inside(path: object) -> bool:
        if isinstance(path, int):
            return True
        if not isinstance(path, str | bytes | os.PathLike):
            return False
        real = os.path.realpath(os.fsdecode(path))
        return real == os.devnull or real.startswith(scratch + os.sep)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if isinstance(flags, int) and flags & WRITING and not inside(path):
                raise PermissionError(f"a file reader may not write to {path!r}")
        elif event in NETWORK_EVENTS:
            raise PermissionError("a file reader may not use the network")
        elif event in PROCESS_EVENTS and processes == 0:
            raise PermissionError("a file reader may not start processes")
        elif event in PATH_EVENTS and not inside(arguments[0]):
            raise PermissionError(f"a file reader may not change {arguments[0]!r}")

    return hook
