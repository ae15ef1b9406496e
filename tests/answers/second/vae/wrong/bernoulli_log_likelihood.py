"""Wrong answers to bernoulli_log_likelihood."""

import torch
from torch import Tensor
from torch.distributions import ContinuousBernoulli
from torch.nn import functional as F


def grey_pixels_become_black_or_white(x: Tensor, logits: Tensor) -> Tensor:
    """A pixel counts as 1 if it is above 0.5: wrong for grey values."""
    return torch.where(x > 0.5, F.logsigmoid(logits), F.logsigmoid(-logits)).sum(-1)


def cross_entropy_of_probabilities(x: Tensor, logits: Tensor) -> Tensor:
    """binary_cross_entropy of the rounded probability: it cuts a logarithm at -100, so large logits are wrong."""
    p, target = torch.broadcast_tensors(torch.sigmoid(logits), x)
    return -F.binary_cross_entropy(p, target, reduction="none").sum(-1)


def logits_are_clamped(x: Tensor, logits: Tensor) -> Tensor:
    """The logits are clamped to -15 ... 15: finite, but a white pixel with logit -200 costs 200 nats."""
    a = logits.clamp(-15, 15)
    return (x * a - F.softplus(a)).sum(-1)


def average_over_the_batch(x: Tensor, logits: Tensor) -> Tensor:
    """The loss is averaged over the batch: all images get the same number."""
    a, target = torch.broadcast_tensors(logits, x)
    loss = F.binary_cross_entropy_with_logits(a, target) * x.shape[-1]
    return -loss.expand(target.shape[:-1])


def log_one_plus_exp_overflows(x: Tensor, logits: Tensor) -> Tensor:
    """exp(a) overflows for a > 89 in float32: use F.softplus."""
    return (x * logits - torch.log1p(torch.exp(logits))).sum(-1)


def continuous_bernoulli(x: Tensor, logits: Tensor) -> Tensor:
    """The continuous Bernoulli is a density on [0, 1] with another constant, not the formula."""
    return ContinuousBernoulli(logits=logits, validate_args=False).log_prob(x).sum(-1)


def pixels_compete(x: Tensor, logits: Tensor) -> Tensor:
    """log_softmax over the pixels makes them one die with many faces; each is a coin of its own."""
    return (x * F.log_softmax(logits, -1)).sum(-1)


def softplus_of_the_negative_logit(x: Tensor, logits: Tensor) -> Tensor:
    """The sign in softplus is wrong: log(1 - pi) is -softplus(a), not -softplus(-a)."""
    return (x * logits - F.softplus(-logits)).sum(-1)
