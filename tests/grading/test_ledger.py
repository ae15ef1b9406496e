"""The ledger: everything that is needed to grade again, and to go on where a grading ended."""

import csv
import hashlib
import json
import platform
import resource
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import torch

from labsupport import __main__ as commands
from labsupport.errors import IncompleteError, InputError
from labsupport.grading import jobs, judge, ledger, report, run
from labsupport.grading.ledger import Ledger
from labsupport.grading.sandbox import Limits
from labsupport.grading.student import Student

# Each test passes with probability 1/2, whatever the submission is: its verdicts tell the seed.
COINS = """
import pytest
import torch

@pytest.mark.parametrize("number", range(16))
@pytest.mark.exercise("square")
def test_coin(student, generator, number):
    x = torch.rand(2, generator=generator)
    assert student.square(x)[0] < 0.25, "tails"
"""


@pytest.fixture
def coins(tmp_path):
    """A suite whose verdicts depend on nothing but the seed."""
    path = tmp_path / "test_coins.py"
    path.write_text(COINS)
    return path


@pytest.fixture
def folder(tmp_path):
    """Three submissions; they differ in their bytes alone."""
    folder = tmp_path / "submissions"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.py").write_text(f"def square(x):\n    return x * x  # {name}\n")
    return folder


@pytest.fixture
def quick(monkeypatch):
    """Grades that cost nothing; the names of the submissions, in the order of grading."""
    graded: list[str] = []

    def grade_task(task: run.Task) -> judge.Grade:
        graded.append(task.given.name)
        grade = run.without_points(task, "")
        for test in grade.results:
            test.passed = True
        return grade

    monkeypatch.setattr(run, "grade_task", grade_task)
    return graded


def lines(output: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (output / ledger.NAME).read_text().splitlines()]


def verdicts(line: dict[str, Any]) -> list[bool]:
    return [test["passed"] for test in line["tests"]]


def test_who_ran_out_of_time_beside_others_is_graded_again_alone(
    tmp_path, folder, coins, monkeypatch
):
    """With --jobs a grade that a busy machine spoilt is thrown away."""
    real: list[str] = []

    def grade_task(task: run.Task) -> judge.Grade:
        real.append(task.given.name)
        return run.without_points(task, "")

    def in_jobs(tasks: list[run.Task], *arguments: Any) -> Any:
        for number, task in enumerate(tasks):
            grade = run.without_points(task, "")
            grade.starved = task.given.name == "a.py"
            yield number, grade

    monkeypatch.setattr(run, "grade_task", grade_task)
    monkeypatch.setattr(jobs, "in_jobs", in_jobs)
    grades = run.grade_class("coins", [folder], tmp_path / "o", suite=coins, jobs=2)
    assert real == ["a.py"]
    assert [grade.name for grade in grades] == ["a.py", "b.py", "c.py"]
    assert [line["submission"] for line in lines(tmp_path / "o")] == ["b.py", "c.py", "a.py"]
    assert not any("starved" in line for line in lines(tmp_path / "o"))


# --- what a line says


def test_a_line_has_all_that_is_needed_to_grade_again(tmp_path, folder, tiny_suite):
    limits = Limits(seconds_per_call=7.0)
    begin = datetime.now(UTC)
    grades = run.grade_class("tiny", [folder], tmp_path / "o", suite=tiny_suite, limits=limits)
    found = lines(tmp_path / "o")
    assert [line["submission"] for line in found] == ["a.py", "b.py", "c.py"]
    for line, grade in zip(found, grades, strict=True):
        content = (folder / line["submission"]).read_bytes()
        assert line["sha256"] == hashlib.sha256(content).hexdigest()
        assert line["suite"] == tiny_suite.name
        assert len(bytes.fromhex(line["suite_sha256"])) == 32
        assert line["limits"]["seconds_per_call"] == pytest.approx(7.0)
        assert set(line["limits"]) == set(vars(limits))
        assert isinstance(line["protection"]["notice"], str)
        assert line["versions"]["torch"].split("+")[0] == torch.__version__.split("+")[0]
        assert line["versions"]["python"] == platform.python_version()
        assert line["versions"]["labsupport"]
        assert begin - timedelta(seconds=1) <= datetime.fromisoformat(line["date"])
        assert (line["score"], line["max_score"]) == (pytest.approx(grade.score), 7)
        assert line["score"] == pytest.approx(3)
        assert line["seconds"] > 0
        assert line["status"] == "graded"
        assert [test["name"] for test in line["tests"]] == [r.name for r in grade.results]


