"""Wrong answers to mixture_log_prob."""

import math

import torch
from torch import Tensor
from torch.nn import functional as F


def softmax_and_then_log(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """log(softmax(logits)): a weight below 1e-38 is 0, and its component is lost where it matters."""
    away = (x[..., None] - means) * torch.exp(-log_stds)
    log_normal = -0.5 * (math.log(2 * math.pi) + away**2) - log_stds
    return torch.logsumexp(torch.softmax(logits, 0).log() + log_normal, -1)


def loss_with_a_floor(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """F.gaussian_nll_loss raises variances below 1e-6 to 1e-6: wrong for very narrow components."""
    points, centres = torch.broadcast_tensors(x[..., None], means)
    variances = torch.exp(2 * log_stds).expand_as(points)
    loss = F.gaussian_nll_loss(centres, points, variances, full=True, reduction="none")
    return torch.logsumexp(F.log_softmax(logits, 0) - loss, -1)


def widths_by_softplus(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """Makes the widths positive with softplus instead of exp."""
    stds = F.softplus(log_stds)
    away = (x[..., None] - means) / stds
    log_normal = -0.5 * (math.log(2 * math.pi) + away**2) - stds.log()
    return torch.logsumexp(F.log_softmax(logits, 0) + log_normal, -1)


def distances_clamped(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """Clamps the distance to 20 widths: beyond them the log-density is flat and has no gradient."""
    away = ((x[..., None] - means) * torch.exp(-log_stds)).clamp(-20, 20)
    log_normal = -0.5 * (math.log(2 * math.pi) + away**2) - log_stds
    return torch.logsumexp(F.log_softmax(logits, 0) + log_normal, -1)


def average_of_log_densities(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """Averages the log-densities with the weights: a lower bound, equal only if all agree."""
    away = (x[..., None] - means) * torch.exp(-log_stds)
    log_normal = -0.5 * (math.log(2 * math.pi) + away**2) - log_stds
    return (torch.softmax(logits, 0) * log_normal).sum(-1)


def variances_taken_for_widths(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor
) -> Tensor:
    """log_stds is read as log-variance in the exponent, though not in front of it."""
    away = (x[..., None] - means).square() * torch.exp(-log_stds)
    log_normal = -0.5 * (math.log(2 * math.pi) + away) - log_stds
    return torch.logsumexp(F.log_softmax(logits, 0) + log_normal, -1)


def new_axis_in_second_place(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """Puts the components on axis 1: right only for points on one axis."""
    away = (x[:, None] - means) * torch.exp(-log_stds)
    log_normal = -0.5 * (math.log(2 * math.pi) + away**2) - log_stds
    return torch.logsumexp(F.log_softmax(logits, 0) + log_normal, 1)


def weights_not_learned(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """The weights are detached: no gradient flows back to the logits."""
    log_weights = F.log_softmax(logits, 0).detach()
    away = (x[..., None] - means) * torch.exp(-log_stds)
    log_normal = -0.5 * (math.log(2 * math.pi) + away**2) - log_stds
    return torch.logsumexp(log_weights + log_normal, -1)


def weights_normalized_over_the_points(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor
) -> Tensor:
    """Expands the logits to all points and then takes the softmax over axis 0, the points."""
    log_weights = F.log_softmax(logits.expand(*x.shape, len(logits)), 0)
    away = (x[..., None] - means) * torch.exp(-log_stds)
    log_normal = -0.5 * (math.log(2 * math.pi) + away**2) - log_stds
    return torch.logsumexp(log_weights + log_normal, -1)


def sigmoid_weights(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """The weight of each component is its own sigmoid: they do not sum to 1."""
    away = (x[..., None] - means) * torch.exp(-log_stds)
    log_normal = -0.5 * (math.log(2 * math.pi) + away**2) - log_stds
    return torch.logsumexp(F.logsigmoid(logits) + log_normal, -1)
