"""Right answers to estimate_pi."""
import math

import torch
from torch import Tensor
from torch.distributions import Uniform


def quarter_circle(n: int) -> tuple[Tensor, Tensor]:
    """Darts at the unit square, a quarter of the circle."""
    inside = torch.rand(n, 2).square().sum(1) <= 1
    return mc_estimate(4 * inside.float())


def whole_circle(n: int) -> tuple[Tensor, Tensor]:
    """Darts at [-1, 1] squared by Uniform, averaged in double precision."""
    darts = Uniform(-1.0, 1.0).sample((2, n))
    hits = torch.linalg.vector_norm(darts, dim=0) < 1
    return mc_estimate(torch.where(hits, 4.0, 0.0).double())


def binomial_error(n: int) -> tuple[Tensor, Tensor]:
    """The error from the share alone, with n - 1."""
    x, y = torch.rand(n), torch.rand(n)
    share = (x * x + y * y < 1).double().mean()
    return 4 * share, 4 * (share * (1 - share) / (n - 1)).sqrt()


def in_batches(n: int) -> tuple[Tensor, Tensor]:
    """Throws at most 100,000 darts at once, and keeps what each is worth."""
    worth = []
    left = n
    while left > 0:
        k = min(left, 100_000)
        x, y = 2 * torch.rand(2, k) - 1
        worth.append(4.0 * (torch.hypot(x, y) <= 1))
        left -= k
    return mc_estimate(torch.cat(worth))


def centre_at_one_half(n: int) -> tuple[Tensor, Tensor]:
    """A circle of radius 1/2 around (1/2, 1/2), mean and error written out."""
    d = torch.rand(n, 2, dtype=torch.float64) - 0.5
    f = 4 * (d.pow(2).sum(-1) <= 0.25).to(torch.float64)
    return f.mean(), f.std() / math.sqrt(n)
