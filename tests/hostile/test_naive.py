"""The attacks are real: a grader that runs them in its own process is fooled."""

import json
import os
import subprocess
import sys

import pytest

from tests.hostile import arena

FOOLING = [attack for attack in arena.attacks() if attack.fools]
POINTS = {
    "test_square": 2,
    "test_gradient_of_square": 1,
    "test_double": 1,
    "test_mean": 2,
    "test_scale": 2,
    "test_twice": 1,
    "test_log_mean_exp": 1,
    "test_nothing_is_left_by_others": 1,
}


@pytest.mark.parametrize("attack", FOOLING, ids=lambda attack: attack.id)
def test_a_naive_grader_gives_points_that_were_not_earned(attack, tmp_path):
    path = tmp_path / "submission.py"
    path.write_text(attack.source, "utf-8")
    command = [sys.executable, "-B", "-m", "tests.hostile.naive", str(path)]
    environment = {**os.environ, "HOSTILE_SECRET": f"{arena.MARK}-secret-0", "HOME": str(tmp_path)}
    done = subprocess.run(
        command, cwd=arena.ROOT, env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    passed = json.loads(done.stdout.splitlines()[-1])
    assert sum(POINTS[name] for name in passed) > attack.earned


def test_the_points_are_those_of_the_suite():
    text = (arena.HERE / "suite.py").read_text("utf-8")
    assert sum(POINTS.values()) == sum(int(line) for line in find_points(text))


def find_points(text):
    return [part.partition(")")[0] for part in text.split("points=")[1:]]
