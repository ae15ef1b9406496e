"""Wrong ways of writing ``mixture_path``; a docstring is what its message says."""

import math

import torch
from torch.distributions import Categorical, MixtureSameFamily, Normal


def _mixture(logits, loc, scale):
    return MixtureSameFamily(
        Categorical(logits=logits, validate_args=False),
        Normal(loc, scale, validate_args=False),
        validate_args=False,
    )


def _slope(p):
    return p - p.detach()


def draws_alone(z, logits, loc, scale):
    """no gradient can flow back"""
    return z.clone()


def sign(z, logits, loc, scale):
    """the sign is wrong: where P(Z <= z) rises, z has to move down"""
    p = _mixture(logits, loc, scale)
    return z + _slope(p.cdf(z)) / p.log_prob(z).exp().detach()


def not_divided(z, logits, loc, scale):
    """the slope of P is not divided by the density at z"""
    return z - _slope(_mixture(logits, loc, scale).cdf(z))


def log_density(z, logits, loc, scale):
    """the density is not used as it is, but its logarithm"""
    p = _mixture(logits, loc, scale)
    return z - _slope(p.cdf(z)) / p.log_prob(z).detach()


def score(z, logits, loc, scale):
    """this is the score"""
    return z - _slope(_mixture(logits, loc, scale).log_prob(z))


def with_its_value(z, logits, loc, scale):
    """P(Z <= z) is subtracted with its value"""
    p = _mixture(logits, loc, scale)
    return z - p.cdf(z) / p.log_prob(z).exp().detach()


def slope_alone(z, logits, loc, scale):
    """the draw is missing"""
    p = _mixture(logits, loc, scale)
    return -_slope(p.cdf(z)) / p.log_prob(z).exp().detach()


def inside_a_component(z, logits, loc, scale):
    """no gradient reaches logits"""
    noise = ((z[:, None] - loc) / scale).detach()
    share = torch.softmax(
        (torch.log_softmax(logits, -1) + Normal(loc, scale).log_prob(z[:, None])).detach(), -1
    )
    moved = (share * (loc + scale * noise)).sum(-1)
    return z + moved - moved.detach()


def density_of_the_standardized(z, logits, loc, scale):
    """divide each component by its scale"""
    weights = torch.softmax(logits, -1)
    at = (z[:, None] - loc) / scale
    density = (weights * torch.exp(-(at**2) / 2)).sum(-1) / math.sqrt(2 * math.pi)
    below = (weights * torch.special.ndtr(at)).sum(-1)
    return z - _slope(below) / density.detach()


def logits_as_weights(z, logits, loc, scale):
    """the logits are taken for the weights"""
    at = (z[:, None] - loc) / scale
    density = (logits * torch.exp(-(at**2) / 2) / scale).sum(-1) / math.sqrt(2 * math.pi)
    below = (logits * torch.special.ndtr(at)).sum(-1)
    return z - _slope(below) / density.detach()


def unweighted(z, logits, loc, scale):
    """the components of the density are not weighted"""
    below = _mixture(logits, loc, scale).cdf(z)
    density = Normal(loc, scale).log_prob(z[:, None]).exp().sum(-1)
    return z - _slope(below) / density.detach()


def scale_detached(z, logits, loc, scale):
    """no gradient reaches scale"""
    p = _mixture(logits, loc, scale.detach())
    return z - _slope(p.cdf(z)) / p.log_prob(z).exp().detach()


def averaged(z, logits, loc, scale):
    """its values are not the draws: the result has shape ()"""
    p = _mixture(logits, loc, scale)
    return (z - _slope(p.cdf(z)) / p.log_prob(z).exp().detach()).mean()


def single(z, logits, loc, scale):
    """the result is float32 although the inputs are float64"""
    p = _mixture(logits, loc, scale)
    return (z - _slope(p.cdf(z)) / p.log_prob(z).exp().detach()).float()


def each_by_its_own(z, logits, loc, scale):
    """each component is divided by its own density"""
    components = Normal(loc, scale)
    slope = torch.softmax(logits, 0) * components.cdf(z[:, None])
    return z - _slope((slope / components.log_prob(z[:, None]).exp().detach()).sum(-1))
