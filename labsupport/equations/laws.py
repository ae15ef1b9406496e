"""Distributions of a world: over the nodes of a domain, or Gaussian.

A mean is a sum over nodes with weights: exact for a finite table, exact to rounding for Gaussians
with Gauss–Hermite nodes (polynomials) or a fine grid.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

import numpy as np
import torch
from torch import Tensor

from labsupport.equations.values import Identity, Row, ShapeError, Value, as_matrix


@dataclass(frozen=True)
class Domain:
    """The values that a variable takes in integrals and sums: nodes (n, ...), weights (n,)."""

    nodes: Tensor
    weights: Tensor


def finite(nodes: Tensor) -> Domain:
    """A variable that takes the given values."""
    return Domain(nodes, torch.ones(len(nodes), dtype=torch.float64))


def grid(low: float, high: float, steps: int = 200) -> Domain:
    """A number on a line, by the trapezoidal rule: exact for what vanishes at both ends."""
    nodes = torch.linspace(low, high, steps + 1, dtype=torch.float64)
    weights = torch.full_like(nodes, (high - low) / steps)
    weights[0] = weights[-1] = weights[0] / 2
    return Domain(nodes, weights)


def plane(low: float, high: float, steps: int = 60) -> Domain:
    """A vector of two numbers on a square, as in `grid`."""
    line = grid(low, high, steps)
    nodes = torch.cartesian_prod(line.nodes, line.nodes)
    return Domain(nodes, torch.outer(line.weights, line.weights).flatten())


@dataclass(frozen=True)
class Gaussian:
    """A normal law of a number or a vector; the mean decides which."""

    mean: Tensor
    cov: Value
    points: int = 12

    def density(self, at: Tensor) -> Tensor:
        mean = self.mean
        if at.dim() == 1 and mean.dim() == 0 and float(mean) == 0:
            mean = torch.zeros_like(at)
        if at.shape != mean.shape:
            raise ShapeError("a Gaussian density at something of another size than its mean")
        if at.dim() == 0:
            variance = self.cov.scale if isinstance(self.cov, Identity) else self.cov
            if isinstance(variance, Row) or variance.dim():
                raise ShapeError("a Gaussian of a number with a covariance matrix")
            return torch.exp(-((at - mean) ** 2) / (2 * variance)) / torch.sqrt(
                2 * math.pi * variance
            )
        cov = as_matrix(self.cov, len(at))
        away = at - mean
        square = away @ torch.linalg.solve(cov, away)
        return torch.exp(-0.5 * square) / torch.sqrt(torch.linalg.det(2 * math.pi * cov))

    def domain(self, size: int | None) -> Domain:
        """Gauss–Hermite nodes; the weights are those of a mean, not of an integral."""
        mean = self.mean
        if size and mean.dim() == 0:
            if float(mean) != 0:
                raise ShapeError("a Gaussian of a column with a number other than 0 as its mean")
            mean = torch.zeros(size, dtype=torch.float64)
        nodes, weights = hermite(self.points, max(1, mean.numel() if mean.dim() else 1))
        if mean.dim() == 0:
            variance = self.cov.scale if isinstance(self.cov, Identity) else self.cov
            assert isinstance(variance, Tensor)
            return Domain(mean + torch.sqrt(variance) * nodes[:, 0], weights)
        root = torch.linalg.cholesky(as_matrix(self.cov, len(mean)))
        return Domain(mean + nodes @ root.T, weights)


@lru_cache(maxsize=32)
def hermite(points: int, dimensions: int) -> tuple[Tensor, Tensor]:
    """Nodes (points^d, d) and weights for the standard normal law."""
    at, weight = np.polynomial.hermite_e.hermegauss(points)
    weight = weight / weight.sum()
    nodes = torch.tensor(list(product(at, repeat=dimensions)), dtype=torch.float64)
    weights = torch.tensor(list(product(weight, repeat=dimensions)), dtype=torch.float64)
    return nodes, weights.prod(1)


@dataclass(frozen=True)
class Function:
    """Something with arguments, ``f(x; theta)``: applied, it computes with them bound.

    ``rule`` names what it needs of the world by its parameters, arguments included.
    """

    signature: str
    rule: Callable[..., Any]

    @property
    def names(self) -> list[str]:
        return split_signature(self.signature)[0]

    @property
    def marks(self) -> list[str]:
        return split_signature(self.signature)[1]


@dataclass(frozen=True)
class Law:
    """A rule that gives a `Gaussian` and not a density."""

    rule: Callable[..., Gaussian]


@dataclass(frozen=True)
class Family:
    r"""All that one letter stands for: ``p(z)``, ``p(x \mid z)``, ``p(x, z)`` by their arguments.

    Each signature has a density, a rule that may name its arguments, or a `Law`. The first is what
    the letter alone means.
    """

    members: Mapping[str, Callable[..., Any] | Law]

    @property
    def default(self) -> str:
        return next(iter(self.members))


def split_signature(signature: str) -> tuple[list[str], list[str]]:
    """Names and marks: ``x|z;theta`` has x, z, theta and | and ;."""
    names, marks, word = [], [], ""
    for character in signature.replace(" ", "").replace("||", "‖"):
        if character in "|,;‖":
            names.append(word)
            marks.append("||" if character == "‖" else character)
            word = ""
        else:
            word += character
    return [*names, word], marks
