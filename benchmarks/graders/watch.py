"""Runs a command with a limit on its time; sees how much memory it and its children hold."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass
class Run:
    """What came of one command; memory is empty where nobody looked."""

    seconds: float
    finished: bool  # by itself, with exit status 0
    samples: list[dict[str, float]] = field(default_factory=list)

    def peak(self, name: str) -> float:
        """The largest sample, MiB."""
        return max(sample[name] for sample in self.samples)


def run(
    command: list[str], folder: Path, limit: float, look_every: float = 0.0, done: str = "no file"
) -> Run:
    """Run a command in a folder, whatever it starts ended with it.

    Args:
        command: its words.
        folder: where it runs; what it prints goes to ``folder/log.txt``.
        limit: seconds after which it is ended.
        look_every: seconds between two looks at its memory; 0 for none, to disturb no timing.
        done: a pattern of files below the folder; each look counts those that are there.
    """
    samples: list[dict[str, float]] = []
    over = threading.Event()
    environment = settings(folder, command[0])
    with open(folder / "log.txt", "ab") as log:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True
        )

        def look() -> None:
            while not over.wait(look_every):
                samples.append(memory(process.pid) | {"done": len(list(folder.glob(done)))})

        watcher = threading.Thread(target=look, daemon=True)
        if look_every:
            watcher.start()
        try:
            finished = process.wait(limit) == 0
        except subprocess.TimeoutExpired:
            finished = False
        seconds = time.perf_counter() - begin
        over.set()
        if look_every:
            watcher.join()
        if process.returncode is None:  # kernels live in sessions of their own: end each process
            for pid in tree(process.pid):
                end(pid)
            process.wait()
    return Run(seconds, finished, samples)


def settings(folder: Path, program: str) -> dict[str, str]:
    """An environment that is the same for all: one thread, a home of its own, a TMPDIR."""
    for name in ("home", "tmp"):
        (folder / name).mkdir(exist_ok=True)
    ours = {"PYTHONPATH": str(ROOT)} if program == sys.executable else {}
    return {
        **ours,
        "PATH": f"{Path(program).parent}:{os.environ['PATH']}",
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "tmp"),
        "LANG": "C.UTF-8",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


def end(pid: int) -> None:
    """Kill a process, if it is still there."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def tree(root: int) -> dict[int, int]:
    """A process and all below it, each with its distance from the first."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            parents[int(entry.name)] = int(fields[1])
    found = {root: 0}
    waiting = [root]
    while waiting:
        parent = waiting.pop()
        for child in [pid for pid, of in parents.items() if of == parent]:
            found[child] = found[parent] + 1
            waiting.append(child)
    return found


def memory(root: int) -> dict[str, float]:
    """MiB of a tree of processes: its share of all pages, the first's own, the deepest's own."""
    total, first, last, depth = 0.0, 0.0, 0.0, 0
    for pid, distance in tree(root).items():
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has just ended
        held = {line.split()[0]: float(line.split()[1]) / 1024 for line in lines}
        total += held["Pss:"]
        if pid == root:
            first = held["Pss:"]
        if distance >= depth:
            depth, last = distance, held["Private_Dirty:"] + held["Private_Clean:"]
    return {"tree_pss_mib": total, "first_pss_mib": first, "deepest_own_mib": last, "depth": depth}
