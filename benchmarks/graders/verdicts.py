"""How graders judge programs whose verdicts are known.

    python -m benchmarks.graders.verdicts [--labs vae,iwae] [--graders ours,asserts]

The programs are the data set of `programs`. Ours runs the graded suites; otter-grader, nbgrader
and the assertions that a student runs get the checks of the labs, as they are printed there. Any
other grader joins by ``--command "python my_grader.py"``: it is called with a folder that holds
``lab.json`` (the lab's name, and for each exercise the statements that raise if its answer is
wrong) and ``submitted/<name>.ipynb``, and writes ``verdicts.json`` there: submission -> exercise ->
whether it passes. Where several programs lie in one submission, none calls another. Hostile
programs harm nothing outside of their process, because most graders run them unprotected.

An hour and three quarters on two busy cores; the numbers go to results/graders_programs.json.
"""

import argparse
import json
import shlex
import shutil
import sqlite3
import sys
import textwrap
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.graders import graders, watch
from benchmarks.graders.formats import code_cell, marks, notebook, write
from benchmarks.graders.graders import PEERS
from benchmarks.graders.programs import HOSTILE, Program, checks, packed, programs, submission
from labsupport.results import write_results
from tests.variants.build import SLUGS

Verdicts = dict[str, dict[str, bool]]  # submission -> exercise -> whether it passes
Judge = Callable[[Path], None]  # writes verdicts.json into the folder

SECONDS = 60.0  # for one submission
ANSWERS = "answers"  # the cell of nbgrader's notebook that a student fills in
OTTER = """
import json, pathlib
from otter.api import grade_submission
verdicts = {}
for path in sorted(pathlib.Path("submitted").glob("*.ipynb")):
    results = grade_submission(str(path), "autograder.zip", quiet=True).results
    verdicts[path.stem] = {name: each.score == each.possible for name, each in results.items()}
    pathlib.Path("verdicts.json").write_text(json.dumps(verdicts))
"""


def ours(folder: Path) -> None:
    """`labsupport grade`, with the graded suite of the lab."""
    lab, _ = told(folder)
    name = "hostile/suite.py" if lab == HOSTILE else f"graded/test_{lab}.py"
    suite = watch.ROOT / "tests" / name
    command = [sys.executable, "-m", "labsupport", "grade", lab, "submitted", "--suite", str(suite)]
    run([*command, "--output", "grades", "--seed", "1", "--jobs", "2"], folder)
    verdicts: Verdicts = {}
    ledger = folder / "grades" / "ledger.jsonl"
    for line in ledger.read_text("utf-8").splitlines() if ledger.is_file() else ():
        grade = json.loads(line)
        found = verdicts.setdefault(Path(grade["submission"]).stem, {})
        for test in grade["tests"]:
            found[test["exercise"]] = found.get(test["exercise"], True) and test["passed"]
    answer(folder, verdicts)


def otter(folder: Path, python: str) -> None:
    """otter-grader without containers."""
    for exercise, text in told(folder)[1].items():
        case = "from otter.test_files import test_case\n\nOK_FORMAT = False\n"
        case += f'name = "{exercise}"\npoints = 1\n\n\n@test_case(points=1, hidden=True)\n'
        case += f"def test({exercise}):\n{textwrap.indent(text, '    ')}\n"
        write(folder / "tests" / f"{exercise}.py", case)
    program = str(Path(python).with_name("otter"))
    run([program, "generate", "-t", "tests", "-o", "autograder.zip"], folder)
    run([python, "-c", OTTER], folder)


def nbgrader(folder: Path, python: str) -> None:
    """nbgrader: one cell for the answers, a locked one for each check."""
    lab, statements = told(folder)
    program = str(Path(python).with_name("nbgrader"))

    def filled(text: str) -> str:
        cells = [code_cell(text, **marks(ANSWERS, grade=False))]
        for exercise, check in statements.items():
            cells.append(code_cell(check, **marks(exercise, grade=True)))
        return notebook(cells)

    empty = "### BEGIN SOLUTION\npass\n### END SOLUTION"
    write(folder / "source" / lab / f"{lab}.ipynb", filled(empty))
    run([program, "generate_assignment", lab], folder)
    given = sorted((folder / "submitted").glob("*.ipynb"))
    texts = {path.stem: json.loads(path.read_text("utf-8"))["cells"][0]["source"] for path in given}
    shutil.move(folder / "submitted", folder / "given")
    for name, text in texts.items():
        write(folder / "submitted" / name / lab / f"{lab}.ipynb", filled(text))
    run([program, "autograde", lab], folder)
    query = (
        "select submitted_assignment.student_id, base_cell.name, grade.auto_score from grade "
        "join base_cell on grade.cell_id = base_cell.id "
        "join submitted_notebook on grade.notebook_id = submitted_notebook.id "
        "join submitted_assignment on submitted_notebook.assignment_id = submitted_assignment.id"
    )
    verdicts: Verdicts = {}
    with closing(sqlite3.connect(folder / "gradebook.db")) as database:
        for student, exercise, score in database.execute(query):
            if score is not None:
                verdicts.setdefault(student, {})[exercise] = score >= 1
    answer(folder, verdicts)


