"""Wrong answers to logistic_from_uniform."""

import math

import torch
from torch import Tensor


def odds_upside_down(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The odds are upside down: this x has P(X > x) = u."""
    return loc + scale * (torch.log1p(-u) - torch.log(u))


def sum_of_logs(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The logarithms are added: log(u (1 - u)) in place of log(u / (1 - u))."""
    return loc + scale * (torch.log(u) + torch.log1p(-u))


def sigmoid_itself(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The sigmoid is applied, not its inverse."""
    return torch.sigmoid((u - loc) / scale)


def odds_without_log(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The odds are used without their logarithm."""
    return loc + scale * u / (1 - u)


def scale_as_standard_deviation(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The scale is turned into a standard deviation by sqrt(3) / pi, but it is already the scale of the formula."""
    return loc + scale * math.sqrt(3) / math.pi * torch.logit(u)


def logit_with_eps(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """logit clamps u to [0.001, 0.999]: the tails end at 6.9 scales."""
    return loc + scale * torch.logit(u, eps=1e-3)


def base_ten(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The logarithm has the base 10."""
    return loc + scale * torch.log10(u / (1 - u))


def only_log_of_u(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The denominator of the odds is forgotten: the result is never above loc."""
    return loc + scale * torch.log(u)


def scale_without_gradient(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """The scale goes in as a number, so it gets no gradient."""
    return loc + scale.detach() * torch.logit(u)


def loc_inside_the_bracket(u: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """loc is multiplied with the scale too."""
    return scale * (torch.logit(u) + loc)
