"""The zygote: it imports torch once, and each submission's worker is forked from it.

Nothing secret ever enters it, because a worker can read all that it holds. It goes behind walls of
its own first (a pid namespace that dies with the grader, a view of the runtime only), then serves
requests of the grader on a socket of packets: each brings the worker's end of a stream, and the
worker answers, once it has put up its own walls, with their names and a descriptor of itself.
"""

import base64
import contextlib
import fcntl
import gc
import importlib
import importlib.machinery
import json
import os
import signal
import socket
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any

from . import imports, walls

MAX_PLAN = 2**20
STREAM, CONTROL = 3, 4  # descriptors of a new worker


def main(descriptor: int) -> None:
    """Serve until the grader closes its end of the socket."""
    gc.disable()  # what is imported here stays
    control = socket.socket(fileno=descriptor)
    plan = json.loads(control.recv(MAX_PLAN))
    apart = False
    if sys.platform == "linux":
        walls.die_with_parent()
        apart = "namespaces" in plan["walls"] and namespaces_work(plan)
    if apart:
        go_behind_walls(plan)
    elif not all(reachable(path) for path in plan["readable"]):
        plan["own_users"] = 0  # for example a Python below root's home
    plan["covered"] = []  # a worker can read what is remembered here
    sys.path += plan["path"]
    importlib.machinery.PathFinder.find_spec("none")  # lists all folders: a worker may not
    import numpy.random  # noqa: F401 (workers seed it)
    import torch

    torch.set_num_threads(1)
    torch.backends.cpu.get_cpu_capability()  # from a file in /proc that workers do not see
    worker = importlib.import_module("inside.worker")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for workers here
    late = list(plan["late_imports"])
    number = 0
    while True:
        request, descriptors, _, _ = socket.recv_fds(control, MAX_PLAN, 1)
        if not request:
            os._exit(0)
        for name in json.loads(request):
            importlib.import_module(name)
        gc.freeze()  # so that a worker's collections do not copy our pages
        number += 1
        if os.fork() == 0:
            gc.enable()
            keep_only(descriptors[0], control.detach())
            start_worker(plan, apart, number)
            worker.main(socket.socket(fileno=STREAM))
        os.close(descriptors[0])
        while late:  # while the first worker is busy
            with contextlib.suppress(ImportError):
                importlib.import_module(late.pop())


def reachable(path: str) -> bool:
    """Whether every user may go through the folders on the way to a path."""
    return all(os.stat(folder).st_mode & 1 for folder in Path(path).parents)


def namespaces_work(plan: dict[str, Any]) -> bool:
    """Try, in a process that ends at once, all that needs namespaces: containers forbid some."""
    trial = os.fork()
    if trial == 0:
        try:
            go_behind_walls(plan)
            if plan["own_users"]:
                walls.become_user(1)
            go_apart()
            walls.private_places(plan["scratch_bytes"])
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return os.waitpid(trial, 0)[1] == 0


def go_behind_walls(plan: dict[str, Any]) -> None:
    """Go on in namespaces of our own, as process 1 of them."""
    ready = os.pipe()
    # Only a process outside of the new user namespace may give it more than one user.
    pid = str(os.getpid())
    outside = os.fork()
    if outside == 0:
        with contextlib.suppress(OSError):
            os.close(ready[1])
            if os.read(ready[0], 1):  # nothing comes where there are no namespaces
                walls.map_users(pid, plan["users"], plan["groups"])
                os._exit(0)
        os._exit(1)
    walls.namespaces()
    os.write(ready[1], b".")
    for end in ready:
        os.close(end)
    if os.waitpid(outside, 0)[1]:
        raise OSError("the users of a namespace cannot be set")
    become_first()
    walls.view(plan["shown"], plan["covered"], plan["inside"])
    sys.modules["inside"].__path__ = ["/grader/inside"]


def go_apart() -> None:
    """Go on in namespaces of a worker, as process 1 of them."""
    user, group = os.getuid(), os.getgid()
    walls.namespaces()
    walls.map_users("self", f"{walls.NOBODY} {user} 1", f"{walls.NOBODY} {group} 1")
    become_first()


def become_first() -> None:
    """Go on as the first process of a new pid namespace; this one only waits for its end."""
    first = os.fork()
    if first:
        os.closerange(3, 1024)
        status = os.waitpid(first, 0)[1]
        os._exit(0 if status == 0 else 1)
    walls.die_with_parent()


def start_worker(plan: dict[str, Any], apart: bool, number: int) -> None:
    """Put up a worker's walls, in a process forked for it, and tell the grader."""
    with socket.socket(fileno=CONTROL) as grader:
        try:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            if plan["own_users"]:
                first = 1 if apart else plan["first_user"]
                walls.become_user(first + number % plan["own_users"])
            if apart:
                walls.die_with_parent()
                go_apart()
            else:
                os.setsid()
            scratch = "/tmp" if apart else tempfile.mkdtemp(prefix="submission-")
            told: dict[str, Any] = {"pid": os.getpid(), "scratch": scratch}
            descriptor = [os.pidfd_open(os.getpid())] if hasattr(os, "pidfd_open") else []
            socket.send_fds(grader, [b"{}"], descriptor)  # which the walls forbid
            for each in descriptor:
                os.close(each)
            told["standing"] = lock(plan, apart, scratch)
            grader.send(json.dumps(told).encode())
        except Exception as error:
            grader.send(json.dumps({"failed": f"{type(error).__name__}: {error}"}).encode())
            os._exit(1)


def keep_only(stream: int, control: int) -> None:
    """Close every descriptor but the standard ones and these two, which get known numbers."""
    high = [fcntl.fcntl(each, fcntl.F_DUPFD_CLOEXEC, 100) for each in (stream, control)]
    os.closerange(3, 100)
    for number, each in zip((STREAM, CONTROL), high, strict=True):
        os.dup2(each, number, inheritable=False)
    os.closerange(100, 1024)


def lock(plan: dict[str, Any], apart: bool, scratch: str) -> list[str]:
    """Put up the last walls around this process; returns the names of all that stand."""
    standing = ["limits"]
    os.umask(0o077)
    if apart:
        walls.private_places(plan["scratch_bytes"])
        standing.append("namespaces")
    os.environ.update(HOME=scratch, TMPDIR=scratch)
    tempfile.tempdir = scratch  # where it could not remove the file with which it tries a folder
    os.chdir(scratch)
    if sys.platform != "linux":
        return standing
    walls.die_with_parent()
    walls.limits(plan["memory"], plan["cpu_seconds"], plan["processes"])
    walls.drop_capabilities()
    if plan["own_users"]:
        standing.append("own user")
    own = ["/grader/inside", "/proc"] if apart else [plan["inside"], f"/proc/{os.getpid()}"]
    readable = [*plan["readable"], *own, "/dev/zero", "/dev/urandom", "/dev/random"]
    readable = [path for path in readable if os.path.exists(path)]
    if "Landlock" in plan["walls"]:
        with contextlib.suppress(OSError):
            if apart:  # in a /tmp of its own, which is limited
                walls.landlock(readable, [scratch, "/dev/null"], listed=plan["around"])
            else:
                walls.landlock(readable, ["/dev/null"], kept=scratch)
                imports.only_readable(plan["path"], readable)
            standing.append("Landlock")
    program = plan["seccomp"]["apart" if apart else "together"]
    if program and "seccomp" in plan["walls"]:
        with contextlib.suppress(OSError):
            walls.seccomp(base64.b64decode(program))
            standing.append("seccomp")
    return standing
