"""Starts the processes that run submissions, behind the walls that this machine offers.

One zygote imports torch; every worker is forked from it and ended by killing all that it started.
A worker sees the Python runtime and ``inside``, read-only, and a private /tmp; it has no network,
no environment, no descriptor but its socket, a user of its own, and limits on memory, processor
time, processes and files. `Launcher.protection` says which of these walls stand.
"""

import contextlib
import functools
import json
import os
import select
import signal
import socket
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from labsupport.errors import InputError
from labsupport.grading import runtime, scratch
from labsupport.grading.system_calls import seccomp_program

INSIDE = Path(__file__).parent / "inside"
PROCESSES = 32  # threads count too
OWN_USERS = 2**15 - 1  # so many workers have users of their own at the same time
WALL = 4.0  # so many times the limit of processor time may pass in all
CONTROL_GROUPS = Path("/sys/fs/cgroup")
SECONDS_TO_START = 120.0
SECONDS_TO_END = 10.0
WALLS = ("namespaces", "Landlock", "seccomp")  # what strangers' code needs
PROGRAM = (
    "-I",
    "-S",
    "-B",
    "-X",
    "utf8",
    "-W",
    "ignore",
    "-c",
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from inside.zygote import main; sys.path.pop(0); main(int(sys.argv[2]))",
)
# What torch imports for its first gradient along a vector; there is time for it later.
LATE_IMPORTS = ("torch.fx.experimental.symbolic_shapes",)


@dataclass(frozen=True)
class Limits:
    """What one submission may use.

    On a busy machine a program gets its processor time later, so that is what is limited; wall
    time, for code that waits, is limited to `WALL` times as much.

    Args:
        seconds_per_call: processor time of one call from the suite.
        seconds: processor time of all calls together.
        memory_mib: memory beyond what Python and torch use.
        restarts: how often the process may be started again after it was ended or lost.
    """

    seconds_per_call: float = 10.0
    seconds: float = 120.0
    memory_mib: int = 4096
    restarts: int = 20


class CannotStartError(Exception):
    """The worker does not start on this machine, whatever the submission is."""


def dangers(missing: list[str]) -> str:
    """What a submission can do where these walls are missing."""
    if "namespaces" not in missing:
        return "a flaw of the kernel is easier to reach"
    if "Landlock" not in missing and "seccomp" not in missing:
        return "a submission sees other processes and can leave files in /tmp"
    return "a submission can read this machine's files, use the network or leave processes"


@dataclass(frozen=True)
class Protection:
    """What protects this machine from a submission: the names of the walls that stand."""

    standing: tuple[str, ...]

    @property
    def notice(self) -> str:
        """What is missing for grading strangers' code, in one sentence; empty if nothing is."""
        missing = [wall for wall in WALLS if wall not in self.standing]
        if not missing:
            return ""
        return (
            f"here the sandbox has {', '.join(self.standing)}, but not {', '.join(missing)}, "
            f"without which {dangers(missing)}; grade only people whom you trust"
        )


class Process:
    """A worker and this side's end of its socket."""

    def __init__(
        self, stream: socket.socket, told: dict[str, Any], descriptor: int | None, memory: int
    ) -> None:
        self.stream = stream
        self.pid = told["pid"]
        self.descriptor = descriptor  # names the process even when its number is used again
        self.scratch = None if told["scratch"] == "/tmp" else told["scratch"]
        # Its number here; the one that it knows is that of its own namespace.
        number = self.pid if descriptor is None else pid_here(descriptor)
        self.group = ControlGroup(number, memory)
        self.usage = Usage(number)

    def end(self) -> None:
        """Kill the process and all that it started; `wait` until nothing is left of them."""
        self.stream.close()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if self.descriptor is not None:
                signal.pidfd_send_signal(self.descriptor, signal.SIGKILL)
            else:
                os.killpg(self.pid, signal.SIGKILL)

    def wait(self, seconds: float = SECONDS_TO_END) -> bool:
        """Whether an ended process is gone within that time; clears up after it."""
        self.usage.close()
        if self.descriptor is not None:
            # It is gone when its whole pid namespace is.
            gone = select.select([self.descriptor], [], [], seconds)[0]
            if not gone and seconds <= 0:
                return False
            os.close(self.descriptor)
            self.descriptor = None
        self.group.remove()
        if self.scratch is not None:
            with contextlib.suppress(OSError):
                scratch.remove(self.scratch)
        return True

    def too_much(self) -> bool:
        """Whether it has written more than it may, where its /tmp is not one of its own."""
        return self.scratch is not None and scratch.is_full(self.scratch)


