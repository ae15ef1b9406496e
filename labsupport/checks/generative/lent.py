"""Right exercises of topic ``generative``, for suites that judge another one which calls them."""

import math

import torch
from torch import Tensor


def mixture_log_prob(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """log p(x) of a mixture of Gaussians on the line."""
    away = (x.unsqueeze(-1) - means) / log_stds.exp()
    log_normal = -(away.square() + math.log(2 * math.pi)) / 2 - log_stds
    return torch.logsumexp(torch.log_softmax(logits, 0) + log_normal, -1)
