"""Wrong answers to estimate_pi."""
import math

import torch
from torch import Tensor


def not_times_four(n: int) -> tuple[Tensor, Tensor]:
    """The factor 4 is missing: this estimates pi / 4."""
    inside = torch.rand(n, 2).square().sum(1) <= 1
    return mc_estimate(inside.float())


def error_not_times_four(n: int) -> tuple[Tensor, Tensor]:
    """The estimate is multiplied by 4, its standard error is not."""
    inside = torch.rand(n, 2).square().sum(1) <= 1
    share, error = mc_estimate(inside.float())
    return 4 * share, error


def one_coordinate_for_both(n: int) -> tuple[Tensor, Tensor]:
    """Both coordinates are the same number: the darts lie on the diagonal."""
    x = torch.rand(n)
    return mc_estimate(4 * (x**2 + x**2 <= 1).float())


def height_of_the_circle(n: int) -> tuple[Tensor, Tensor]:
    """Averages the height of the circle, no darts: its error is smaller than that of the share."""
    x = torch.rand(n)
    return mc_estimate(4 * torch.sqrt(1 - x**2))


def normal_darts(n: int) -> tuple[Tensor, Tensor]:
    """The darts are normal, not uniform on the square."""
    return mc_estimate(4 * (torch.randn(n, 2).square().sum(1) <= 1).float())


def radius_not_squared(n: int) -> tuple[Tensor, Tensor]:
    """The squared distance is compared with the radius 1/2, not with its square: every dart is inside."""
    d = torch.rand(n, 2) - 0.5
    return mc_estimate(4 * (d.square().sum(1) <= 0.5).float())


def grid_of_darts(n: int) -> tuple[Tensor, Tensor]:
    """A regular lattice in place of random darts: the same answer at every call."""
    i = torch.arange(n, dtype=torch.float64)
    x = (i + 0.5) / n
    y = (i * 0.6180339887498949) % 1
    return mc_estimate(4 * (x**2 + y**2 <= 1).double())


def mirrored_darts(n: int) -> tuple[Tensor, Tensor]:
    """Half of the darts mirror the others: they are not independent, and the error bar ignores it."""
    first = torch.rand((n + 1) // 2, 2)
    darts = torch.cat([first, 1 - first])[:n]
    return mc_estimate(4 * (darts.square().sum(1) <= 1).float())


def always_the_same_seed(n: int) -> tuple[Tensor, Tensor]:
    """A fixed seed: every call throws the same darts."""
    generator = torch.Generator().manual_seed(0)
    return mc_estimate(4 * (torch.rand(n, 2, generator=generator).square().sum(1) <= 1).float())


def variance_of_a_share(n: int) -> tuple[Tensor, Tensor]:
    """The error is 4 p (1 - p) / sqrt(n): the root of p (1 - p) is missing."""
    p = (torch.rand(n, 2).square().sum(1) <= 1).float().mean()
    return 4 * p, 4 * p * (1 - p) / math.sqrt(n)
