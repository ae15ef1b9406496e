"""A grading that is stopped or loses a process: nothing is lost, nothing is left running."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from labsupport.grading import ledger
from labsupport.grading.jobs import in_jobs
from labsupport.grading.sandbox import CannotStartError

ROOT = Path(__file__).parents[2]
SECONDS = 90.0  # until anything awaited must have happened
SUITE = """
import os
import signal
import pytest
import torch

@pytest.mark.exercise("square", points=2)
def test_square(student):
    nine = float(student.square(torch.tensor(3.0)))
    if nine == 27:  # this submission's grading is killed, as the kernel does when memory is short
        os.kill(os.getpid(), signal.SIGKILL)
    if nine == 81 and not os.path.exists(__file__ + ".once"):
        open(__file__ + ".once", "w").close()
        os.kill(os.getpid(), signal.SIGKILL)
    assert nine in (9, 81), "not a square"
"""


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    path = tmp_path / "test_tiny.py"
    path.write_text(SUITE)
    return path


def submissions(folder: Path, **bodies: str) -> Path:
    """A folder of submissions; name -> what ``square`` does."""
    folder.mkdir()
    for name, body in bodies.items():
        (folder / f"{name}.py").write_text(f"import time\ndef square(x):\n    {body}\n")
    return folder


def start(folder: Path, suite: Path, output: Path, *options: str) -> subprocess.Popen[str]:
    """Start the command in a session of its own."""
    command = [sys.executable, "-m", "labsupport", "grade", "tiny", str(folder)]
    command += ["--suite", str(suite), "--output", str(output), *options]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        start_new_session=True,
    )


def grade(folder: Path, suite: Path, output: Path, *options: str) -> tuple[int, str]:
    """Run the command; exit status and stderr."""
    process = start(folder, suite, output, *options)
    _, err = process.communicate(timeout=SECONDS)
    return process.returncode, err


def wait_until(condition: Callable[[], Any]) -> None:
    end = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def descendants(pid: int) -> set[int]:
    """The processes that a process has started, directly or not."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            children.setdefault(parent, []).append(int(folder.name))
    found, new = set(), [pid]
    while new:
        inner = children.get(new.pop(), [])
        found |= set(inner)
        new += inner
    return found


def runs(pid: int) -> bool:
    """Whether a process is there and more than a zombie."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def lines(output: Path) -> list[dict[str, Any]]:
    path = output / ledger.NAME
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_stopped_grading_can_go_on_and_leaves_nothing_running(tmp_path, suite, number, jobs):
    # One is right at once; the others take long, and are changed before the grading goes on.
    sleeps = dict.fromkeys("bcd", "time.sleep(60)")
    folder, output = submissions(tmp_path / "s", a="return x * x", **sleeps), tmp_path / "o"
    process = start(folder, suite, output, "--jobs", str(jobs), "--seconds-per-call", "50")
    wait_until(lambda: lines(output))
    time.sleep(1.0)
    inner = descendants(process.pid)
    assert inner
    os.kill(process.pid, number) if number == signal.SIGKILL else os.killpg(process.pid, number)
    _, err = process.communicate(timeout=SECONDS)
    wait_until(lambda: not any(map(runs, inner)))
    assert [line["submission"] for line in lines(output)] == ["a.py"]
    assert json.loads((output / "a" / "results.json").read_text())["score"] == pytest.approx(2)
    if number != signal.SIGKILL:
        assert process.returncode == 128 + number
        assert "Traceback" not in err
        assert err.splitlines()[-1].startswith("labsupport: stopped: 1 of 4 are graded and safe in")
        assert "again with --resume" in err
        assert len((output / "grades.csv").read_text().splitlines()) == 2
    for name in "bcd":
        (folder / f"{name}.py").write_text("def square(x):\n    return x * x\n")
    status, err = grade(folder, suite, output, "--seconds-per-call", "50", "--resume")
    assert status == 0, err
    assert sorted(line["submission"] for line in lines(output)) == [f"{n}.py" for n in "abcd"]
    assert [line["score"] for line in lines(output)] == pytest.approx([2, 2, 2, 2])
    assert len((output / "grades.csv").read_text().splitlines()) == 5
    assert not [name for _, _, names in os.walk(output) for name in names if "partial" in name]


def test_a_process_that_dies_costs_one_trial_then_a_marked_zero(tmp_path, suite):
    bodies = dict.fromkeys("acdf", "return x * x")
    folder = submissions(tmp_path / "s", **bodies, b="return x ** 3", e="return x ** 4")
    output = tmp_path / "o"
    status, err = grade(folder, suite, output, "--jobs", "2")
    assert status == 1
    assert "the grader failed at 1 of 6 submissions (b.py)" in err.splitlines()[-1]
    assert "Traceback" not in err
    with open(output / "grades.csv", newline="") as file:
        rows = {row["submission"]: row for row in csv.DictReader(file)}
    assert {name: row["score"] for name, row in rows.items()} == {
        **dict.fromkeys(("a.py", "c.py", "d.py", "e.py", "f.py"), "2"),
        "b.py": "0",
    }
    assert {name for name, row in rows.items() if row["status"] != "graded"} == {"b.py"}
    assert "the grader failed" in rows["b.py"]["note"]
    assert "the grader failed" in (output / "b" / "report.html").read_text()
    suite.write_text(suite.read_text().replace("if nine == 27", "if nine == 28"))
    status, err = grade(folder, suite, output, "--resume", "--jobs", "2")
    assert status == 0, err
    assert lines(output)[-1]["status"] == "graded"


def test_jobs_change_no_verdict_and_no_order(tmp_path, suite):
    bodies = {f"n{number}": f"return x ** {2 + number % 2 * 3}" for number in range(4)}
    folder = submissions(tmp_path / "s", **bodies)
    found = []
    for jobs in ("1", "3"):
        output = tmp_path / f"o{jobs}"
        status, err = grade(folder, suite, output, "--jobs", jobs, "--seed", "8")
        assert status == 0, err
        assert (output / "grades.csv").read_text().count(",graded,") == 4
        by_name = {line["submission"]: line for line in lines(output)}
        table = (output / "grades.csv").read_text()
        found.append(
            (table, {name: (by_name[name]["seed"], by_name[name]["tests"]) for name in by_name})
        )
    assert found[0] == found[1]
    assert [row.split(",")[1] for row in found[0][0].splitlines()[1:]] == ["2", "0", "2", "0"]


# --- the processes by themselves


def double(task: int) -> int:
    """Twice the number; the process dies at 3, at 5 there is an exception."""
    if task == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    if task == 5:
        raise CannotStartError("five")
    return 2 * task


def nothing(task: int) -> None:
    """Neither begin nor end needs anything."""


def die(task: int) -> None:
    """A process that cannot even begin."""
    os._exit(1)


def results(tasks: list[int]) -> Iterator[tuple[int, int | None]]:
    return in_jobs(tasks, 2, double, nothing, nothing)


def test_each_task_has_one_result_and_none_where_its_process_dies():
    assert sorted(results([0, 1, 2, 3, 4]), key=str) == [(0, 0), (1, 2), (2, 4), (3, None), (4, 8)]


def test_an_exception_of_the_work_is_raised_here():
    with pytest.raises(CannotStartError, match="five"):
        list(results([0, 5, 0, 0]))


def test_processes_that_die_at_their_start_are_nobodys_zero():
    with pytest.raises(CannotStartError, match="at its start"):
        list(in_jobs([0, 1], 2, double, die, nothing))
