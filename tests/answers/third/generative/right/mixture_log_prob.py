"""Right answers to mixture_log_prob."""

import math

import torch
from torch import Tensor
from torch.distributions import Categorical, MixtureSameFamily, Normal


def mixture_of_the_library(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """MixtureSameFamily of a Categorical with these logits and Normals."""
    parts = Normal(means, log_stds.exp())
    return MixtureSameFamily(Categorical(logits=logits), parts).log_prob(x)


def component_after_component(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """Adds one component after the other with logaddexp, and normalizes the weights at the end."""
    total = torch.full_like(x, -math.inf)
    for logit, mean, log_std in zip(logits, means, log_stds, strict=True):
        away = (x - mean) / log_std.exp()
        term = logit - log_std - away * away / 2
        total = term if torch.isneginf(total).all() else torch.logaddexp(total, term)
    return total - torch.logsumexp(logits, 0) - math.log(2 * math.pi) / 2


def components_in_front(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """The components on the first axis; unnormalized weights, both logsumexp over that axis."""
    shape = (-1,) + (1,) * x.dim()
    logits, means, log_stds = (t.reshape(shape) for t in (logits, means, log_stds))
    terms = logits + Normal(means, torch.exp(log_stds)).log_prob(x)
    return torch.logsumexp(terms, 0) - torch.logsumexp(logits, 0)


def point_after_point(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """vmap over the flattened points; variances instead of standard deviations."""
    log_weights = logits - logits.logsumexp(0)

    def one(point: Tensor) -> Tensor:
        exponent = (point - means).square() / (2 * log_stds).exp() + 2 * log_stds
        return torch.logsumexp(log_weights - 0.5 * exponent, 0)

    return torch.func.vmap(one)(x.reshape(-1)).reshape(x.shape) - 0.5 * math.log(2 * math.pi)


def shift_by_hand(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """Subtracts the largest term of each point, averages with the weights of a softmax of its own."""
    away = (x.unsqueeze(-1) - means) / log_stds.exp()
    terms = torch.log_softmax(logits, -1) - log_stds - away.square().div(2)
    top = terms.detach().amax(-1)
    total = torch.einsum("...k->...", (terms - top.unsqueeze(-1)).exp())
    return top + total.log() - math.log(math.sqrt(2 * math.pi))
