"""The attacks are real: a grader that runs them in its own process is fooled."""

import json
import os
import subprocess
import sys

import pytest

from tests.hostile import arena

FOOLING = [attack for attack in arena.attacks() if attack.fools]
POINTS = {
    "test_total": 1,
    "test_square": 2,
    "test_gradient_of_square": 1,
    "test_double": 1,
    "test_mean": 2,
    "test_scale": 2,
    "test_twice": 1,
    "test_log_mean_exp": 1,
    "test_nothing_is_left_by_others": 1,
}


@pytest.fixture(scope="module")
def passed(tmp_path_factory):
    """Name of an attack -> the tests that it passes there."""
    folder = tmp_path_factory.mktemp("naive")
    for attack in FOOLING:
        (folder / f"{attack.id}.py").write_bytes(attack.make())
    paths = [str(path) for path in folder.iterdir()]
    environment = {**os.environ, "HOSTILE_SECRET": f"{arena.MARK}-secret-0", "HOME": str(folder)}
    done = subprocess.run(
        [sys.executable, "-B", "-m", "tests.hostile.naive", *paths],
        cwd=arena.ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    return {arena.Path(path).stem: names for path, names in found}


@pytest.mark.parametrize("attack", FOOLING, ids=lambda attack: attack.id)
def test_a_naive_grader_gives_points_that_were_not_earned(attack, passed):
    assert sum(POINTS[name] for name in passed[attack.id]) > attack.earned


def test_the_points_are_those_of_the_suite():
    text = (arena.HERE / "suite.py").read_text("utf-8")
    points = [int(part.partition(")")[0]) for part in text.split("points=")[1:]]
    assert sorted(points) == sorted(POINTS.values())
