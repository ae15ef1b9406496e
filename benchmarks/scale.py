"""Grades thousands while everything goes wrong, and compares: ``python -m benchmarks.scale``.

Right and wrong variants of one lab become submissions, each with bytes of its own. They are graded
in one folder, by processes of this machine and then on a cluster of Dask, while workers are killed
at random, the grader is killed, the disk is full and the scheduler dies; each time the same command
goes on with ``--resume``. Then every submission has to have one grade that counts, the points that
are known of its variant, and, where it was graded undisturbed too, the same verdicts to the letter.

Not killed are the processes that run a student's code: whoever ends these is, for a grader, the
student.
"""

import argparse
import contextlib
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import psutil

from labsupport.grading.ledger import NAME
from labsupport.results import write_results
from tests.variants import build

ROOT = Path(__file__).parents[1]
SLUG, EXERCISE = "start", "log_mean_exp"  # the quickest lab
SECONDS = 600.0  # without any progress
ROOM = 32 * 2**10  # bytes that are left when the disk is made too small
LARGE = 2**30
VERDICT = ("seed", "score", "error", "notes", "examples", "remark", "failed", "tests")


class Stage(NamedTuple):
    """A part of the grading: where, and what ends it at which share of the submissions."""

    place: str  # "local" or "cluster"
    share: float
    end: str  # "killed", "full disk", "scheduler", or "" for none


STAGES = (
    Stage("local", 0.1, "killed"),
    Stage("local", 0.25, "full disk"),
    Stage("local", 0.4, "killed"),
    Stage("cluster", 0.6, "scheduler"),
    Stage("cluster", 0.75, "killed"),
    Stage("cluster", 1.0, ""),
)
FEW = (  # for a test
    Stage("local", 0.3, "killed"),
    Stage("local", 0.4, "full disk"),
    Stage("cluster", 0.7, "scheduler"),
    Stage("cluster", 1.0, ""),
)


def wait_until(condition: Callable[[], Any], seconds: float = SECONDS) -> None:
    """Wait for something; TimeoutError if it does not happen."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.05)


def environment() -> dict[str, str]:
    """That of the graders and workers: this copy of the course, one thread."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process, by force if it does not end itself."""
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(30)
    process.kill()
    process.wait()


class DaskCluster:
    """A scheduler and workers of Dask on this machine, each a process of its own."""

    def __init__(self, folder: Path, workers: int, *options: str, preload: str = "") -> None:
        self.folder, self.count, self.options, self.preload = folder, workers, options, preload
        self.address = ""

    def __enter__(self) -> "DaskCluster":
        file = self.folder / "scheduler.json"
        file.unlink(missing_ok=True)
        at = ["--scheduler-file", str(file), "--no-dashboard", *self.options]
        self.scheduler = self.start("scheduler", "--host", "127.0.0.1", "--port", "0", *at)
        try:  # the file is there a moment before what is in it
            wait_until(lambda: file.exists() and file.read_text().endswith("}"))
        except BaseException:
            stop(self.scheduler)
            raise
        self.address = json.loads(file.read_text())["address"]
        at += ["--preload", self.preload] if self.preload else []
        at += ["--local-directory", str(self.folder / "dask"), "--nthreads", "1"]
        self.workers = self.start("worker", "--nworkers", str(self.count), *at)
        return self

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start one of Dask's commands."""
        with open(self.folder / f"{arguments[0]}.log", "ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "dask", *arguments],
                stdout=log,
                stderr=log,
                env=environment(),
                cwd=self.folder,
            )

    def __exit__(self, *error: object) -> None:
        stop(self.workers)
        stop(self.scheduler)


def workers_of(pid: int) -> list[psutil.Process]:
    """The grading processes below a grader, or below Dask's command for workers."""
    found = []
    with contextlib.suppress(psutil.Error):
        for process in psutil.Process(pid).children(recursive=True):
            with contextlib.suppress(psutil.Error):
                command = " ".join(process.cmdline())
                if "spawn_main" in command or "remote.main" in command:
                    found.append(process)
    return found


