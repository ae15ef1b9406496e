"""``grade --explain`` shows an author what the tests of one exercise and a submission say."""

import subprocess
import sys

import pytest

from labsupport import __main__ as commands
from labsupport.grading import student
from labsupport.grading.local import LocalStudent

TRICKS = "a\u202eb\x1b[31m"


@pytest.fixture
def explain(tiny_suite, capsys, monkeypatch):
    """Run the command; (exit status, stdout, stderr)."""

    def call(*arguments):
        command = ["labsupport", "grade", "tiny", *map(str, arguments), "--suite", str(tiny_suite)]
        monkeypatch.setattr(sys, "argv", command)
        with pytest.raises(SystemExit) as end:
            commands.main()
        return end.value.code or 0, *capsys.readouterr()

    return call


@pytest.fixture
def telling(monkeypatch, tmp_path):
    """A student in this process that tells the tracer which functions it is asked for."""

    class Telling(LocalStudent):
        def __init__(self, submission, limits, exercises, launcher, tracer):
            super().__init__(tmp_path / submission.name)
            self._tell = tracer

        def __getattr__(self, name):
            if not name.startswith("_"):
                self._tell(f"asked for {name} {TRICKS}")
            return super().__getattr__(name)

    monkeypatch.setattr(student, "Student", Telling)


def test_the_tests_of_one_exercise_are_shown_with_crossings_and_verdicts(
    explain, telling, tmp_path, right, monkeypatch
):
    path = tmp_path / "lab.py"
    path.write_text(right.replace("return x ** 2", "return x.detach() ** 2"))
    monkeypatch.chdir(tmp_path)
    status, out, err = explain(path, "--explain", "square", "--seed", "5")
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "square, inputs drawn from --seed 5",
        "square is right (2)",
        "    asked for square a\ufffdb\ufffd[31m",
        "  passed",
        "square has a gradient (1)",
        "    asked for square a\ufffdb\ufffd[31m",
        "  failed: the result is detached",
    ]
    assert list(tmp_path.iterdir()) == [path]  # no report, and no folder for one


def test_what_the_suite_raises_is_shown(explain, telling, tmp_path, right):
    path = tmp_path / "lab.py"
    path.write_text(right.replace("return self.factor * x", "return 'text'"))
    status, out, _ = explain(path, "--explain", "Scale")
    assert status == 0
    assert "  failed: " in out
    assert "  the suite raised " not in out
    path.write_text(right.replace("return x ** 2", "return None"))
    _, out, _ = explain(path, "--explain", "square")
    assert "  the suite raised TypeError: " in out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["lab.py", "--explain", "circle"], "no exercise 'circle'; there are: Scale, square, step"),
        (["lab.py", "empty.py", "--explain", "square"], "takes one submission, and 2 were given"),
        (["none.py", "--explain", "square"], "none.py does not exist"),
        (["empty.py", "--explain", "square"], "empty.py is empty"),
    ],
)
def test_bad_input_is_one_sentence(
    explain, telling, tmp_path, right, monkeypatch, arguments, sentence
):
    (tmp_path / "lab.py").write_text(right)
    (tmp_path / "empty.py").write_text("")
    monkeypatch.chdir(tmp_path)
    status, out, err = explain(*arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert sentence in err


def test_calls_to_the_sandbox_are_shown(explain, tmp_path, right):
    path = tmp_path / "lab.py"
    path.write_text(right)
    status, out, err = explain(path, "--explain", "square", "--seed", "5")
    assert status == 0, err
    lines = out.splitlines()
    first, second = lines.index("square is right (2)"), lines.index("square has a gradient (1)")
    assert any("square" in line for line in lines[first + 1 : second - 1])
    assert lines[second - 1] == lines[-1] == "  passed"


def test_nothing_heavy_is_imported_before_the_sandbox_starts():
    program = """
import sys
import labsupport.__main__, labsupport.grading.run, labsupport.grading.ledger
import labsupport.grading.explain, labsupport.grading.jobs
print([name for name in ("torch", "numpy", "pytest", "rich") if name in sys.modules])
"""
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert run.stdout == "[]\n"
