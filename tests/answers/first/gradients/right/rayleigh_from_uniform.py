"""Right answers to rayleigh_from_uniform."""

import math

import torch
from torch import Tensor
from torch.nn import functional as F


def log1p_formula(u: Tensor, scale: Tensor) -> Tensor:
    """scale times sqrt(-2 log1p(-u))."""
    return scale * torch.sqrt(-2 * torch.log1p(-u))


def scale_inside_the_root(u: Tensor, scale: Tensor) -> Tensor:
    """The square of the scale inside of the root."""
    return (2 * scale**2 * -torch.log1p(-u)).sqrt()


def exponential_first(u: Tensor, scale: Tensor) -> Tensor:
    """An exponential variable from u, then the root of its double, in double precision."""
    exponential = -torch.special.log1p(-u.double())
    return scale * (math.sqrt(2) * exponential.sqrt()).to(u.dtype)


def loop_over_elements(u: Tensor, scale: Tensor) -> Tensor:
    """Every element solved for itself in a loop."""
    us, scales = torch.broadcast_tensors(u, scale)
    solved = [s * (2 * -torch.log1p(-p)) ** 0.5 for p, s in zip(us.flatten(), scales.flatten())]
    return torch.stack(solved).view(us.shape)


def softplus_of_the_logit(u: Tensor, scale: Tensor) -> Tensor:
    """-log(1 - u) as the softplus of the log-odds."""
    minus_log = F.softplus(torch.logit(u), threshold=50)
    return scale * (minus_log + minus_log).sqrt()