def asserts(folder: Path) -> None:
    """The checks below the answers, in the student's own process."""
    run([sys.executable, "-m", "benchmarks.graders.asserts", str(folder)], folder)


def told(folder: Path) -> tuple[str, dict[str, str]]:
    """The lab, and the check of each exercise."""
    found = json.loads((folder / "lab.json").read_text("utf-8"))
    return found["lab"], found["checks"]


def answer(folder: Path, verdicts: Verdicts) -> None:
    """What every grader leaves behind."""
    write(folder / "verdicts.json", json.dumps(verdicts))


def run(command: list[str], folder: Path) -> None:
    """Run a command there; what it prints goes to log.txt. A grader that fails gives no verdict."""
    number = len(list((folder / "submitted").glob("*")))
    watch.run(command, folder, SECONDS * (1 + number))


def judged(judge: Judge, lab: str, groups: list[list[Program]], folder: Path) -> Verdicts:
    """Let a grader judge submissions, one for each group."""
    shutil.rmtree(folder, ignore_errors=True)
    write(folder / "lab.json", json.dumps({"lab": lab, "checks": checks(lab)}))
    for number, group in enumerate(groups):
        text = notebook([code_cell(submission(group))])
        write(folder / "submitted" / f"student-{number:03d}.ipynb", text)
    judge(folder)
    found = folder / "verdicts.json"
    return json.loads(found.read_text("utf-8")) if found.exists() else {}


def compared(groups: list[list[Program]], verdicts: Verdicts) -> dict[str, Any]:
    """How many programs of each kind there are, how many were judged rightly, and which were not.

    A hostile program is judged rightly where it gets no exercise that it has not implemented; a
    submission without a verdict is judged wrongly.
    """
    counts: dict[str, dict[str, int]] = {}
    wrong: list[str] = []
    for number, group in enumerate(groups):
        passed = verdicts.get(f"student-{number:03d}")
        for program in group:
            if passed is None:
                right = False
            elif program.kind == "hostile":
                right = {name for name, yes in passed.items() if yes} <= {*program.earned}
            else:
                right = passed.get(program.exercise) is (program.kind == "right")
            row = counts.setdefault(program.kind, {"programs": 0, "judged rightly": 0})
            row["programs"] += 1
            row["judged rightly"] += right
            wrong += [] if right else [program.id + ("" if passed is not None else " (no verdict)")]
    return {"counts": counts, "judged wrongly": wrong}


def main() -> None:
    """Judge, print, and write results/graders_programs.json."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--labs", default=",".join([*SLUGS, HOSTILE]))
    parser.add_argument("--graders", default="ours,otter,nbgrader,asserts")
    parser.add_argument("--command", help="another grader, called with a folder")
    parser.add_argument("--cache", type=Path, default=Path("_build/graders"))
    parser.add_argument("--output", default="results/graders_programs.json")
    options = parser.parse_args()
    labs = options.labs.split(",")
    if strangers := {*labs} - {*SLUGS, HOSTILE}:
        parser.error(
            f"no lab {', '.join(sorted(strangers))}; there are {', '.join(SLUGS)}, {HOSTILE}"
        )
    cache = options.cache.resolve()
    judges: dict[str, Judge] = {"ours": ours, "asserts": asserts}
    for name, peer in (("otter", otter), ("nbgrader", nbgrader)):
        if name in options.graders.split(","):
            judges[name] = partial(peer, python=graders.environment(cache, name))
    judges = {name: judges[name] for name in options.graders.split(",") if name}
    if options.command:
        words = shlex.split(options.command)
        judges[Path(words[-1]).name] = lambda folder: run([*words, str(folder)], folder)
    figures: dict[str, Any] = {"versions": dict(PEERS), "labs": {}}
    for lab in labs:
        groups = packed(programs([lab]))
        row: dict[str, Any] = {"submissions": len(groups)}
        figures["labs"][lab] = row
        for name, judge in judges.items():
            row[name] = compared(groups, judged(judge, lab, groups, cache / "programs" / name))
            print(f"{lab}, {name}: {row[name]['counts']}", flush=True)
            for program in row[name]["judged wrongly"]:
                print(f"  judged wrongly: {program}", flush=True)
        command = shlex.join(["python", "-m", "benchmarks.graders.verdicts", *sys.argv[1:]])
        write_results(options.output, command, None, figures)  # after each lab: it takes long


if __name__ == "__main__":
    main()
