"""What one file can cost has an end, which the guide states."""

import time
from pathlib import Path

from labsupport.grading import judge, run, walled
from labsupport.grading.sandbox import WALL, Limits
from labsupport.grading.worst import worst
from tests.variants.build import exercises

ROOT = Path(__file__).parents[2]
LIMITS = Limits(seconds_per_call=0.5, seconds=1.5, restarts=4)
TESTS = 4  # of the small suite
ENDLESS = {
    "computes": "    while True: pass\n",
    "waits": "    time.sleep(10**6)\n",
    "waits, and is busy at the end": (
        f"    time.sleep({WALL * LIMITS.seconds_per_call} - 0.3)\n    while True: pass\n"
    ),
    "ends its process each time": "    os._exit(1)\n",
    "is busy in many processes": (
        "    for _ in range(20):\n        if os.fork() == 0:\n            while True: pass\n"
        "    time.sleep(10**6)\n"
    ),
    "nests folders": (
        "    os.chdir(os.environ['HOME'])\n"
        "    for _ in range(3000):\n        os.mkdir('n' * 200); os.chdir('n' * 200)\n"
        "    os._exit(1)\n"
    ),
}
CLASS = "class Scale:\n  def __init__(self, *a): square(None)\n  parameters = __init__\n"


def test_no_file_costs_more_and_the_next_one_nothing(tmp_path, tiny_suite, right, monkeypatch):
    """Each way to be endless, in every function and where it is imported, before an innocent."""
    (tmp_path / "in").mkdir()
    for number, (what, body) in enumerate(ENDLESS.items()):
        code = f"import os, time\ndef square(x):\n{body}{CLASS}step = lambda *a: square(None)\n"
        if what == "waits":
            code += "Scale = square(None)\n"  # where it is defined
        (tmp_path / "in" / f"{number}.py").write_text(code)
    (tmp_path / "in" / "innocent.py").write_text(right)
    seconds = {}
    whole = run.grade_task

    def timed(task):
        begin = time.monotonic()
        found = whole(task)
        seconds[found.name] = time.monotonic() - begin
        return found

    monkeypatch.setattr(run, "grade_task", timed)
    grades = run.grade_class(
        "tiny", [tmp_path / "in"], tmp_path / "o", suite=tiny_suite, limits=LIMITS, seed=1
    )
    assert {grade.status for grade in grades} == {"graded"}
    assert [grade.score for grade in grades] == [0] * len(ENDLESS) + [7]
    # Reading stands before, and nobody is judged twice here, without neighbours.
    most = (worst(LIMITS, TESTS) - walled.WAIT) / 2
    assert max(seconds.values()) < most, seconds
    assert seconds["innocent.py"] < 10


def test_the_guide_states_it():
    guide = (ROOT / "chapters" / "instructors.md").read_text("utf-8")
    suite = ROOT / "tests" / "graded" / "test_vae.py"
    tests = judge.tests_of(suite)
    derivations = sum(test.exercise not in exercises("vae") for test in tests)
    minutes = [
        round(worst(Limits(), len(tests), derivations, archive, model=True) / 60)
        for archive in (False, True)
    ]
    assert f"at most {minutes[0]} minutes" in guide, minutes
    assert f"at most {minutes[1]} minutes" in guide, minutes
    used = walled.SECONDS + Limits().seconds
    assert f"at most {used:g} seconds of processor time" in guide, used
