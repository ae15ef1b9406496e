"""Right answers to mixture_log_prob."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.distributions import (
    Bernoulli,
    Categorical,
    MixtureSameFamily,
    MultivariateNormal,
    Normal,
)
from torch.distributions import TransformedDistribution, constraints, transforms


def normalized_at_the_end(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """Components on the first axis; the logits are normalized by subtracting their logsumexp at the end."""
    shape = (-1,) + (1,) * x.dim()
    a, m, s = (p.reshape(shape) for p in (logits, means, log_stds))
    terms = a - s - 0.5 * ((x - m) * torch.exp(-s)).square()
    return (
        torch.logsumexp(terms, dim=0) - torch.logsumexp(logits, dim=0) - 0.5 * math.log(2 * math.pi)
    )


def one_component_after_the_other(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor
) -> Tensor:
    """A running logaddexp over the components."""
    total = None
    for log_weight, mean, log_std in zip(torch.log_softmax(logits, 0), means, log_stds):
        z = (x - mean) / log_std.exp()
        term = log_weight - log_std - z**2 / 2 - math.log(math.sqrt(2 * math.pi))
        total = term if total is None else torch.logaddexp(total, term)
    return total


def largest_term_taken_out(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """The largest term is subtracted by hand, as a constant."""
    z = (x.unsqueeze(-1) - means) * (-log_stds).exp()
    terms = logits.log_softmax(-1) - log_stds - 0.5 * z * z
    top = terms.max(dim=-1, keepdim=True).values.detach()
    return ((terms - top).exp().sum(-1).log() + top.squeeze(-1)) - 0.5 * math.log(2 * math.pi)


def library_mixture_in_double(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """MixtureSameFamily, in float64 and back."""
    components = Normal(means.double(), log_stds.double().exp())
    mixture = MixtureSameFamily(Categorical(logits=logits.double()), components)
    return mixture.log_prob(x.double()).to(x.dtype)