class Usage:
    """The processor time of a process, as the kernel counts it; 0 where there is no /proc."""

    def __init__(self, pid: int | None) -> None:
        self.used = 0.0
        self.runnable = False  # when last looked at: it ran, or waited for a processor
        self.file: int | None = None
        with contextlib.suppress(OSError):
            self.file = os.open(f"/proc/{pid}/stat", os.O_RDONLY | os.O_CLOEXEC)

    def seconds(self) -> float:
        """Processor time of all its threads so far."""
        if self.file is not None:
            with contextlib.suppress(OSError):  # it is gone
                # After the program's name, which may hold anything: proc(5), fields 3, 14, 15.
                fields = os.pread(self.file, 4096, 0).rpartition(b")")[2].split()
                self.runnable = fields[0] == b"R"
                self.used = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        return self.used

    def close(self) -> None:
        """Keep the last number."""
        if self.file is not None:
            os.close(self.file)
            self.file = None


def pid_here(descriptor: int) -> int | None:
    """The number of a process in our own namespace, by a descriptor of it."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/self/fdinfo/{descriptor}").read_text().splitlines():
            if line.startswith("Pid:"):
                return int(line.split()[1])
    return None


class Launcher:
    """The zygote: gives out workers; with `ahead` the next one starts while this one is in use.

    Args:
        limits: of each worker.
        hidden: files and folders that no worker sees, wherever they lie.
    """

    def __init__(self, limits: Limits, hidden: tuple[Path, ...] = ()) -> None:
        self.limits = limits
        self.hidden = hidden
        self.popen: subprocess.Popen[bytes] | None = None
        self.asked: socket.socket | None = None  # our end of the next worker's socket
        self.standing: list[str] | None = None
        self.spare: Process | None = None  # taken to look at its walls
        self.ending: list[Process] = []

    def start(self) -> None:
        """Start the zygote; it needs a second or two, but this call does not wait for it."""
        remove_stale_groups()
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.control.settimeout(SECONDS_TO_START)
        self.errors = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the zygote)
        with theirs:
            self.popen = subprocess.Popen(
                [runtime.executable(), *PROGRAM, str(INSIDE.parent), str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self.errors,
                env=environment(),
                cwd="/",
                start_new_session=True,
            )
        text = json.dumps(plan(self.limits, self.hidden)).encode()
        with contextlib.suppress(OSError):  # it has died: `take` says so
            self.control.send(text)

    def ahead(self, imports: tuple[str, ...] = ()) -> None:
        """Ask for the next worker now; it and all later ones have these modules beside torch."""
        if self.popen is None:
            self.start()
        if self.asked is None:
            self.asked, theirs = socket.socketpair()
            with theirs, contextlib.suppress(OSError):  # as above
                socket.send_fds(self.control, [json.dumps(imports).encode()], [theirs.fileno()])

    def take(self) -> Process:
        """A worker that nobody has used.

        Raises:
            CannotStartError: the sandbox does not work here, whatever the submission is.
        """
        if self.spare is not None:
            process, self.spare = self.spare, None
            return process
        try:
            self.ahead()
            answer, descriptors, _, _ = socket.recv_fds(self.control, 65536, 1)
            told = json.loads(answer) or json.loads(self.control.recv(65536))
            if "failed" in told:
                raise CannotStartError(f"the sandbox does not start: {told['failed']}")
        except (OSError, ValueError):
            raise CannotStartError(f"the sandbox does not start: {self.last_words()}") from None
        assert self.asked is not None
        memory = self.limits.memory_mib * 2**20
        process = Process(self.asked, told, descriptors[0] if descriptors else None, memory)
        self.asked = None
        standing = told["standing"] + (["control group"] if process.group.folders else [])
        self.standing = self.standing or standing
        if standing != self.standing:
            self.end(process)
            raise CannotStartError(f"walls are missing: {standing} instead of {self.standing}")
        return process

    def end(self, process: Process) -> None:
        """End a worker, without waiting for it: that takes as long as a short test."""
        process.end()
        self.ending = [p for p in (*self.ending, process) if not p.wait(0)]

    def last_words(self) -> str:
        """Why the zygote did not start, as far as it said so."""
        self.errors.seek(0)
        lines = self.errors.read().decode("utf-8", "replace").split("\n")
        return " ".join(" ".join(lines[-3:]).split())[-300:]

    def close(self) -> None:
        """End the zygote, and with it every worker."""
        if self.popen is None:
            return
        if self.spare is not None:
            self.end(self.spare)
            self.spare = None
        for process in self.ending:
            process.wait()
        self.ending = []
        self.control.close()
        if self.asked is not None:
            self.asked.close()
            self.asked = None
        self.popen.kill()
        self.popen.wait()
        self.popen = None
        self.errors.close()

    def protection(self) -> Protection:
        """Find out what protects this machine from a submission."""
        if self.standing is None:
            self.spare = self.take()
        assert self.standing is not None
        return Protection(tuple(self.standing))


class ControlGroup:
    """Limits the memory and the number of all processes of a worker together, where that works.

    Version 1 of control groups needs a writable folder below our own group, version 2 one below the
    root: usually, to be root. Groups share the processors alike, so that one with many busy
    processes gets no more than one with a single one.
    """

    def __init__(self, pid: int | None, memory: int) -> None:
        self.folders: list[Path] = []
        if pid is None:
            return
        try:
            for parent, settings in control_groups(memory).items():
                folder = parent / f"submission-{os.getpid()}-{pid}"
                folder.mkdir()
                self.folders.append(folder)
                for name, value in settings.items():
                    with contextlib.suppress(OSError if name.startswith("cpu.") else KeyError):
                        (folder / name).write_text(str(value))
                (folder / "cgroup.procs").write_text(str(pid))
        except (OSError, KeyError):
            self.remove()

    def remove(self) -> None:
        """Remove the groups, which are empty by now."""
        for folder in self.folders:
            with contextlib.suppress(OSError):
                folder.rmdir()
        self.folders = []


def remove_stale_groups() -> None:
    """Remove the groups of graders that were killed."""
    with contextlib.suppress(OSError, KeyError):
        for parent in own_control_groups().values():
            for folder in parent.glob("submission-*-*"):
                if not Path("/proc", folder.name.split("-")[1]).exists():
                    with contextlib.suppress(OSError):
                        folder.rmdir()


@functools.cache
def own_control_groups() -> dict[str, Path]:
    """Controller -> folder of our own group, for version 1; "" -> the root, for version 2."""
    root = CONTROL_GROUPS
    if (root / "cgroup.controllers").is_file():
        for name in ("memory", "pids", "cpu"):  # for the groups below
            with contextlib.suppress(OSError):
                (root / "cgroup.subtree_control").write_text(f"+{name}")
        return {"": root}
    lines = Path("/proc/self/cgroup").read_text().splitlines()
    own = {
        name: path
        for _, names, path in (line.split(":", 2) for line in lines)
        for name in names.split(",")
    }
    names = ("memory", "pids", *(["cpu"] if "cpu" in own else []))
    return {name: root / name / own[name].lstrip("/") for name in names}


def control_groups(memory: int) -> dict[Path, dict[str, int]]:
    """Folder of a group -> the limits of a worker's group below it."""
    own = own_control_groups()
    if "" in own:
        limits = {"memory.max": memory, "memory.swap.max": 0, "pids.max": PROCESSES}
        return {own[""]: limits | {"cpu.weight": 100}}
    share = {own["cpu"]: {"cpu.shares": 1024}} if "cpu" in own else {}
    return {
        own["memory"]: {"memory.limit_in_bytes": memory},
        own["pids"]: {"pids.max": PROCESSES},
        **share,
    }


