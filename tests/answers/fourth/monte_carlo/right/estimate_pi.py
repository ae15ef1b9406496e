"""Right answers to estimate_pi."""

import torch
from torch import Tensor
from torch.distributions import Uniform


def quarter_circle(n: int) -> tuple[Tensor, Tensor]:
    """The quarter of the circle in the unit square: the same share."""
    x, y = torch.rand(n), torch.rand(n)
    hits = (x * x + y * y < 1).float()
    return mc_estimate(4.0 * hits)


def error_from_the_share(n: int) -> tuple[Tensor, Tensor]:
    """The error from the share p itself: the sample variance of hits is n p (1 - p) / (n - 1)."""
    darts = torch.rand(n, 2) * 2 - 1
    p = (darts.norm(dim=1) <= 1).float().mean()
    return 4 * p, 4 * torch.sqrt(p * (1 - p) / (n - 1))


def uniform_distribution(n: int) -> tuple[Tensor, Tensor]:
    """Uniform(-1, 1) of torch.distributions, hypot, and torch.where for 4 or 0."""
    darts = Uniform(-1.0, 1.0).sample((n, 2))
    radius = torch.hypot(darts[:, 0], darts[:, 1])
    values = torch.where(radius <= 1, 4.0, 0.0)
    return values.mean(), values.std() / n**0.5


def small_circle_in_double(n: int) -> tuple[Tensor, Tensor]:
    """A circle of radius 1/2 around the middle of the unit square, in float64."""
    darts = torch.rand((n, 2), dtype=torch.float64)
    distance = (darts - 0.5).pow(2).sum(dim=1)
    mean, error = mc_estimate(distance.le(0.25).to(torch.float64))
    return mean * 4, error * 4