class Disk:
    """The folder of the grades, whose disk can be made too small.

    For root it is a disk of its own in memory; else the grader's files are limited in size.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.mounted = False

    def __enter__(self) -> "Disk":
        self.folder.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", f"size={LARGE}", "tmpfs", str(self.folder)]
        with contextlib.suppress(OSError):
            self.mounted = subprocess.run(command, stderr=subprocess.DEVNULL).returncode == 0
        return self

    def __exit__(self, *error: object) -> None:
        if self.mounted:
            subprocess.run(["umount", str(self.folder)], check=False)

    @property
    def kind(self) -> str:
        """How it is made too small."""
        return "a full tmpfs" if self.mounted else "RLIMIT_FSIZE"

    def fill(self, grader: int) -> None:
        """Leave hardly any room."""
        if self.mounted:
            status = os.statvfs(self.folder)
            self.resize((status.f_blocks - status.f_bfree) * status.f_frsize + ROOM)
        else:
            size = (self.folder / NAME).stat().st_size + 2048
            _, hard = resource.prlimit(grader, resource.RLIMIT_FSIZE)
            resource.prlimit(grader, resource.RLIMIT_FSIZE, (size, hard))

    def make_room(self) -> None:
        """Give the room back."""
        if self.mounted:
            self.resize(LARGE)

    def resize(self, size: int) -> None:
        """Change the size of the disk in memory."""
        option = f"remount,size={size}"
        subprocess.run(["mount", "-o", option, str(self.folder)], check=True)


def generate(folder: Path, count: int) -> dict[str, str]:
    """Write the submissions, right and wrong ones in turn; name -> its variant."""
    folder.mkdir()
    kinds = [build.variants(SLUG, kind) for kind in ("right", "wrong")]
    chosen = [[each for each in kind if each.exercise == EXERCISE] for kind in kinds]
    of: dict[str, str] = {}
    for number in range(count):
        variants = chosen[number % 2]
        variant = variants[number // 2 % len(variants)]
        name = f"s{number:05d}.py"
        (folder / name).write_text(f"{variant.text}\n# submission {number}\n", "utf-8")
        of[name] = variant.id
    return of


def lines(output: Path) -> list[dict[str, Any]]:
    """The whole lines of a ledger."""
    path = output / NAME
    content = path.read_bytes() if path.exists() else b""
    return [json.loads(line) for line in content.splitlines(keepends=True) if line.endswith(b"\n")]


def count_lines(output: Path) -> int:
    """How many lines a ledger has."""
    path = output / NAME
    return path.read_bytes().count(b"\n") if path.exists() else 0


def start(submissions: Path, output: Path, seed: int, *options: str) -> subprocess.Popen[str]:
    """Start the grader."""
    command = [sys.executable, "-m", "labsupport", "grade", SLUG, str(submissions)]
    command += ["--output", str(output), "--seed", str(seed), *options]
    with open(output.with_suffix(".log"), "a") as log:
        return subprocess.Popen(
            command, stdout=log, stderr=subprocess.PIPE, text=True, env=environment(), cwd=ROOT
        )


def last_line(process: subprocess.Popen[str]) -> str:
    """What a grader said at its end."""
    _, err = process.communicate(timeout=SECONDS)
    said = [line for line in err.splitlines() if line.startswith("labsupport: ")]
    return said[-1] if said else err[-300:]


class Accounting:
    """The processor time of a process and of all that it starts, where control groups count it."""

    def __init__(self, pid: int) -> None:
        self.folder: Path | None = Path(f"/sys/fs/cgroup/cpuacct/scale-{os.getpid()}")
        try:
            self.folder.mkdir()
            (self.folder / "cgroup.procs").write_text(str(pid))
        except OSError:  # not root, or version 2
            self.folder = None

    def seconds(self) -> float | None:
        """What was used; the group ends."""
        if self.folder is None:
            return None
        used = int((self.folder / "cpuacct.usage").read_text()) / 1e9
        with contextlib.suppress(OSError):
            self.folder.rmdir()
        return used


def undisturbed(
    submissions: Path, output: Path, seed: int, jobs: int
) -> tuple[float, float | None]:
    """Grade without trouble; seconds on the clock, and of processors."""
    begin = time.monotonic()
    process = start(submissions, output, seed, "--jobs", str(jobs))
    used = Accounting(process.pid)
    sentence = last_line(process)
    if process.returncode:
        raise RuntimeError(f"the undisturbed grading failed: {sentence}")
    return time.monotonic() - begin, used.seconds()


def disturbed(
    submissions: Path, folder: Path, seed: int, jobs: int, kills: int, count: int
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Grade with all the trouble; the lines of the ledger, and what happened."""
    draws = random.Random(seed)
    points = sorted(draws.randrange(1, count) for _ in range(kills))  # so many lines are there
    happened: Counter[str] = Counter()
    sentences: list[str] = []
    begin = time.monotonic()
    with Disk(folder / "disturbed") as disk, contextlib.ExitStack() as stack:
        output, cluster = disk.folder, None
        stages = list(STAGES if count >= 100 else FEW)
        while True:
            stage = stages.pop(0) if stages else Stage("local", 1.0, "")
            options = ["--resume", "--jobs", str(jobs)]
            if stage.place == "cluster":
                if cluster is None:
                    cluster = stack.enter_context(DaskCluster(folder, jobs))
                options = ["--resume", "--scheduler", cluster.address]
            process = start(submissions, output, seed, *options)
            # Something of this stage has to be done, also where the one before came further.
            ends_at, filled = max(int(stage.share * count), count_lines(output) + 1), False
            with reader(process) as said:
                while process.poll() is None:
                    done = count_lines(output)
                    if points and done >= points[0]:
                        above = process.pid
                        if cluster is not None and stage.place == "cluster":
                            above = cluster.workers.pid
                        victims = workers_of(above)
                        if victims:
                            points.pop(0)
                            with contextlib.suppress(psutil.Error):
                                draws.choice(victims).kill()
                                happened[f"{stage.place} workers killed"] += 1
                    if stage.end and done >= ends_at and not filled:
                        filled = True
                        if stage.end == "killed":
                            process.send_signal(signal.SIGKILL)
                        elif stage.end == "full disk":
                            disk.fill(process.pid)
                        elif cluster is not None:
                            cluster.scheduler.kill()
                    time.sleep(0.1)
            disk.make_room()
            if stage.end == "scheduler" and filled:
                cluster = None  # its workers end with it
            sentence = next((s for s in reversed(said) if s.startswith("labsupport: ")), "")
            sentences.append(sentence)
            if filled:
                expected = {"killed": "", "full disk": "cannot be written", "scheduler": "any more"}
                if expected[stage.end] not in sentence or process.returncode == 0:
                    raise RuntimeError(f"{stage.end}: {process.returncode}, {sentence}")
                happened["grader killed" if stage.end == "killed" else stage.end] += 1
            if process.returncode == 0:
                break
        found = lines(output)
    return found, {
        **happened,
        "disk": disk.kind,
        "runs": len(sentences),
        "seconds": time.monotonic() - begin,
    }


