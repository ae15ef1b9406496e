"""Wrong answers to estimate_pi."""

import torch
from torch import Tensor


def error_of_the_share(n: int) -> tuple[Tensor, Tensor]:
    """The estimate is multiplied by four, its standard error is not."""
    share, error = mc_estimate((torch.rand(n, 2).norm(dim=1) <= 1).float())
    return 4 * share, error


def both_coordinates_the_same(n: int) -> tuple[Tensor, Tensor]:
    """One random number serves as both coordinates: all darts are on the diagonal."""
    darts = torch.rand(n, 1).expand(n, 2)
    return mc_estimate(4 * (darts.square().sum(1) <= 1).float())


def same_darts_every_time(n: int) -> tuple[Tensor, Tensor]:
    """Sets the seed inside: every call throws the same darts."""
    torch.manual_seed(0)
    darts = 2 * torch.rand(n, 2) - 1
    return mc_estimate(4 * (darts.square().sum(1) <= 1).float())


def coin_error_without_correction(n: int) -> tuple[Tensor, Tensor]:
    """4 sqrt(p (1 - p) / n): the variance divides by n, not by n - 1."""
    p = (torch.rand(n, 2).square().sum(1) <= 1).float().mean()
    return 4 * p, 4 * (p * (1 - p) / n).sqrt()


def spread_of_one_dart(n: int) -> tuple[Tensor, Tensor]:
    """Gives the standard deviation of one dart, not the standard error of the mean."""
    hits = 4 * (torch.rand(n, 2).square().sum(1) <= 1).float()
    return hits.mean(), hits.std()


def normal_darts(n: int) -> tuple[Tensor, Tensor]:
    """The darts are normal, not uniform on a square."""
    darts = torch.randn(n, 2)
    return mc_estimate(4 * (darts.square().sum(1) <= 1).float())
