"""Right answers to pareto_from_uniform."""

import torch
from torch import Tensor


def power_of_one_minus_u(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """scale times (1 - u) to the power -1 / alpha."""
    return scale * (1 - u) ** (-1 / alpha)


def exponential_of_log1p(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """The exponential of an exponential variable with rate alpha."""
    return scale * torch.exp(-torch.log1p(-u) / alpha)


def all_in_logs(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """log scale and the exponential variable added, then exp; double precision inside."""
    log_x = scale.double().log() - torch.log1p(-u.double()) / alpha.double()
    return log_x.exp().to(u.dtype)


def scale_plus_excess(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """scale plus the excess over it, with expm1."""
    rate = alpha.reciprocal()
    return scale + scale * torch.expm1(-rate * torch.log1p(-u))


def divided_by_power(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """scale divided by the alpha-th root of the survival probability, by torch.pow."""
    survival = torch.sub(1, u)
    return torch.div(scale, torch.pow(survival, torch.div(1, alpha)))
