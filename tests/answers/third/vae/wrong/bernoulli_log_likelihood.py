"""Wrong answers to bernoulli_log_likelihood."""

import torch
from torch import Tensor
from torch.distributions import ContinuousBernoulli
from torch.nn import functional as F


def sign_trick_for_black_and_white(x: Tensor, logits: Tensor) -> Tensor:
    """-softplus((1 - 2x) a) is right for x of 0 or 1 only, not for grey pixels."""
    return -F.softplus((1 - 2 * x) * logits).sum(-1)


def probabilities_with_an_epsilon(x: Tensor, logits: Tensor) -> Tensor:
    """log(pi + 1e-7): for large logits it stops at -16 nats."""
    pi = torch.sigmoid(logits)
    return (x * torch.log(pi + 1e-7) + (1 - x) * torch.log(1 - pi + 1e-7)).sum(-1)


def loss_of_probabilities(x: Tensor, logits: Tensor) -> Tensor:
    """F.binary_cross_entropy of sigmoid: its logarithm stops at -100, and rounds before."""
    x, pi = torch.broadcast_tensors(x, torch.sigmoid(logits))
    return -F.binary_cross_entropy(pi, x, reduction="none").sum(-1)


def exponential_overflows(x: Tensor, logits: Tensor) -> Tensor:
    """log(1 + exp(a)) is infinite for large a."""
    return (x * logits - torch.log1p(torch.exp(logits))).sum(-1)


def logits_kept_in_bounds(x: Tensor, logits: Tensor) -> Tensor:
    """Clamps the logits to (-15, 15)."""
    logits = logits.clamp(-15, 15)
    return (x * logits - F.softplus(logits)).sum(-1)


def normalized_for_grey_values(x: Tensor, logits: Tensor) -> Tensor:
    """The continuous Bernoulli has a normalizer that is not asked for."""
    return ContinuousBernoulli(logits=logits, validate_args=False).log_prob(x).sum(-1)


def black_pixels_cost_nothing(x: Tensor, logits: Tensor) -> Tensor:
    """Only x log pi; the term of 1 - x is missing."""
    return (x * F.logsigmoid(logits)).sum(-1)


def rounds_the_pixels(x: Tensor, logits: Tensor) -> Tensor:
    """Makes grey pixels black or white first."""
    return (x.round() * logits - F.softplus(logits)).sum(-1)


def mean_over_the_pixels(x: Tensor, logits: Tensor) -> Tensor:
    """Averages over the pixels."""
    return (x * logits - F.softplus(logits)).mean(-1)


def second_axis(x: Tensor, logits: Tensor) -> Tensor:
    """Sums over axis 1: right only for tables (batch, pixels)."""
    return (x * logits - F.softplus(logits)).sum(1)


def straight_line_too_soon(x: Tensor, logits: Tensor) -> Tensor:
    """softplus with threshold 3 becomes a straight line where it still bends, off by 0.05."""
    return (x * logits - F.softplus(logits, threshold=3)).sum(-1)


def logits_in_the_shape_of_the_images(x: Tensor, logits: Tensor) -> Tensor:
    """Expands logits to the shape of x: no more leading axes than x has are possible."""
    logits = logits.expand(x.shape)
    return (x * logits - F.softplus(logits)).sum(-1)