def test_seeds_are_drawn_for_each_submission_from_63_bits(tmp_path, folder, coins, quick):
    drawn: list[int] = []
    for number in range(5):
        run.grade_class("coins", [folder], tmp_path / f"o{number}", suite=coins)
        drawn += [line["seed"] for line in lines(tmp_path / f"o{number}")]
    assert len(set(drawn)) == 15
    assert all(0 <= seed < 2**63 for seed in drawn)
    assert max(drawn) > 2**58  # a right draw fails here once in 10^22 times
    assert min(abs(a - b) for a in drawn for b in drawn if a != b) > 1000


def test_a_seed_of_the_ledger_gives_the_same_verdicts_again(tmp_path, folder, coins):
    run.grade_class("coins", [folder], tmp_path / "o", suite=coins)
    found = lines(tmp_path / "o")
    assert len({tuple(verdicts(line)) for line in found}) > 1  # or the seed would decide nothing
    for line in found:
        path, output = folder / line["submission"], tmp_path / f"again-{line['submission']}"
        run.grade_class("coins", [path], output, suite=coins, seed=line["seed"])
        (again,) = lines(output)
        assert verdicts(again) == verdicts(line)
        assert again["seed"] == line["seed"]


def test_seeds_of_a_class_come_from_one_number_whatever_the_order(tmp_path, folder, coins, quick):
    paths = [folder / f"{name}.py" for name in "abc"]

    def seeds(paths: list[Path], seed: int, name: str) -> dict[str, int]:
        run.grade_class("coins", paths, tmp_path / name, suite=coins, seed=seed)
        return {line["submission"]: line["seed"] for line in lines(tmp_path / name)}

    one = seeds(paths, 5, "one")
    assert seeds(paths[::-1], 5, "reversed") == one
    assert seeds(paths[:2], 5, "two").items() <= one.items()
    assert not set(seeds(paths, 6, "other").values()) & set(one.values())
    assert len(set(one.values())) == 3


# --- going on


def test_resuming_grades_what_is_missing_or_changed(tmp_path, folder, coins, quick):
    output = tmp_path / "o"
    first = run.grade_class("coins", [folder], output, suite=coins)
    (folder / "b.py").write_text("def square(x):\n    return x\n")
    (folder / "d.py").write_text("def square(x):\n    return x + x\n")
    quick.clear()
    grades = run.grade_class("coins", [folder], output, suite=coins, resume=True)
    assert quick == ["b.py", "d.py"]
    assert [grade.name for grade in grades] == ["a.py", "b.py", "c.py", "d.py"]
    assert [grades[0], grades[2]] == [first[0], first[2]]
    assert len((output / "grades.csv").read_text().splitlines()) == 5
    assert len(lines(output)) == 5  # the first line of b.py is kept
    quick.clear()
    assert run.grade_class("coins", [folder], output, suite=coins, resume=True) == grades
    assert quick == []


def test_resuming_makes_the_reports_of_what_is_kept(tmp_path, folder, coins, quick):
    output = tmp_path / "o"
    run.grade_class("coins", [folder], output, suite=coins)
    report = (output / "a" / "report.html").read_text()
    (output / "a" / "report.html").unlink()
    (output / "grades.csv").unlink()
    run.grade_class("coins", [folder], output, suite=coins, resume=True)
    assert (output / "a" / "report.html").read_text() == report
    assert len((output / "grades.csv").read_text().splitlines()) == 4


def test_lines_of_another_suite_limits_or_seed_are_not_trusted(tmp_path, folder, coins, quick):
    output = tmp_path / "o"
    everyone = ["a.py", "b.py", "c.py"]

    def resume(**changes: Any) -> list[str]:
        quick.clear()
        run.grade_class("coins", [folder], output, suite=coins, resume=True, **changes)
        return quick

    assert resume() == everyone
    assert resume() == []
    assert resume(limits=Limits(seconds=9)) == everyone
    assert resume(seed=4) == everyone
    assert resume(seed=4) == []
    coins.write_text(COINS.replace("0.25", "0.26"))
    assert resume() == everyone


