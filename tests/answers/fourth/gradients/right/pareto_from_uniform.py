"""Right answers to pareto_from_uniform."""

import torch
from torch import Tensor
from torch.distributions import Pareto


def scale_over_a_power(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """scale over the power 1 / alpha of 1 - u."""
    return scale / (1 - u) ** (1 / alpha)


def exponential_variable(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """The logarithm of x / scale is an exponential variable with the rate alpha."""
    excess = -torch.log1p(-u) / alpha
    return scale * torch.exp(excess)


def quantiles_of_the_library(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """Pareto.icdf of torch.distributions."""
    return Pareto(scale, alpha).icdf(u)


def all_in_the_exponent(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """exp of log scale minus log(1 - u) / alpha."""
    survival = 1 - u
    return torch.exp(scale.log() - survival.log() / alpha)
