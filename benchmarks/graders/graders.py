"""The three graders: how each is set up, asked to grade, and what points it gave."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import torch

from benchmarks.graders import formats
from benchmarks.graders.formats import write
from benchmarks.graders.submissions import RIGHT, Submission
from benchmarks.graders.watch import ROOT, run

PEERS = {"otter": "otter-grader==7.0.0", "nbgrader": "nbgrader==0.9.6"}
OTTER_LOOP = """
import json, pathlib
from otter.api import grade_submission
for path in sorted(pathlib.Path("submitted").glob("*.ipynb")):
    results = grade_submission(str(path), "autograder.zip", quiet=True)
    out = pathlib.Path("out", path.stem)
    out.mkdir(parents=True)
    (out / "results.json").write_text(json.dumps({"tests": [{"score": float(results.total)}]}))
"""


@dataclass(frozen=True)
class Grader:
    """One grader.

    Args:
        set_up: fill a new folder with what an instructor prepares; not timed.
        hand_in: write the submission of one student into such a folder.
        command: the command that grades all that is in a folder.
        points: student -> points, or nothing for a student without a result.
    """

    set_up: Callable[[Path], None]
    hand_in: Callable[[Path, str, Submission], Path]
    command: Callable[[Path], list[str]]
    points: Callable[[Path], dict[str, float]]


def environment(cache: Path, name: str) -> str:
    """The Python of a peer's own environment, made if it is not there; our torch is in it."""
    folder = cache / name
    python = folder / "bin" / "python"
    ready = folder / "torch.pth"
    if not ready.exists():
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        subprocess.run([*pip, PEERS[name]], check=True)
        # Behind the environment's own packages, so that only what is missing there is taken.
        write(ready, f"{Path(torch.__file__).parents[1]}\n{ROOT}\n")  # and the labs' checks
        site = next(folder.glob("lib/python*/site-packages"))
        shutil.copy(ready, site / "torch.pth")
    code = "import torch; print(torch.__version__)"
    found = subprocess.run([str(python), "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == torch.__version__, f"{name} has another torch: {found.stdout}"
    return str(python)


def ours(jobs: int = 1) -> Grader:
    """`labsupport.grading`, in this environment."""

    def set_up(folder: Path) -> None:
        write(folder / "test_five.py", formats.our_suite())

    def command(folder: Path) -> list[str]:
        words = [sys.executable, "-m", "labsupport", "grade", "five", str(folder / "submitted")]
        words += ["--suite", str(folder / "test_five.py"), "--output", str(folder / "grades")]
        return [*words, "--jobs", str(jobs)]

    def points(folder: Path) -> dict[str, float]:
        found = {p.parent.name: p.read_text("utf-8") for p in folder.glob("grades/*/results.json")}
        return {student: json.loads(text)["score"] for student, text in found.items()}

    return Grader(set_up, hand_in_plain, command, points)


def hand_in_plain(folder: Path, student: str, given: Submission) -> Path:
    """A notebook as it is."""
    text = formats.submission(given.answers, given.first)
    return write(folder / "submitted" / f"{student}.ipynb", text)


def otter(python: str) -> Grader:
    """otter-grader without containers: `otter run` for one, its API in a loop for several."""
    program = str(Path(python).with_name("otter"))

    def set_up(folder: Path) -> None:
        for name in formats.FUNCTIONS:
            write(folder / "tests" / f"{name}.py", formats.otter_test(name))
        quiet([program, "generate", "-t", "tests", "-o", "autograder.zip"], folder)

    def command(folder: Path) -> list[str]:
        given = sorted((folder / "submitted").glob("*.ipynb"))
        if len(given) > 1:
            return [python, "-c", OTTER_LOOP]
        out = f"out/{given[0].stem}"
        (folder / out).mkdir(parents=True)
        return [program, "run", "-a", "autograder.zip", "-o", out, str(given[0])]

    def points(folder: Path) -> dict[str, float]:
        found = {p.parent.name: json.loads(p.read_text()) for p in folder.glob("out/*/*.json")}
        return {k: sum(test.get("score", 0.0) for test in v["tests"]) for k, v in found.items()}

    return Grader(set_up, hand_in_plain, command, points)


def nbgrader(python: str) -> Grader:
    """nbgrader: locked cells, `nbgrader autograde` for all students of a course folder."""
    program = str(Path(python).with_name("nbgrader"))

    def set_up(folder: Path) -> None:
        text = formats.nbgrader_notebook(RIGHT, solution=True)
        write(folder / "source" / "five" / "five.ipynb", text)
        quiet([program, "generate_assignment", "five"], folder)

    def hand_in(folder: Path, student: str, given: Submission) -> Path:
        text = formats.nbgrader_notebook(given.answers, given.first)
        return write(folder / "submitted" / student / "five" / "five.ipynb", text)

    def points(folder: Path) -> dict[str, float]:
        query = (
            "select submitted_assignment.student_id, sum(grade.auto_score) from grade "
            "join submitted_notebook on grade.notebook_id = submitted_notebook.id "
            "join submitted_assignment on submitted_notebook.assignment_id = "
            "submitted_assignment.id group by 1"
        )
        with closing(sqlite3.connect(folder / "gradebook.db")) as database:
            return {k: v for k, v in database.execute(query) if v is not None}

    return Grader(set_up, hand_in, lambda folder: [program, "autograde", "five"], points)


def quiet(command: list[str], folder: Path) -> None:
    """Run a step of an instructor's preparation."""
    assert run(command, folder, 300).finished, (folder / "log.txt").read_text()[-2000:]
