"""Functions of points that write down where a student's code evaluates them."""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from torch.distributions import Distribution

from labsupport.checks import noise
from labsupport.checks.compare import Verdict
from labsupport.grading.inside import pointwise

LIMIT = 400_000  # points at which one function may be evaluated
CALLS = 10_000  # and how often it may be called for them


class Recorder:
    """A function of points that writes down where it is evaluated.

    Args:
        name: what the student calls it.
        formula: takes and gives a tensor, entry by entry.
        calls: how often it may be called.
    """

    pointwise = True  # transforms of torch.func reach through it from a submission

    def __init__(self, name: str, formula: Callable[[Tensor], Tensor], calls: int = CALLS) -> None:
        self.name, self.formula, self.calls = name, formula, calls
        self.points: list[Tensor] = []
        self.count = 0
        self.attached = False  # whether points came with a path of gradients

    def __call__(self, x: Any) -> Tensor:
        if not isinstance(x, Tensor) or not x.is_floating_point():
            raise TypeError(f"{self.name} is called with something that is no tensor of numbers")
        if pointwise.transformed(x):
            return pointwise.call(self, x)
        self.count += x.numel()
        if self.count > LIMIT or len(self.points) >= self.calls:
            raise RuntimeError(
                f"{self.name} is evaluated again and again, at {self.count:,} points: "
                "is nothing accepted?"
            )
        self.points.append(x.detach().clone().flatten())
        self.attached = self.attached or x.requires_grad
        return self.formula(x)

    def at(self) -> Tensor:
        """The different points, (m,), in the order in which they came."""
        if not self.points:
            return torch.empty(0, dtype=torch.float64)
        x = torch.cat(self.points).double()
        return torch.tensor([*dict.fromkeys(x.tolist())], dtype=torch.float64)

    def all(self) -> Tensor:
        """All points in the order in which they came, equal ones too."""
        return torch.cat(self.points).double()


def fresh_points(first: Tensor, second: Tensor) -> Verdict:
    """Whether two calls drew other points."""
    if torch.equal(first, second):
        return "the draws are the same in every call: is there a manual_seed in it?"
    return None


def from_distribution(x: Tensor, p: Distribution) -> bool:
    """Whether ``x`` (n,) look like independent draws from ``p``, on the line."""
    z = torch.special.ndtri(p.cdf(x))
    return noise.standard_normal(z[:, None]) is None
