"""Right answers to logistic_from_uniform."""

import torch
from torch import Tensor


def torch_logit(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """torch.logit is the inverse of the sigmoid."""
    return torch.logit(u) * scale + loc


def logarithm_of_the_odds(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The odds u / (1 - u), and their logarithm."""
    odds = u / (1 - u)
    return loc + scale * torch.log(odds)


def two_logarithms(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Two logarithms, of 1 - u and of u; each is multiplied with scale."""
    return loc - scale * torch.log(1 - u) + scale * torch.log(u)


def odds_against(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Solved step by step: exp(-(x - loc) / scale) has to be (1 - u) / u."""
    exponential = (1 - u).div(u)
    exponent = exponential.log()
    return loc.sub(scale.mul(exponent))