@contextlib.contextmanager
def reader(process: subprocess.Popen[str]) -> Iterator[list[str]]:
    """What a process says on stderr, read while it runs so that it never waits for us."""
    said: list[str] = []
    assert process.stderr is not None
    thread = threading.Thread(target=lambda: said.extend(process.stderr or ()), daemon=True)
    thread.start()
    try:
        yield said
    finally:
        if process.poll() is None:
            process.kill()
        thread.join(30)
        process.stderr.close()


def compared(
    found: list[dict[str, Any]], calm: list[dict[str, Any]], of: dict[str, str]
) -> dict[str, int]:
    """How many submissions were lost, graded twice, or have another grade than they earn."""
    graded: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in found:
        if line["status"] != "grader failed":
            graded[line["submission"]].append(line)
    alone = {line["submission"]: line for line in calm}
    points: defaultdict[str, set[float]] = defaultdict(set)  # of each variant
    for name, line in alone.items():
        points[of[name]].add(line["score"])
    different = [
        name
        for name, (line, *_) in graded.items()
        if {line["score"]} != points[of[name]]
        or (name in alone and any(line[key] != alone[name][key] for key in VERDICT))
    ]
    return {
        "lost": len(of.keys() - graded.keys()),
        "graded_twice": sum(len(each) > 1 for each in graded.values()),
        "different": len(different),
        "grader_failed_at_first": sum(line["status"] == "grader failed" for line in found),
        "compared_to_every_verdict": len(alone.keys() & graded.keys()),
    }


def measure(count: int, calm_count: int, kills: int, jobs: int, seed: int) -> dict[str, Any]:
    """All of it; the figures of the file of results."""
    with tempfile.TemporaryDirectory(prefix="scale-") as name:
        folder = Path(name)
        of = generate(folder / "submissions", count)
        calm = folder / "calm"
        calm.mkdir()
        first = {variant: name for name, variant in reversed(of.items())}
        chosen = {*list(of)[:calm_count], *first.values()}  # of each variant the points are known
        for each in chosen:
            os.link(folder / "submissions" / each, calm / each)
        seconds, used = undisturbed(calm, folder / "undisturbed", seed, jobs)
        print(f"undisturbed: {len(chosen)} in {seconds:.0f} s ({used} s of processors)", flush=True)
        load = os.getloadavg()[1]
        found, trouble = disturbed(folder / "submissions", folder, seed, jobs, kills, count)
        outcome = compared(found, lines(folder / "undisturbed"), of)
    return {
        "lab": SLUG,
        "submissions": count,
        "undisturbed": {
            "submissions": len(chosen),
            "jobs": jobs,
            "seconds": seconds,
            "processor_seconds": used,
            "load_average": load,
        },
        "disturbed": trouble,
        "outcome": outcome,
    }


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=2000)
    parser.add_argument("--undisturbed", type=int, default=200, help="graded once more, in peace")
    parser.add_argument("--kills", type=int, default=20, help="of workers")
    parser.add_argument("--jobs", type=int, default=2, help="worker processes")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--output", default="results/scale.json")
    given = parser.parse_args()
    figures = measure(given.submissions, given.undisturbed, given.kills, given.jobs, given.seed)
    write_results(
        given.output, "python -m benchmarks.scale " + " ".join(sys.argv[1:]), given.seed, figures
    )
    print(json.dumps(figures, indent=2))
    outcome = figures["outcome"]
    sys.exit(any(outcome[name] for name in ("lost", "graded_twice", "different")))


if __name__ == "__main__":
    main()
