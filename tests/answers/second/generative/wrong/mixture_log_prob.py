"""Wrong answers to mixture_log_prob."""

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


def log_of_a_rounded_softmax(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """softmax(...).log(): a weight that rounds to 0 becomes minus infinity, and its component is missing where it alone matters."""
    log_weights = logits.softmax(0).log()
    return (log_weights + Normal(means, log_stds.exp()).log_prob(x[..., None])).logsumexp(-1)


def plain_sum_with_a_floor(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """The plain sum of densities, raised to the smallest number: finite far away, but flat where it should fall like a parabola."""
    density = (logits.softmax(0) * Normal(means, log_stds.exp()).log_prob(x[..., None]).exp()).sum(
        -1
    )
    return density.clamp_min(torch.finfo(x.dtype).tiny).log()


def gaussian_of_the_same_moments(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor
) -> Tensor:
    """This is one Gaussian with the mean and variance of the mixture: it has no humps."""
    weights = logits.softmax(0)
    mean = (weights * means).sum()
    variance = (weights * (log_stds.exp().square() + (means - mean).square())).sum()
    return Normal(mean, variance.sqrt()).log_prob(x)


def taken_for_log_variances(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """log_stds is taken for the logarithm of the variance: the standard deviation is its exp, not exp of one half."""
    components = Normal(means, (0.5 * log_stds).exp())
    return (logits.log_softmax(0) + components.log_prob(x[..., None])).logsumexp(-1)


def all_widths_in_every_component(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor
) -> Tensor:
    """The sum of all log_stds is subtracted from each component: that belongs to one Gaussian of k dimensions."""
    z = (x[..., None] - means) / log_stds.exp()
    terms = logits.log_softmax(0) - 0.5 * z.square() - log_stds.sum() - 0.5 * math.log(2 * math.pi)
    return terms.logsumexp(-1)


def average_of_the_logarithms(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """The log-densities are averaged with the weights: the logarithm belongs outside of the sum."""
    return (logits.softmax(0) * Normal(means, log_stds.exp()).log_prob(x[..., None])).sum(-1)


def new_axis_in_second_place(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """x[:, None] puts the new axis in the second place: right only for x of shape (n,)."""
    return (logits.log_softmax(0) + Normal(means, log_stds.exp()).log_prob(x[:, None])).logsumexp(
        -1
    )


def widths_kept_above_a_limit(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """log_stds below -3 are raised to -3: narrow components are made wider, and get no gradient."""
    components = Normal(means, log_stds.clamp(min=-3).exp())
    return (logits.log_softmax(0) + components.log_prob(x[..., None])).logsumexp(-1)
