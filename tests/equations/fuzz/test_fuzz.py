"""A short part of the fuzzing of the reader of LaTeX, and what was found once.

A search for something new is ``python -m tests.equations.fuzz``.
"""

import json
from pathlib import Path

import pytest

from tests.equations.fuzz import targets
from tests.equations.fuzz.inputs import Inputs

KEPT = json.loads(Path(__file__).with_name("cases.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", KEPT, ids=lambda case: case["what"])
def test_what_was_found_once_stays_right(case):
    with targets.within_bounds():
        getattr(targets, case["target"])(*case["arguments"])


def test_texts_are_read_or_refused_with_one_sentence():
    inputs = Inputs(0, targets.known())
    said = set()
    for _ in range(1000):
        with targets.within_bounds():
            said.add(targets.read_text(inputs.text()))
    assert said == {"read", "refused"}


@pytest.mark.parametrize("exercise", targets.EXERCISES)
def test_a_derivation_with_any_line_in_it_gets_one_sentence(exercise):
    solution = targets.solution(exercise)
    assert targets.derive(exercise, solution) == "accepted"
    inputs = [Inputs(0, targets.known()), Inputs(0, solution)]
    for number in range(30):
        lines = [*solution[:-1], inputs[number % 2].line(), solution[-1]]
        with targets.within_bounds():
            targets.derive(exercise, lines)


def test_the_bounds_are_noticed(monkeypatch):
    monkeypatch.setattr(targets, "SECONDS", 0.0)
    monkeypatch.setattr(targets, "HANGS", 0.1)
    with pytest.raises(targets.BrokenError, match="hangs"), targets.within_bounds():
        while True:
            pass
    with pytest.raises(targets.BrokenError, match="s$"), targets.within_bounds():
        sum(range(100_000))
    monkeypatch.setattr(targets, "MEGABYTES", -1)
    monkeypatch.setattr(targets, "SECONDS", 2.0)
    with pytest.raises(targets.BrokenError, match="megabytes"), targets.within_bounds():
        pass
    with pytest.raises(targets.BrokenError, match="no sentence"):
        targets.one_sentence("two\nlines")
