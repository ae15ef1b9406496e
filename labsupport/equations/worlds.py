"""What each symbol means for the equations at hand: a few lines beside a proof.

A symbol has the plain name of `tree.Symbol`: ``\\mu_q`` is ``mu_q``, ``\\hat p`` is ``hat_p``,
``q^\\star`` is ``q_star``, ``\\lambda`` is ``lam``, ``\\mathcal{L}`` is ``cal_L``; ``x_n`` with a
running ``n`` is an entry of ``x_`` (or of ``x``). Its meaning is a tensor, or a rule whose
parameters name the symbols that it needs, or a `Function`, or a `Family` of densities.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import torch
from torch import Tensor

from labsupport.equations.laws import Domain, Family, Function

Rule = Callable[..., Any]
Meaning = Tensor | float | int | Rule | Function | Family


@dataclass
class World:
    """One draw of everything that an equation mentions.

    Attributes:
        values: the meaning of each symbol.
        domains: the values over which integrals, sums and means over a variable run.
        ranges: how far an index runs from 1: ``{"j": 3}``.
        laws: what the index of a mean stands for by its print, ``""`` for a mean without index.
            The value is a family of one member, such as ``{"x": density}``.
        searches: the parameters over which ``\\min_q`` searches, by the print below it.
        several: further values of a variable, for statements up to a constant or a factor.
        limits: the values of a variable on its way to a limit.
        order: name, values and power: an approximation's error falls as value ** -power.
        story: the family whose densities ``z \\sim ...`` is compared with.
        tight: an inequality is attained in this world; or the numbers of those relations in a
            chain that are attained here, counted from 0.
        worth: what expressions without a relation have to be worth, by their print without spaces.
        budget: what may be spent on computing (`limits`); None for the book's own formulas.
    """

    values: dict[str, Any]
    domains: dict[str, Domain] = field(default_factory=dict)
    ranges: dict[str, int] = field(default_factory=dict)
    laws: dict[str, Family] = field(default_factory=dict)
    searches: dict[str, Sequence[str]] = field(default_factory=dict)
    several: dict[str, Sequence[Any]] = field(default_factory=dict)
    limits: dict[str, Sequence[float]] = field(default_factory=dict)
    order: tuple[str, Sequence[float], float] | None = None
    story: str = "p"
    tight: bool | frozenset[int] = False
    worth: dict[str, Any] = field(default_factory=dict)
    budget: Any = None

    def with_values(self, **values: Any) -> "World":
        """The same world with some symbols added or changed."""
        return replace(self, values=self.values | values)


class Draw:
    """Random numbers of one world, by its seed."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.generator = torch.Generator().manual_seed(seed + 1)

    def normal(self, *shape: int) -> Tensor:
        return torch.randn(shape, generator=self.generator, dtype=torch.float64)

    def uniform(self, low: float, high: float, *shape: int) -> Tensor:
        return low + (high - low) * torch.rand(shape, generator=self.generator, dtype=torch.float64)

    def positive(self, *shape: int) -> Tensor:
        """Between 0.5 and 1.8, and never near 1, where powers look alike."""
        low, high = self.uniform(0.5, 0.85, *shape), self.uniform(1.2, 1.8, *shape)
        return torch.where(self.uniform(0, 1, *shape) < 0.5, low, high)

    def probabilities(self, *shape: int) -> Tensor:
        """Tables (..., n) of which each row adds up to 1."""
        return torch.softmax(self.normal(*shape), -1)

    def covariance(self, size: int) -> Tensor:
        """A covariance matrix that is neither diagonal nor near the identity."""
        factor = self.normal(size, size)
        return factor @ factor.T + torch.diag(self.uniform(0.3, 0.8, size))


def pick(table: Tensor, *indices: Tensor) -> Tensor:
    """An entry of a table by indices that may be under `vmap`; they count from 0, else NaN."""
    for index in indices:
        mask = (torch.arange(table.shape[0]) == index).to(table.dtype)
        mask = torch.where(mask.sum() == 1, mask, torch.nan)
        table = torch.tensordot(mask, table, 1)
    return table