def test_the_suites_hash_covers_what_it_imports_and_the_grader(tmp_path, monkeypatch):
    helper, suite = tmp_path / "suite_helper.py", tmp_path / "test_x.py"
    helper.write_text("LIMIT = 1\n")
    suite.write_text("import json\nimport torch\nfrom suite_helper import LIMIT\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert ledger.imported(suite, set()) == {helper}
    before = ledger.suite_hash(suite)
    assert ledger.suite_hash(suite) == before
    helper.write_text("LIMIT = 2\n")
    changed = ledger.suite_hash(suite)
    assert changed != before
    monkeypatch.setattr(ledger.importlib.metadata, "version", lambda name: "99")
    assert ledger.suite_hash(suite) not in (before, changed)
    graded = Path(__file__).parents[1] / "graded" / "test_vae.py"
    names = {path.name for path in ledger.imported(graded, set())}
    assert {"bound.py", "formulas.py", "declaration.py", "compare.py", "noise.py"} <= names
    assert not any("site-packages" in str(path) for path in ledger.imported(graded, set()))


def test_the_suites_hash_is_the_same_where_the_course_is_on_no_path(tmp_path):
    """As where it is installed, editable or not, and the command is given elsewhere."""
    graded = Path(__file__).parents[1] / "graded" / "test_vae.py"
    here = len(ledger.imported(graded, set())), ledger.suite_hash(graded)
    program = (
        "import sys; from pathlib import Path\n"
        "from labsupport.grading import ledger\n"
        "sys.path = [path for path in sys.path if 'site-packages' in path or 'lib' in path]\n"
        "sys.path_importer_cache.clear()\n"
        f"suite = Path({str(graded)!r})\n"
        "print(len(ledger.imported(suite, set())), ledger.suite_hash(suite))\n"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", program], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.stdout.split() == [str(each) for each in here], done.stderr
    assert here[0] > 20


@pytest.mark.parametrize("damage", ["half a line", "no line end", "an empty line", "another line"])
def test_a_damaged_line_costs_only_itself(tmp_path, folder, coins, quick, capsys, damage):
    output = tmp_path / "o"
    run.grade_class("coins", [folder], output, suite=coins)
    path = output / ledger.NAME
    content = path.read_bytes()
    path.write_bytes(
        {
            "half a line": content[:-700],
            "no line end": content[:-1],
            "an empty line": content + b"\n",
            "another line": content + b'{"submission": "a.py", "score": 1000, "tests": []}\n',
        }[damage]
    )
    quick.clear()
    run.grade_class("coins", [folder], output, suite=coins, resume=True)
    assert quick == (["c.py"] if damage == "half a line" else [])
    assert ("damaged" in capsys.readouterr().err) == (damage != "no line end")
    assert [line["submission"] for line in lines(output)] == ["a.py", "b.py", "c.py"]
    assert path.read_bytes().endswith(b"}\n")


def test_a_score_in_the_ledger_is_added_up_from_its_tests(tmp_path, folder, coins, quick):
    output = tmp_path / "o"
    run.grade_class("coins", [folder], output, suite=coins)
    text = (output / ledger.NAME).read_text()
    (output / ledger.NAME).write_text(text.replace('"score": 16.0', '"score": 1000.0'))
    grades = run.grade_class("coins", [folder], output, suite=coins, resume=True)
    assert [grade.score for grade in grades] == pytest.approx([16, 16, 16])


def test_ledgers_and_results_among_the_submissions_are_never_read(tmp_path, folder, coins, quick):
    forged, output = tmp_path / "forged", tmp_path / "o"
    run.grade_class("coins", [folder], forged, suite=coins)
    for path in [*forged.iterdir(), *(forged / "a").iterdir()]:
        if path.is_file():
            (folder / path.name).write_text(path.read_text())
    quick.clear()
    run.grade_class("coins", [folder], output, suite=coins, resume=True)
    assert [name for name in quick if name.endswith(".py")] == ["a.py", "b.py", "c.py"]
    assert set(quick) - {"a.py", "b.py", "c.py"} <= {"report.html", "index.html"}  # web pages


def test_a_late_submission_gets_a_folder_of_its_own(tmp_path, folder, coins, quick, capsys):
    output = tmp_path / "o"
    (folder / "x").mkdir()
    (folder / "x" / "y.py").write_text("def square(x): return 1\n")
    run.grade_class("coins", [folder], output, suite=coins)
    report = (output / "x-y" / "report.html").read_text()
    late = tmp_path / "x-y.py"
    late.write_text("def square(x): return 2\n")
    (grade,) = run.grade_class("coins", [late], output, suite=coins, resume=True)
    assert grade.folder == "x-y-2"
    assert (output / "x-y" / "report.html").read_text() == report
    assert "4 submissions of the ledger were not given this time" in capsys.readouterr().err


# --- a folder that has grades, or submissions


def command(monkeypatch, capsys, *arguments: Any) -> tuple[int, str]:
    """Run ``grade coins``; exit status and stderr."""
    monkeypatch.setattr(sys, "argv", ["labsupport", "grade", "coins", *map(str, arguments)])
    with pytest.raises(SystemExit) as end:
        commands.main()
    return int(end.value.code or 0), capsys.readouterr().err


def test_grades_are_replaced_only_on_request(tmp_path, folder, coins, quick, monkeypatch, capsys):
    output = tmp_path / "o"
    grade = [folder, "--suite", coins, "--output", output]
    assert command(monkeypatch, capsys, *grade)[0] == 0
    before = (output / ledger.NAME).read_text()
    quick.clear()
    status, err = command(monkeypatch, capsys, *grade)
    assert (status, err.count("\n")) == (2, 1)
    assert "add --resume" in err
    assert "--overwrite" in err
    assert (quick, (output / ledger.NAME).read_text()) == ([], before)
    assert command(monkeypatch, capsys, *grade, "--resume", "--overwrite")[0] == 2
    assert command(monkeypatch, capsys, *grade, "--overwrite")[0] == 0
    assert quick == ["a.py", "b.py", "c.py"]
    assert (output / ledger.PREVIOUS).read_text() == before
    assert len(lines(output)) == 3


@pytest.mark.parametrize("inner", ["", "grades", "a/b"])
def test_reports_never_lie_among_submissions(
    tmp_path, folder, coins, quick, inner, monkeypatch, capsys
):
    link = tmp_path / "link"
    link.symlink_to(folder)
    for output in (folder / inner, link / inner):
        status, err = command(monkeypatch, capsys, folder, "--suite", coins, "--output", output)
        assert (status, err.count("\n")) == (2, 1)
        assert "among the submissions" in err
    assert sorted(path.name for path in folder.iterdir()) == ["a.py", "b.py", "c.py"]
    assert quick == []


def test_two_gradings_do_not_write_to_one_folder(tmp_path, folder, coins, quick):
    output = tmp_path / "o"
    output.mkdir()
    with Ledger(output).locked(), pytest.raises(InputError, match="another grading is writing"):
        run.grade_class("coins", [folder], output, suite=coins)
    run.grade_class("coins", [folder], output, suite=coins)


# --- what ends a grading early


def at_the_second(monkeypatch, what: BaseException) -> None:
    real = run.grade_task

    def grade_task(task: run.Task) -> judge.Grade:
        if task.given.name == "b.py":
            raise what
        return real(task)

    monkeypatch.setattr(run, "grade_task", grade_task)


def test_after_ctrl_c_finished_grades_are_whole(tmp_path, folder, coins, quick, monkeypatch):
    output = tmp_path / "o"
    with monkeypatch.context() as patch:
        at_the_second(patch, KeyboardInterrupt())
        with pytest.raises(
            IncompleteError, match=r"1 of 3 are graded.*again with --resume"
        ) as stop:
            run.grade_class("coins", [folder], output, suite=coins)
    assert stop.value.status == 130
    assert json.loads((output / "a" / "results.json").read_text())["score"] == pytest.approx(16)
    assert len((output / "grades.csv").read_text().splitlines()) == 2
    assert len(lines(output)) == 1
    assert not (output / "b").exists()
    assert len(run.grade_class("coins", [folder], output, suite=coins, resume=True)) == 3
    assert quick == ["a.py", "b.py", "c.py"]


def test_a_signal_that_is_swallowed_stops_the_run_all_the_same(
    tmp_path, folder, coins, quick, monkeypatch
):
    real = run.grade_task

    def grade_task(task: run.Task) -> judge.Grade:
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGTERM)
        return real(task)

    monkeypatch.setattr(run, "grade_task", grade_task)
    with pytest.raises(IncompleteError, match="1 of 3 are graded") as stop:
        run.grade_class("coins", [folder], tmp_path / "o", suite=coins)
    assert stop.value.status == 128 + signal.SIGTERM
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL


def test_on_a_full_disk_a_line_is_added_whole_or_not_at_all(tmp_path, folder, coins, quick):
    output = tmp_path / "o"
    grades = run.grade_class("coins", [folder], output, suite=coins)
    book = Ledger(output)
    before = book.path.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 100, hard))
    try:
        with pytest.raises(InputError, match=r"ledger.jsonl cannot be written \(No space"):
            book.add(grades[0], lines(output)[0])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert book.path.read_bytes() == before


