"""Wrong ways of writing ``mixture_path``; a docstring is what its message says."""

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


def inside_a_component(z, logits, loc, scale):
    """no gradient reaches logits"""
    noise = ((z[:, None] - loc) / scale).detach()
    share = torch.softmax(
        (torch.log_softmax(logits, -1) + Normal(loc, scale).log_prob(z[:, None])).detach(), -1
    )
    moved = (share * (loc + scale * noise)).sum(-1)
    return z + moved - moved.detach()


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
