"""A small class is graded while everything goes wrong: `benchmarks.scale`, in a minute."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchmarks import scale

COUNT = 16
SEED = 224  # draws one worker to kill near the begin, and one on the cluster


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    """What the command finds with a few submissions."""
    return scale.measure(COUNT, 0, kills=2, jobs=2, seed=SEED)


def test_nobody_is_lost_graded_twice_or_graded_otherwise(figures):
    outcome = figures["outcome"]
    assert (outcome["lost"], outcome["graded_twice"], outcome["different"]) == (0, 0, 0)
    assert outcome["compared_to_every_verdict"] > COUNT / 2  # one of each variant


def test_everything_has_gone_wrong(figures):
    happened = Counter(figures["disturbed"])
    assert happened["grader killed"] == happened["full disk"] == happened["scheduler"] == 1
    assert happened["local workers killed"] == happened["cluster workers killed"] == 1
    assert happened["runs"] >= 4


def test_a_loss_a_second_grade_and_another_grade_are_seen():
    def line(name: str, score: float, **other: Any) -> dict[str, Any]:
        line = {"submission": name, "score": score, "status": "graded"}
        return {**dict.fromkeys(scale.VERDICT), **line, **other}

    of = dict.fromkeys(("a", "b", "c"), "right")
    calm = [line("a", 2)]
    whole = [line("a", 2), line("b", 2), line("c", 2)]

    def seen(found: list[dict[str, Any]]) -> tuple[int, int, int]:
        outcome = scale.compared(found, calm, of)
        return outcome["lost"], outcome["graded_twice"], outcome["different"]

    assert seen(whole) == (0, 0, 0)
    assert seen(whole[:2]) == (1, 0, 0)
    assert seen([*whole, line("b", 2)]) == (0, 1, 0)
    assert seen([*whole[:2], line("c", 1)]) == (0, 0, 1)
    assert seen([line("a", 2, tests=[]), *whole[1:]]) == (0, 0, 1)
    failed = line("a", 0, status="grader failed")
    assert seen([failed, *whole]) == (0, 0, 0)  # tried again
    assert seen([failed, *whole[1:]]) == (1, 0, 0)


def test_the_submissions_are_all_different(tmp_path: Path):
    of = scale.generate(tmp_path / "s", 40)
    texts = {path.read_bytes() for path in (tmp_path / "s").iterdir()}
    assert len(texts) == len(of) == 40
    assert len({*of.values()}) > 6