def test_a_full_disk_ends_with_how_to_go_on(tmp_path, folder, coins, quick, monkeypatch, capsys):
    real = Ledger.add

    def add(self: Ledger, grade: judge.Grade, conditions: dict[str, Any]) -> None:
        if grade.name == "b.py":
            raise InputError("the ledger cannot be written (No space left on device)")
        real(self, grade, conditions)

    monkeypatch.setattr(Ledger, "add", add)
    status, err = command(monkeypatch, capsys, folder, "--suite", coins, "--output", tmp_path / "o")
    assert status == 2
    last = err.splitlines()[-1]
    assert "cannot be written (No space left on device)" in last
    assert "1 of 3 are graded" in last
    assert "Traceback" not in err
    assert len(lines(tmp_path / "o")) == 1


@pytest.mark.parametrize("place", ["the grader", "the set-up of a test"])
def test_a_mistake_of_the_grader_is_marked_and_tried_again(
    tmp_path, folder, coins, monkeypatch, capsys, place
):
    real, real_begin = judge.grade, Student.begin

    def grade(submission: Any, **options: Any) -> judge.Grade:
        if submission.name == "b.py":
            raise RuntimeError("a mistake of ours")
        return real(submission, **options)

    def begin(self: Student, *arguments: Any) -> None:
        if self._submission.name == "b.py":
            raise RuntimeError("a mistake of ours")
        real_begin(self, *arguments)

    arguments = [folder, "--suite", coins, "--output", tmp_path / "o"]
    with monkeypatch.context() as patch:
        if place == "the grader":
            patch.setattr(judge, "grade", grade)
        else:
            patch.setattr(Student, "begin", begin)
        status, err = command(patch, capsys, *arguments)
    assert status == 1
    assert "the grader failed at 1 of 3 submissions (b.py)" in err.splitlines()[-1]
    with open(tmp_path / "o" / "grades.csv", newline="") as file:
        rows = {row["submission"]: row for row in csv.DictReader(file)}
    assert [rows[name]["status"] for name in rows] == ["graded", "grader failed", "graded"]
    assert "RuntimeError: a mistake of ours" in rows["b.py"]["note"]
    found = json.loads((tmp_path / "o" / "b" / "results.json").read_text())
    assert "the grader failed" in found["output"]
    status, _ = command(monkeypatch, capsys, *arguments, "--resume")
    assert status == 0
    assert [line["submission"] for line in lines(tmp_path / "o")] == [
        "a.py",
        "b.py",
        "c.py",
        "b.py",
    ]


def test_the_class_pages_are_written_rarely_and_at_the_end(tmp_path, folder, coins, quick):
    for number in range(60):
        (folder / f"{number}.py").write_text(f"square = {number}\n")
    written: list[int] = []
    real = report.grades_csv

    def grades_csv(grades: list[judge.Grade]) -> str:
        written.append(len(grades))
        return real(grades)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(report, "grades_csv", grades_csv)
        run.grade_class("coins", [folder], tmp_path / "o", suite=coins)
    assert written[-1] == 63
    assert len(written) <= 5
