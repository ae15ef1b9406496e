"""Wrong answers to estimate_pi."""

import math

import torch
from torch import Tensor


def area_under_the_arc(n: int) -> tuple[Tensor, Tensor]:
    """Averages 4 sqrt(1 - x^2): another estimator of pi, with another error, without darts."""
    return mc_estimate(4 * torch.sqrt(1 - torch.rand(n) ** 2))


def darts_in_opposite_pairs(n: int) -> tuple[Tensor, Tensor]:
    """Half of the darts mirror the others through the centre: both hit or both miss."""
    half = 2 * torch.rand((n + 1) // 2, 2) - 1
    darts = torch.cat([half, -half])[:n]
    return mc_estimate(4.0 * (darts.square().sum(-1) <= 1))


def one_dart_in_each_strip(n: int) -> tuple[Tensor, Tensor]:
    """The first coordinates are spread evenly, one in each of n strips: not independent."""
    x = 2 * (torch.arange(n) + torch.rand(n)) / n - 1
    y = 2 * torch.rand(n) - 1
    return mc_estimate(4.0 * (x**2 + y**2 <= 1))


def bar_of_the_share(n: int) -> tuple[Tensor, Tensor]:
    """The standard error is that of the share of hits, without the factor 4."""
    darts = 2 * torch.rand(n, 2) - 1
    share, error = mc_estimate((darts.square().sum(-1) <= 1).float())
    return 4 * share, error


def bar_from_the_truth(n: int) -> tuple[Tensor, Tensor]:
    """The standard error uses the true share pi / 4 instead of the spread of these darts."""
    darts = 2 * torch.rand(n, 2) - 1
    share = (darts.square().sum(-1) <= 1).float().mean()
    return 4 * share, torch.tensor(math.sqrt(math.pi * (4 - math.pi) / n))


def coordinates_counted_as_darts(n: int) -> tuple[Tensor, Tensor]:
    """Repeats the verdict for both coordinates of a dart: the bar is too short by sqrt(2)."""
    darts = 2 * torch.rand(n, 2) - 1
    inside = (darts.square().sum(-1, keepdim=True) <= 1).float().expand(n, 2)
    return mc_estimate(4 * inside.reshape(-1))


def whole_hits_rounded_down(n: int) -> tuple[Tensor, Tensor]:
    """Divides hits by n with // : the share is 0 unless every dart hits."""
    darts = 2 * torch.rand(n, 2) - 1
    inside = darts.square().sum(-1) <= 1
    _, error = mc_estimate(4.0 * inside)
    return 4.0 * (inside.sum() // n), error


def darts_on_a_lattice(n: int) -> tuple[Tensor, Tensor]:
    """Coordinates are whole multiples of 0.1: near the border the share is not pi / 4."""
    darts = torch.randint(-10, 11, (n, 2)) / 10
    return mc_estimate(4.0 * (darts.square().sum(-1) <= 1))


def one_coordinate_used_twice(n: int) -> tuple[Tensor, Tensor]:
    """The same random number is both coordinates: all darts lie on a diagonal."""
    x = 2 * torch.rand(n) - 1
    darts = torch.stack([x, x], dim=1)
    return mc_estimate(4.0 * (darts.square().sum(-1) <= 1))


def always_the_same_darts(n: int) -> tuple[Tensor, Tensor]:
    """Sets the seed in each call: all estimates are the same number."""
    torch.manual_seed(314159)
    darts = 2 * torch.rand(n, 2) - 1
    return mc_estimate(4.0 * (darts.square().sum(-1) <= 1))