def environment() -> dict[str, str]:
    """The whole environment of a worker."""
    threads = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": "/tmp",
        "USER": "student",
        "LANG": "C.UTF-8",
        "CUDA_VISIBLE_DEVICES": "",
        "MPLBACKEND": "agg",
        "TORCHDYNAMO_DISABLE": "1",  # torch.compile gives the function back as it is
        **dict.fromkeys(threads, "1"),
    }


def plan(limits: Limits, hidden: tuple[Path, ...] = ()) -> dict[str, Any]:
    """What the zygote has to know to put up the walls."""
    view = runtime.view(hidden)
    readable, around = view.readable()
    root = os.geteuid() == 0
    own_users = OWN_USERS if root and readable_by_others(readable) else 0
    # Numbers that nobody has, other ones for each zygote.
    first_user = 2**30 + (os.getpid() % 2**14) * 2**15
    together = f"0 {os.geteuid()} 1\n" + (f"1 {first_user} {own_users}\n" if own_users else "")
    return {
        "walls": WALLS,  # to be tried
        "shown": view.shown,
        "covered": view.covered,
        "readable": readable,
        "around": around,
        "path": view.path,
        "inside": str(INSIDE),
        "users": together,
        "groups": together.replace(f"0 {os.geteuid()} 1", f"0 {os.getegid()} 1"),
        "own_users": own_users,
        "first_user": first_user,
        "scratch_bytes": scratch.BYTES,
        "memory": limits.memory_mib * 2**20,
        "cpu_seconds": int(limits.seconds) + 30,
        "processes": PROCESSES,
        "seccomp": {name: seccomp_program(name == "apart") for name in ("apart", "together")},
        "late_imports": LATE_IMPORTS,
    }


def readable_by_others(shown: list[str]) -> bool:
    """Whether a user of its own could read the runtime, apart from the folders on the way to it."""
    return all(os.stat(path).st_mode & 0o005 == 0o005 for path in shown if os.path.isdir(path))


def check(protection: Protection, required: bool) -> None:
    """Refuse to go on without the sandbox where it is required, and as root without any wall."""
    if required and protection.notice:
        raise InputError(f"the sandbox is required, but {protection.notice}")
    if os.geteuid() == 0 and not set(WALLS) & set(protection.standing):
        raise InputError(
            "no wall of the sandbox can be put up here, and as root a submission could do anything "
            "to this machine: grade as another user"
        )
