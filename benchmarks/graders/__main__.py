"""The same torch notebook graded by ours, otter-grader and nbgrader: time, memory, and fairness.

    python -m benchmarks.graders [--cache _build/graders] [--quick]

The first run makes an environment for each peer under the cache folder (three minutes, 1 GB, from
the package index); both use the torch of this environment. Everything is measured in turns, one
thread each, and takes about half an hour; ``--quick`` measures each thing once and leaves 200 and
500 submissions out. Before anything is timed, each grader has to give a right notebook all points
and a wrong one fewer, and ours has to be right about every submission. `results/graders.json` gets

- the seconds of `import torch`, the yardstick, and of one and ten submissions, with their ratios to
  the import of the same round, and of 200 (ours only);
- peak memory: the processes' shares of all pages (PSS), from a run of its own;
- 500 submissions in one go, with the memory on the way;
- for each submission of `submissions`, the points that it earned and those that each grader gave.
"""

import argparse
import json
import shlex
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.graders import graders, watch
from benchmarks.graders.graders import PEERS, Grader
from benchmarks.graders.submissions import BEHAVIOURS, PLAIN, Submission
from labsupport.results import write_results

LIMIT = 100.0  # seconds for one submission: more than nbgrader's limits on two cells
LOOK_EVERY = 0.05
IMPORT = [sys.executable, "-c", "import torch"]


class Bench:
    """Folders to grade in: each measurement gets a fresh copy of what the instructor prepared."""

    def __init__(self, graders: dict[str, Grader], work: Path) -> None:
        self.graders = graders
        self.work = work
        shutil.rmtree(work, ignore_errors=True)
        for name, grader in graders.items():
            self.prepared(name).mkdir(parents=True)
            grader.set_up(self.prepared(name))

    def prepared(self, name: str) -> Path:
        """What the instructor prepared for a grader."""
        return self.work / "prepared" / name

    def grade(
        self, name: str, given: list[Submission], limit: float, **options: Any
    ) -> tuple[watch.Run, list[float | None]]:
        """Grade submissions in one go; the run, and the points of each."""
        folder = self.work / "now"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.prepared(name), folder)
        grader = self.graders[name]
        students = [f"student-{number:03d}" for number in range(len(given))]
        for student, submission in zip(students, given, strict=True):
            grader.hand_in(folder, student, submission)
        run = watch.run(grader.command(folder), folder, limit, **options)
        points = grader.points(folder)
        return run, [points.get(student) for student in students]

    def right(self, name: str, number: int, **options: Any) -> watch.Run:
        """Grade right submissions; every one must get all points."""
        run, points = self.grade(name, [Submission(10)] * number, LIMIT + 20 * number, **options)
        log = (self.work / "now" / "log.txt").read_text("utf-8", "replace")[-2000:]
        assert run.finished, f"{name}: {log}"
        assert {*points} == {10}, f"{name} gave {points}: {log}"
        return run


def behaviours(bench: Bench) -> dict[str, Any]:
    """The points that each submission earned, and what each grader gave; None is no result."""
    table: dict[str, Any] = {}
    for title, submission in BEHAVIOURS.items():
        table[title] = {"earned": submission.earned}
        for name in ("ours", *PEERS):
            run, points = bench.grade(name, [submission], LIMIT)
            table[title][name] = {"points": points[0], "seconds": run.seconds}
        row = {name: table[title][name]["points"] for name in ("ours", *PEERS)}
        print(f"{title}: earned {submission.earned:g}, given {row}", flush=True)
        # Who misjudges a plain right or wrong notebook was set up wrongly: nothing to compare.
        sure = row if title in PLAIN else {"ours": row["ours"]}
        for name, points in sure.items():
            assert points == submission.earned, f"{name} gave {points} for: {title}"
    return table


def timing(bench: Bench, number: int, repeats: int, names: list[str]) -> dict[str, Any]:
    """Grade ``number`` submissions with each, in turns with the import of torch."""
    seconds: dict[str, list[float]] = {name: [] for name in ("import torch", *names)}
    for repeat in range(repeats):
        for name in seconds if repeat % 2 else reversed(list(seconds)):
            if name == "import torch":
                run = watch.run(IMPORT, bench.prepared("ours"), LIMIT)
                assert run.finished
            else:
                run = bench.right(name, number)
            seconds[name].append(run.seconds)
    found: dict[str, Any] = {}
    for name, values in seconds.items():
        ratios = [mine / torch for mine, torch in zip(values, seconds["import torch"], strict=True)]
        found[name] = {"median_s": statistics.median(values), "times_s": values}
        found[name]["times_import"] = statistics.median(ratios)
        print(
            f"{number}, {name}: {found[name]['median_s']:.2f} s, "
            f"{found[name]['times_import']:.2f} x import torch",
            flush=True,
        )
    return found


