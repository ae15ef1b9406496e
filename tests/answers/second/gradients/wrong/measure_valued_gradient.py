"""Answers to measure_valued_gradient, wrong."""

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.distributions import Gamma, Laplace, MultivariateNormal, Normal, StudentT


def maxwell_with_one_sign(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The Maxwell variable has no sign: both branches lie on the right of the mean."""
    kind = {"dtype": loc.dtype, "device": loc.device}
    r = torch.randn(num_samples, 2, **kind).norm(dim=-1)
    sign = torch.randn(num_samples, **kind).sign()
    m = torch.randn(num_samples, 3, **kind).norm(dim=-1)
    u = torch.rand(num_samples, **kind)
    first = (f(loc + scale * r) - f(loc - scale * r)) / (scale * math.sqrt(2 * math.pi))
    return torch.stack([first, (f(loc + scale * m) - f(loc + scale * m * u)) / scale], -1)


def two_rayleighs(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The two branches in loc have an r each, not the same one: the right mean, more noise."""
    kind = {"dtype": loc.dtype, "device": loc.device}
    r = torch.randn(num_samples, 2, **kind).norm(dim=-1)
    sign = torch.randn(num_samples, **kind).sign()
    m = torch.randn(num_samples, 3, **kind).norm(dim=-1) * sign
    u = torch.rand(num_samples, **kind)
    s = torch.randn(num_samples, 2, **kind).norm(dim=-1)
    first = (f(loc + scale * r) - f(loc - scale * s)) / (scale * math.sqrt(2 * math.pi))
    return torch.stack([first, (f(loc + scale * m) - f(loc + scale * m * u)) / scale], -1)


def fresh_normal(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The narrow branch is a new normal, not m u with the same m: the right mean, more noise."""
    kind = {"dtype": loc.dtype, "device": loc.device}
    r = torch.randn(num_samples, 2, **kind).norm(dim=-1)
    sign = torch.randn(num_samples, **kind).sign()
    m = torch.randn(num_samples, 3, **kind).norm(dim=-1) * sign
    u = torch.rand(num_samples, **kind)
    first = (f(loc + scale * r) - f(loc - scale * r)) / (scale * math.sqrt(2 * math.pi))
    return torch.stack(
        [first, (f(loc + scale * m) - f(loc + scale * torch.randn(num_samples, **kind))) / scale],
        -1,
    )


def one_uniform_for_all(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """One u serves all rows; every row needs a draw of its own."""
    kind = {"dtype": loc.dtype, "device": loc.device}
    r = torch.randn(num_samples, 2, **kind).norm(dim=-1)
    sign = torch.randn(num_samples, **kind).sign()
    m = torch.randn(num_samples, 3, **kind).norm(dim=-1) * sign
    u = torch.rand(1, **kind)
    first = (f(loc + scale * r) - f(loc - scale * r)) / (scale * math.sqrt(2 * math.pi))
    return torch.stack([first, (f(loc + scale * m) - f(loc + scale * m * u)) / scale], -1)


def one_sign_for_all(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """One sign serves all rows of a call; the rows are not independent."""
    kind = {"dtype": loc.dtype, "device": loc.device}
    r = torch.randn(num_samples, 2, **kind).norm(dim=-1)
    sign = torch.randn(1, **kind).sign()
    m = torch.randn(num_samples, 3, **kind).norm(dim=-1) * sign
    u = torch.rand(num_samples, **kind)
    first = (f(loc + scale * r) - f(loc - scale * r)) / (scale * math.sqrt(2 * math.pi))
    return torch.stack([first, (f(loc + scale * m) - f(loc + scale * m * u)) / scale], -1)


def signed_rayleigh_for_maxwell(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The length of two normals with a sign is not Maxwell: it takes three."""
    kind = {"dtype": loc.dtype, "device": loc.device}
    r = torch.randn(num_samples, 2, **kind).norm(dim=-1)
    sign = torch.randn(num_samples, **kind).sign()
    m = torch.randn(num_samples, 2, **kind).norm(dim=-1) * sign
    u = torch.rand(num_samples, **kind)
    first = (f(loc + scale * r) - f(loc - scale * r)) / (scale * math.sqrt(2 * math.pi))
    return torch.stack([first, (f(loc + scale * m) - f(loc + scale * m * u)) / scale], -1)


def half_normal_for_rayleigh(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The absolute value of one normal is not Rayleigh: it takes the length of two."""
    kind = {"dtype": loc.dtype, "device": loc.device}
    r = torch.randn(num_samples, **kind).abs()
    sign = torch.randn(num_samples, **kind).sign()
    m = torch.randn(num_samples, 3, **kind).norm(dim=-1) * sign
    u = torch.rand(num_samples, **kind)
    first = (f(loc + scale * r) - f(loc - scale * r)) / (scale * math.sqrt(2 * math.pi))
    return torch.stack([first, (f(loc + scale * m) - f(loc + scale * m * u)) / scale], -1)


def scale_left_out_of_the_weights(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """The division by scale is missing in both columns: right only at scale 1."""
    kind = {"dtype": loc.dtype, "device": loc.device}
    r = torch.randn(num_samples, 2, **kind).norm(dim=-1)
    sign = torch.randn(num_samples, **kind).sign()
    m = torch.randn(num_samples, 3, **kind).norm(dim=-1) * sign
    u = torch.rand(num_samples, **kind)
    first = (f(loc + scale * r) - f(loc - scale * r)) / math.sqrt(2 * math.pi)
    return torch.stack([first, f(loc + scale * m) - f(loc + scale * m * u)], -1)
