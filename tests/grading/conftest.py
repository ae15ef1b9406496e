"""A small suite and submissions for the grader's own tests; no course material is needed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

SUITE = """
import pytest
import torch


@pytest.mark.exercise("square", points=2)
def test_square_is_right(student, generator):
    x = torch.randn(4, generator=generator, dtype=torch.float64)
    verdict = None if torch.allclose(student.square(x), x * x) else "these are not squares"
    assert verdict is None, verdict


@pytest.mark.exercise("square", 1)
def test_square_has_a_gradient(student, generator):
    x = torch.randn(4, generator=generator, requires_grad=True)
    y = student.square(x)
    if not y.requires_grad:
        pytest.fail("the result is detached", pytrace=False)
    y.sum().backward()
    assert torch.allclose(x.grad, 2 * x)


@pytest.mark.exercise("Scale", points=3)
def test_scale_learns(student, generator):
    scale = student.Scale(2.0)
    optimizer = student.optimizer("SGD", [scale], lr=0.1)
    student.step(scale, optimizer, torch.ones(3))
    assert abs(float(scale.parameters_dict()["factor"]) - 1.9) < 1e-6, "one step is wrong"


@pytest.mark.exercise("step", points=1)
def test_step_returns_a_number(student, generator):
    module = student.linear(torch.ones(1, 1), torch.zeros(1))
    loss = student.step(module, student.optimizer("Adam", [module], lr=0.1), torch.ones(1))
    assert type(loss) is float, "a number is asked for"
"""

RIGHT = '''
import torch
from torch import nn

def square(x):
    """The square of x."""
    return x ** 2

class Scale(nn.Module):
    def __init__(self, factor):
        super().__init__()
        self.factor = nn.Parameter(torch.tensor(factor))
    def forward(self, x):
        return self.factor * x

def step(module, optimizer, x):
    optimizer.zero_grad()
    loss = module(x).mean()
    loss.backward()
    optimizer.step()
    return loss.item()
'''


def notebook(*sources: str) -> str:
    """The text of a notebook with these code cells."""
    cells: list[dict[str, object]] = [
        {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": [], "source": s}
        for s in sources
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4})


@pytest.fixture(scope="session")
def tiny_suite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graded suite with three exercises and seven points."""
    path = tmp_path_factory.mktemp("suite") / "test_tiny.py"
    path.write_text(SUITE)
    return path


@pytest.fixture(scope="session")
def right() -> str:
    """A right submission to `tiny_suite`."""
    return RIGHT


@pytest.fixture(scope="session")
def as_notebook() -> Callable[..., str]:
    """Makes the text of a notebook from the sources of its cells."""
    return notebook
