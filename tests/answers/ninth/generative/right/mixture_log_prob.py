"""Right answers to mixture_log_prob."""

import math

import torch
from torch import Tensor


def mixture_by_logsumexp(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """Adds log-weights and log-densities on a last axis and sums the exponentials there."""
    error = (x.unsqueeze(-1) - means) * torch.exp(-log_stds)
    log_normal = -0.5 * (error.square() + math.log(2 * math.pi)) - log_stds
    return torch.logsumexp(logits.log_softmax(-1) + log_normal, -1)


def mixture_by_running_logaddexp(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor
) -> Tensor:
    """Adds one component after the other by logaddexp and divides by the sum of weights at last."""
    total = None
    for logit, mean, log_std in zip(logits, means, log_stds, strict=True):
        one = logit - log_std - 0.5 * ((x - mean) / log_std.exp()) ** 2
        total = one if total is None else torch.logaddexp(total, one)
    return total - torch.logsumexp(logits, 0) - 0.5 * math.log(2 * math.pi)
