"""The worker and the in-process twin give the same verdicts on the same submissions."""

import pytest

from labsupport.grading import judge
from labsupport.grading.local import LocalStudent
from labsupport.grading.sandbox import Launcher, Limits

SQUARE, LOSS, STEP = "return x ** 2", "loss.item()", "    optimizer.step()\n"
# Name -> replacements in a right submission, and the score that is left of 7.
CHANGES: dict[str, tuple[dict[str, str], int]] = {
    "right": ({}, 7),
    "wrong numbers": ({SQUARE: "return x ** 3", STEP: STEP + STEP}, 1),
    "detached, a tensor for a number": ({SQUARE: "return (x ** 2).detach()", LOSS: "loss"}, 5),
    "in place, wrong sign": ({SQUARE: "x *= x; return x", "loss.backward": "(-loss).backward"}, 1),
    "another type, a class that is no module": (
        {SQUARE: "return object()", "class Scale(nn.Module)": "class Scale"},
        1,
    ),
    "nothing, a class that cannot be made": (
        {SQUARE: "pass", "(nn.Module)": "(missing)"},
        1,
    ),
    "unwritten, borrowed": (
        {
            SQUARE: "raise NotImplementedError",
            "def step(": 'step = lab.borrow("x", "step")\ndef s(',
        },
        0,
    ),
    "an exception": ({SQUARE: "1 / 0"}, 4),
    "exit, missing": ({SQUARE: "raise SystemExit", "class Scale": "class Other"}, 1),
    "warnings and prints": (
        {SQUARE: "import warnings; warnings.warn('x'); print(x); return x ** 2"},
        7,
    ),
}


@pytest.fixture(scope="module")
def launcher():
    launcher = Launcher(Limits())
    yield launcher
    launcher.close()


@pytest.mark.parametrize(("changes", "score"), CHANGES.values(), ids=CHANGES.keys())
def test_both_modes_agree(tmp_path, tiny_suite, right, launcher, changes, score):
    path, text = tmp_path / "x.py", right
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    path.write_text(text)
    local = judge.Judge(lambda needed: LocalStudent(path))
    judge.run_pytest(tiny_suite, local, ["--grading-seed=5"])
    grade = judge.grade(
        path,
        name="x",
        folder="x",
        suite=tiny_suite,
        exercises={"square", "Scale", "step"},
        seed=5,
        limits=Limits(),
        launcher=launcher,
        ahead=True,
    )
    for ours, theirs in zip(grade.results, local.results.values(), strict=True):
        assert (ours.name, ours.passed) == (theirs.name, theirs.passed)
        # In one process an error of `backward` is raised in the suite, not in the student's code.
        assert ours.sentence == theirs.sentence or "RuntimeError" in theirs.suite_error
    assert grade.score == pytest.approx(score)
    assert all("\n" not in r.sentence and bool(r.sentence) != r.passed for r in grade.results)
