"""Other right ways of writing ``logistic_from_uniform``."""

import torch
from torch.distributions import SigmoidTransform


def odds(u, loc, scale):
    return torch.log(u / (1 - u)) * scale + loc


def logit(u, loc, scale):
    return loc + scale * torch.logit(u)


def inverse_transform(u, loc, scale):
    return loc + scale * SigmoidTransform().inv(u)


def hyperbolic(u, loc, scale):
    return loc + 2 * scale * torch.atanh(2 * u - 1)
