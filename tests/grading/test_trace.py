"""What an author sees of a submission at work."""

import re

import pytest
import torch

from labsupport.grading.errors import StudentError
from labsupport.grading.local import LocalStudent
from labsupport.grading.student import Student
from labsupport.grading.trace import describe

SUBMISSION = """
import torch
def square(x, times=1): return x ** 2 * times
def apply(f, x): return f(x)
def fail(): raise ValueError("a\\nb")
class Net(torch.nn.Linear):
    def rows(self): return len(self.weight)
"""


def lines_of(make, tmp_path):
    """What is said about one call of each kind, without the times."""
    path = tmp_path / "x.py"
    lines: list[str] = []
    path.write_text(SUBMISSION)
    student = make(path, tracer=lines.append)
    student.begin(1)
    x = torch.tensor([1.5, 2.0, 3.0, 4.0, 5.0], requires_grad=True)
    student.square(x, times=2).sum().backward()
    student.apply(torch.sin, torch.zeros(1, dtype=torch.int64))
    student.Net(3, 2).rows()
    with pytest.raises(StudentError):
        student.fail()
    student.close()
    assert all(re.search(r" \(\d+\.\d ms\)$", line) for line in lines)
    return [re.sub(r" \(\d+\.\d ms\)$", "", line) for line in lines]


def test_every_crossing_has_a_line(tmp_path):
    lines = lines_of(Student, tmp_path)
    assert lines[0] == (
        "call square(float32 (5,) [1.5 2 3 4 …], needs a gradient, times=2) -> "
        "float32 (5,) [4.5 8 18 32 …], needs a gradient"
    )
    assert re.fullmatch(
        r"backward from result \d+ with \[float32 \(5,\) \[1 1 1 1 …\]\] -> "
        r"\[float32 \(5,\) \[6 8 12 16 …\]\]",
        lines[1],
    )
    assert lines[2] == "call back sin(int64 (1,) [0]) -> float32 (1,) [0]"
    assert lines[3] == "call apply(sin, int64 (1,) [0]) -> float32 (1,) [0]"
    assert lines[4].startswith("call Net(3, 2) -> ")
    assert lines[5].endswith(".rows() -> 2")
    assert lines[6].startswith("call fail() -> StudentError: ValueError: a b (x.py, line 5")
    assert len(lines) == 7


def test_in_process_there_are_the_same_calls(tmp_path):
    across, inside = lines_of(Student, tmp_path), lines_of(LocalStudent, tmp_path)
    del across[1]  # the gradient does not cross anything
    assert inside[:3] == across[:3]
    assert inside[4].endswith("rows() -> 2")
    assert inside[5] == across[5]
    assert len(inside) == len(across)


def test_values_are_described_in_few_characters():
    found = describe({"a": [1, (2.0, None, "x" * 100)], "b": torch.ones(2, 0), "c": describe})
    assert found == "{a: [1, (2, None, '" + "x" * 40 + "')], b: float32 (2, 0) [], c: describe}"
    assert describe(list(range(9))) == "[0, 1, 2, 3, 5 more]"
    assert describe([[[[1]]]]) == "[[[list]]]"
    assert describe(torch.ones(2, device="meta")) == "float32 (2,) on meta"
