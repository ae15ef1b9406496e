"""Answers to estimate_pi, wrong."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Distribution, Exponential, Normal, Uniform


def both_coordinates_from_one_list(n: int) -> tuple[Tensor, Tensor]:
    """y is x in another order: the darts share their coordinates, so they are not independent."""
    x = torch.rand(n)
    y = x[torch.randperm(n)]
    return mc_estimate(4.0 * (x**2 + y**2 <= 1).float())


def height_of_the_circle(n: int) -> tuple[Tensor, Tensor]:
    """No darts: this averages the height 4 sqrt(1 - x^2), whose error is smaller than that of darts."""
    return mc_estimate(4 * torch.sqrt(1 - torch.rand(n).square()))


def error_of_the_share(n: int) -> tuple[Tensor, Tensor]:
    """The factor 4 is missing in the standard error."""
    share, error = mc_estimate((torch.rand(n, 2).norm(dim=-1) <= 1).float())
    return 4 * share, error


def darts_in_a_grid(n: int) -> tuple[Tensor, Tensor]:
    """One dart in each cell of a grid, as far as they go: not independent darts, and the error is too long."""
    side = max(int(math.sqrt(n)), 2)
    i = torch.arange(side).repeat_interleave(side)
    j = torch.arange(side).repeat(side)
    x, y = (i + torch.rand(side * side)) / side, (j + torch.rand(side * side)) / side
    return mc_estimate(4.0 * (x * x + y * y <= 1).float())


def mirrored_darts(n: int) -> tuple[Tensor, Tensor]:
    """Half of the darts are mirror images of the others: they are not n independent darts."""
    half = torch.rand((n + 1) // 2, 2)
    darts = torch.cat([half, 1 - half])[:n]
    return mc_estimate(4.0 * (darts.square().sum(-1) <= 1).float())


def mirrored_across_the_center(n: int) -> tuple[Tensor, Tensor]:
    """Darts come in pairs that always agree, so only n / 2 are independent and the error is too short."""
    half = 2 * torch.rand((n + 1) // 2, 2) - 1
    darts = torch.cat([half, -half])[:n]
    return mc_estimate(4.0 * (darts.square().sum(-1) <= 1).float())


def distance_not_squared_radius(n: int) -> tuple[Tensor, Tensor]:
    """The squared distance from the center is compared with the radius 1/2, not with its square."""
    darts = torch.rand(n, 2) - 0.5
    return mc_estimate(4.0 * (darts.square().sum(-1) <= 0.5).float())


def always_the_same_darts(n: int) -> tuple[Tensor, Tensor]:
    """A fixed seed: every call throws the same darts, so two estimates are not independent."""
    generator = torch.Generator().manual_seed(0)
    darts = torch.rand(n, 2, generator=generator)
    return mc_estimate(4.0 * (darts.norm(dim=-1) <= 1).float())
