"""Other right ways of writing ``mixture_log_prob``."""

import math

import torch
from torch.distributions import Categorical, MixtureSameFamily, Normal


def with_distributions(x, logits, means, log_stds):
    components = Normal(means, torch.exp(log_stds))
    return MixtureSameFamily(Categorical(logits=logits), components).log_prob(x)


def one_normalization(x, logits, means, log_stds):
    joint = logits + Normal(means, log_stds.exp()).log_prob(x.unsqueeze(-1))
    return joint.logsumexp(-1) - logits.logsumexp(-1)


def pairwise(x, logits, means, log_stds):
    log_weights = torch.log_softmax(logits, dim=0)
    total = None
    for weight, mean, log_std in zip(log_weights, means, log_stds, strict=True):
        away = (x - mean) / log_std.exp()
        term = weight - log_std - 0.5 * away**2 - 0.5 * math.log(2 * math.pi)
        total = term if total is None else torch.logaddexp(total, term)
    return total


def components_first(x, logits, means, log_stds):
    shape = (-1,) + (1,) * x.dim()
    weights = logits.log_softmax(0).view(shape)
    precision = torch.exp(-2 * log_stds).view(shape)
    square = (x - means.view(shape)).square() * precision
    terms = weights - 0.5 * (square - precision.log() + math.log(2 * math.pi))
    largest = terms.amax(0).detach()
    return largest + (terms - largest).exp().sum(0).log()
