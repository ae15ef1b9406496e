"""Right answers to pareto_from_uniform."""

import torch
from torch import Tensor
from torch.distributions import Exponential, Pareto


def exponential_of_an_exponential(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """log(x / scale) is an exponential variable with the rate alpha."""
    return scale * torch.exp(Exponential(alpha, validate_args=False).icdf(u))


def root_of_the_chance_to_be_above(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """scale divided by the alpha-th root of 1 - u."""
    return scale / torch.pow(1 - u, alpha.reciprocal())


def added_logarithms(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """Everything as logarithms, exp at the end."""
    return torch.exp(scale.log() - torch.log1p(-u) / alpha)


def start_and_what_is_beyond_it(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """scale plus scale times expm1, exact also for tiny u."""
    return torch.addcmul(scale, scale, torch.expm1(-torch.log1p(-u) / alpha))


def icdf_of_torch(u: Tensor, scale: Tensor, alpha: Tensor) -> Tensor:
    """Pareto of torch.distributions, with broadcast parameters."""
    scale, alpha = torch.broadcast_tensors(scale, alpha)
    return Pareto(scale, alpha, validate_args=False).icdf(u)
