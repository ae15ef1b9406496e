"""``labsupport doctor``: what protects this machine from a class, said before anybody is graded.

In the manner of the environment checks of programming contests' judges (isolate, DMOJ): each wall
is really put up around an empty submission, and what is missing comes with how to get it.
"""

import os
import platform
import shutil
import statistics
import sys
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from labsupport.grading.sandbox import WALLS, CannotStartError, Launcher, Limits

SHARE_OF_CORES = 0.7  # a load above it makes timings say little
JITTER = 1.5  # slowest over median of equal pieces of work
# What a wall is for, and how to get it.
ABOUT = {
    "limits": ("memory, files and processor time of one process", "Linux or macOS"),
    "namespaces": (
        "no network, no other process and no file but Python's own can be seen",
        "allow user namespaces: sysctl kernel.unprivileged_userns_clone=1, "
        "kernel.apparmor_restrict_unprivileged_userns=0; in Docker --security-opt "
        "seccomp=unconfined --security-opt apparmor=unconfined --cap-add SYS_ADMIN",
    ),
    "own user": ("each submission is a user of its own", "grade as root, with namespaces"),
    "Landlock": (
        "no file can be read or written but what is listed",
        "Linux 5.13 or newer, with landlock in /sys/kernel/security/lsm (kernel option lsm=)",
    ),
    "seccomp": (
        "only the system calls that numerical Python needs",
        "apt-get install libseccomp2; pip install pyseccomp",
    ),
    "control group": (
        "memory and number of all processes of a submission together, and a fair share of the "
        "processors with --jobs",
        "grade as root with a writable /sys/fs/cgroup; without it limits count for each process",
    ),
}


@dataclass(frozen=True)
class Finding:
    """One line: a mark, what it is about, and what to do."""

    right: bool
    needed: bool
    text: str

    def __str__(self) -> str:
        return f"{'✓' if self.right else '✗' if self.needed else '!'} {self.text}"


def walls() -> list[Finding]:
    """Each wall, put up around an empty submission."""
    launcher = Launcher(Limits())
    try:
        standing = launcher.protection().standing
    except CannotStartError as error:
        return [Finding(False, True, str(error))]
    finally:
        launcher.close()
    found = []
    for name, (what, how) in ABOUT.items():
        right = name in standing
        text = f"{name}: {what}" if right else f"{name} is missing ({what}): {how}"
        found.append(Finding(right, name in WALLS, text))
    return found


def timings(
    load: float, cores: int, governors: set[str], jitter: float, throttled: bool
) -> list[Finding]:
    """Whether limits of time mean the same for everybody here."""
    busy = load > SHARE_OF_CORES * cores
    found = [
        Finding(
            not busy,
            False,
            f"load {load:.1f} on {cores} cores"
            + ("; grade when less else runs, or with fewer --jobs" if busy else ""),
        ),
        Finding(
            jitter < JITTER,
            False,
            f"equal work takes up to {jitter:.2f} times its median"
            + ("" if jitter < JITTER else "; limits of wall time say little, and those of "
               "processor time are looser"),
        ),
    ]  # fmt: skip
    if governors and governors != {"performance"}:
        names = ", ".join(sorted(governors))
        text = f"the processors' governor is {names}: cpupower frequency-set -g performance"
        found.append(Finding(False, False, text))
    if throttled:
        text = (
            "a control group limits this machine's processors (cpu.max): raise it, or count on it"
        )
        found.append(Finding(False, False, text))
    return found


def measured() -> list[Finding]:
    """`timings` of this machine."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    folder = Path("/sys/devices/system/cpu")
    files = folder.glob("cpu[0-9]*/cpufreq/scaling_governor")
    governors = {text.strip() for text in map(read, files) if text.strip()}
    limit = read(Path("/sys/fs/cgroup/cpu.max")).split()
    throttled = len(limit) == 2 and limit[0] != "max"
    return timings(load, cores or 1, governors, jitter_here(), throttled)


def read(path: Path) -> str:
    """A small file of the kernel's, or an empty text."""
    try:
        return path.read_text()
    except OSError:
        return ""


def jitter_here(repeats: int = 41) -> float:
    """Slowest over median of equal pieces of work of about 5 ms."""
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        sum(range(200_000))
        times.append(time.perf_counter() - begin)
    return max(times) / statistics.median(times)


def packages() -> list[Finding]:
    """What grading needs besides this package."""
    found = []
    for name in ("pytest", "IPython", "rich"):
        right = find_spec(name) is not None
        text = name if right else f'{name} is missing: pip install "labsupport[grading]"'
        found.append(Finding(right, True, text))
    free = shutil.disk_usage("/tmp").free / 2**30
    text = f"{free:.1f} GiB are free in /tmp"
    found.append(Finding(free > 1, False, text if free > 1 else f"{text}; 1 is little for a class"))
    return found


def examine() -> int:
    """Print all findings; 0 if strangers' code can be graded here, else 1."""
    here = f"Python {platform.python_version()} on {platform.system()} {platform.release()}"
    found = {
        here: packages(),
        "Walls around a submission": walls(),
        "Timings": measured(),
    }
    for heading, findings in found.items():
        print(heading)
        for finding in findings:
            print(f"  {finding}")
    wrong = [f for findings in found.values() for f in findings if f.needed and not f.right]
    if wrong:
        print(f"Not ready: {len(wrong)} missing; grade only people whom you trust", file=sys.stderr)
        return 1
    print("Ready for strangers' code")
    return 0
