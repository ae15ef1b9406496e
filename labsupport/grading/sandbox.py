"""Starts the process that runs a submission, under bubblewrap where that works.

The process sees the Python runtime and ``inside``, read-only, and a private /tmp; it has no
network, no environment, and limits on memory, processor time, processes and file sizes. Without
bubblewrap only the limits hold, and `protection` says so.
"""

import contextlib
import functools
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import labsupport
from labsupport.errors import InputError

INSIDE = Path(__file__).parent / "inside"
SCRATCH = 64 * 2**20  # bytes of the private /tmp
PROGRAM = "import sys; sys.path.insert(0, sys.argv[1]); from inside.worker import main; "
PROGRAM += "sys.path.pop(0); main(int(sys.argv[2]), int(sys.argv[3]))"


@dataclass(frozen=True)
class Limits:
    """What one submission may use.

    Args:
        seconds_per_call: wall time of one call from the suite.
        seconds: wall time of all calls together.
        memory_mib: memory beyond what Python and torch use.
        restarts: how often the process may be started again after it was ended or lost.
    """

    seconds_per_call: float = 10.0
    seconds: float = 120.0
    memory_mib: int = 4096
    restarts: int = 20


class CannotStartError(Exception):
    """The worker does not start on this machine, whatever the submission is."""


@dataclass(frozen=True)
class Protection:
    """What holds on this machine."""

    bubblewrap: bool
    notice: str  # empty if everything holds


class Process:
    """A started worker and this side's end of its socket."""

    def __init__(self, limits: Limits) -> None:
        ours, theirs = socket.socketpair()
        base = str(INSIDE.parent)
        command = [sys.executable, "-I", "-B", "-X", "utf8", "-c", PROGRAM]
        if protection().bubblewrap:
            base = "/grader"
            command = [*bubblewrap(), *command]
        command += [base, str(limits.memory_mib * 2**20), str(int(limits.seconds) + 30)]
        with theirs:
            self.popen = subprocess.Popen(
                command,
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=environment(),
                cwd="/",
                start_new_session=True,
            )
        self.stream = ours

    def end(self) -> None:
        """Kill the process and everything it started that is still in its session."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.popen.pid, signal.SIGKILL)
        self.stream.close()
        if self.popen.stderr is not None:
            self.popen.stderr.close()
        self.popen.wait()

    def last_words(self) -> str:
        """Why the process did not start, as far as it said so."""
        self.popen.kill()
        text = self.popen.communicate()[1] or b""
        return " ".join(text[-300:].decode("utf-8", "replace").split())


class Launcher:
    """Gives out started workers; with `ahead` the next one starts while this one is in use."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.waiting: Process | None = None

    def take(self) -> Process:
        """A worker that nobody has used."""
        process, self.waiting = self.waiting or Process(self.limits), None
        return process

    def ahead(self) -> None:
        """Start the next worker now."""
        if self.waiting is None:
            self.waiting = Process(self.limits)

    def close(self) -> None:
        """End a worker that was not needed."""
        if self.waiting is not None:
            self.waiting.end()
            self.waiting = None


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
        **dict.fromkeys(threads, "1"),
    }


@functools.cache
def protection() -> Protection:
    """Find out, once, what protects this machine from a submission."""
    missing = "a submission can read this machine's files, use the network and leave processes"
    if sys.platform != "linux":
        missing += ", and no limit but that on time holds"
    if shutil.which("bwrap") is None:
        return Protection(
            False, f"bubblewrap is not installed, so {missing}; install it to grade strangers' code"
        )
    command = [*bubblewrap(), sys.executable, "-I", "-c", "import encodings"]
    try:
        done = subprocess.run(command, capture_output=True, env=environment(), timeout=60)
        reason = done.stderr.decode("utf-8", "replace").strip()[-200:] if done.returncode else ""
    except (OSError, subprocess.TimeoutExpired) as error:
        done, reason = None, str(error)
    if done is None or done.returncode:
        return Protection(False, f"bubblewrap does not work here ({reason}), so {missing}")
    return Protection(True, "")


def require() -> None:
    """Refuse to go on without the sandbox."""
    if not protection().bubblewrap:
        raise InputError(f"the sandbox is required, but {protection().notice}")


def runtime() -> set[Path]:
    """Folders that Python and torch need, outside of /usr."""
    torch = importlib.util.find_spec("torch")  # found, not imported: that takes a second
    found = {Path(p).resolve() for p in (sys.prefix, sys.base_prefix, sys.exec_prefix)}
    if torch is not None and torch.origin is not None:
        found.add(Path(torch.origin).resolve().parents[1])
    return {p for p in found if not any(p != q and p.is_relative_to(q) for q in found)}


def bubblewrap() -> list[str]:
    """The command that runs another command in a sandbox."""
    shown = {Path("/usr"), *runtime()}
    for name in ("/bin", "/sbin", "/lib", "/lib64", "/lib32"):
        if Path(name).is_dir():
            shown.add(Path(name))
    # Our own files may lie below a folder that is shown, for example in site-packages or /usr/src.
    package = Path(labsupport.__file__).resolve().parent
    hidden = {
        p for p in (package, package.parent / "tests", package.parent / "solutions", Path.cwd())
    }
    hidden = {p for p in hidden if p.is_dir() and any(p.is_relative_to(q) for q in shown)} - shown
    mounts: list[str] = []
    for path in sorted(shown | hidden, key=lambda p: len(p.parts)):  # the outer ones first
        if path in hidden:
            mounts += ["--tmpfs", str(path), "--remount-ro", str(path)]
        elif path.is_symlink():
            mounts += ["--symlink", str(os.readlink(path)), str(path)]
        else:
            mounts += ["--ro-bind", str(path), str(path)]
    return [
        "bwrap",
        *("--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL"),
        *("--uid", "65534", "--gid", "65534", "--hostname", "grader"),
        *("--size", str(SCRATCH), "--tmpfs", "/tmp"),  # before what is mounted below it
        *mounts,
        *("--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache"),
        *("--ro-bind", str(INSIDE), "/grader/inside"),
        *("--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev"),
        *("--chdir", "/tmp", "--remount-ro", "/"),
    ]
