"""A short part of the fuzzing of the reader of LaTeX, and what was found once.

A search for something new is ``python -m tests.equations.fuzz``.
"""

import json
import time
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


@pytest.mark.parametrize(
    ("bound", "said"), [("HANGS", "hangs"), ("SECONDS", r"\d s"), ("MEGABYTES", "megabytes")]
)
def test_what_takes_too_much_is_noticed(monkeypatch, bound, said):
    monkeypatch.setattr(targets, bound, {"HANGS": 0.1, "SECONDS": 0.0, "MEGABYTES": -1}[bound])

    def work() -> None:
        until = time.process_time() + (5 if bound == "HANGS" else 0.1)
        with targets.within_bounds():
            while time.process_time() < until:
                pass

    with pytest.raises(targets.BrokenError, match=said):
        work()


@pytest.mark.parametrize("text", ["two\nlines", "", "\x1b[2J", "x" * 1000])
def test_what_is_no_sentence_is_noticed(text):
    with pytest.raises(targets.BrokenError, match="no sentence"):
        targets.one_sentence(text)