def memory(bench: Bench, number: int) -> dict[str, Any]:
    """Peak memory of each, from a run of its own."""
    found = {}
    for name in bench.graders:
        run = bench.right(name, number, look_every=LOOK_EVERY)
        found[name] = {"peak_mib": run.peak("tree_pss_mib")}
        print(f"{number}, {name}: peak {found[name]['peak_mib']:.0f} MiB", flush=True)
    alone = watch.run(IMPORT, bench.prepared("ours"), LIMIT, look_every=LOOK_EVERY)
    found["import torch"] = {"peak_mib": alone.peak("tree_pss_mib")}
    return found


def flat(bench: Bench, number: int, jobs: str) -> dict[str, Any]:
    """Many submissions in one go: seconds, and the memory in tenths of the way."""
    run = bench.right(jobs, number, look_every=0.5, done="grades/*/results.json")
    tenths: list[dict[str, float]] = []
    for tenth in range(10):
        within = [s for s in run.samples if tenth <= 10 * s["done"] / number < tenth + 1]
        within = [s for s in within if s["done"] > 0]  # not while torch is being imported
        if within:
            middle = {k: statistics.median(s[k] for s in within) for k in within[0]}
            tenths.append(middle)
    first, last = tenths[0], tenths[-1]
    print(
        f"{number}, {jobs}: {run.seconds:.1f} s; {first['tree_pss_mib']:.0f} MiB in the first "
        f"tenth, {last['tree_pss_mib']:.0f} in the last; a worker's own "
        f"{max(sample['deepest_own_mib'] for sample in tenths):.0f} MiB",
        flush=True,
    )
    return {"seconds": run.seconds, "seconds_each": run.seconds / number, "tenths": tenths}


def main() -> None:
    """Measure, print, and write results/graders.json."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cache", type=Path, default=Path("_build/graders"))
    parser.add_argument("--quick", action="store_true", help="each once, without 200 and 500")
    options = parser.parse_args()
    cache = options.cache.resolve()
    pythons = {name: graders.environment(cache, name) for name in PEERS}
    known = {
        "ours": graders.ours(),
        "ours, --jobs 2": graders.ours(jobs=2),
        "otter": graders.otter(pythons["otter"]),
        "nbgrader": graders.nbgrader(pythons["nbgrader"]),
    }
    bench = Bench(known, cache / "work")
    once = options.quick
    single = ["ours", *PEERS]
    figures: dict[str, Any] = {
        "versions": {name: versions(name, python) for name, python in pythons.items()},
        "torch_of_the_peers": "this environment's, through a .pth file",
        "points": behaviours(bench),
        "one": timing(bench, 1, 1 if once else 5, single),
        "ten": timing(bench, 10, 1 if once else 3, [*single, "ours, --jobs 2"]),
        "memory_one": memory(bench, 1),
    }
    if not once:
        figures["200"] = timing(bench, 200, 1, ["ours", "ours, --jobs 2"])
        for name, jobs in (("ours", 1), ("ours, --jobs 2", 2)):
            later = figures["200"][name]["median_s"] - figures["one"]["ours"]["median_s"]
            figures["200"][name]["s_per_submission_and_core_after_start"] = later / 199 * jobs
            print(f"after the start, {name}: {later / 199 * jobs:.3f} s a submission and core")
        figures["500"] = flat(bench, 500, "ours")
    command = shlex.join(["python", "-m", "benchmarks.graders", *sys.argv[1:]])
    write_results("results/graders.json", command, None, figures)


def versions(name: str, python: str) -> dict[str, str]:
    """The grader and what runs its notebooks, as they are in its environment."""
    code = "import importlib.metadata as m, json, sys, torch; "
    code += "found = {name: m.version(name) for name in sys.argv[1:]}; "
    code += "print(json.dumps(found | {'torch': torch.__version__}))"
    packages = [PEERS[name].partition("==")[0], "nbconvert", "nbclient", "ipykernel"]
    done = subprocess.run([python, "-c", code, *packages], capture_output=True, check=True)
    return json.loads(done.stdout)


if __name__ == "__main__":
    main()
