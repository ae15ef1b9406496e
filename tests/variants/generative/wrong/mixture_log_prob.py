"""Wrong ways of writing ``mixture_log_prob``; a docstring is what its message says."""

import math

import torch
from torch.distributions import Normal


def components(x, means, log_stds):
    return Normal(means, log_stds.exp()).log_prob(x[..., None])


def through_densities(x, logits, means, log_stds):
    """for points far from all components the densities round to 0"""
    return (logits.softmax(0) * components(x, means, log_stds).exp()).sum(-1).log()


def clamped(x, logits, means, log_stds):
    """clamp nothing and add nothing"""
    density = (logits.softmax(0) * components(x, means, log_stds).exp()).sum(-1)
    return density.clamp_min(1e-30).log()


def weights_detached(x, logits, means, log_stds):
    """no gradient reaches logits"""
    weights = logits.detach().log_softmax(0)
    return (weights + components(x, means, log_stds)).logsumexp(-1)


def small_number(x, logits, means, log_stds):
    """clamp nothing and add nothing"""
    density = (logits.softmax(0) * components(x, means, log_stds).exp()).sum(-1)
    return torch.log(density + 1e-30)


def logarithms_as_deviations(x, logits, means, log_stds):
    """log_stds are logarithms of the standard deviations, so give it exp(log_stds)"""
    return (logits.log_softmax(0) + Normal(means, log_stds).log_prob(x[..., None])).logsumexp(-1)


def constant_on_the_cpu(x, logits, means, log_stds):
    """is made on the CPU whatever device x is on"""
    away = (x[..., None] - means) / log_stds.exp()
    constant = torch.full(away.shape, math.log(2 * math.pi), dtype=x.dtype)
    return (logits.log_softmax(0) - 0.5 * (constant + away**2) - log_stds).logsumexp(-1)


def single(x, logits, means, log_stds):
    """the result is float32 although the inputs are float64"""
    return (logits.log_softmax(0) + components(x, means, log_stds)).logsumexp(-1).float()
