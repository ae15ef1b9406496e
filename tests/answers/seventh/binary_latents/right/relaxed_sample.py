"""Right answers to relaxed_sample."""

import torch
from torch import Tensor
from torch.nn import functional as F


def logit_of_the_uniform(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """The noise is the logit of the uniform numbers."""
    return torch.sigmoid((logits + torch.logit(u)) / temperature)


def softmax_of_two(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """A bit as a choice between two: the share of the first in a softmax with temperature."""
    both = torch.stack([logits + u.log(), torch.log1p(-u)], dim=-1)
    return F.softmax(both / temperature, dim=-1)[..., 0]


def in_log_space(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """The logarithm of the relaxed bit first, by softplus, then its exponential."""
    noise = torch.log(u) - torch.log1p(-u)
    log_z = -F.softplus(-(logits + noise) / temperature)
    return log_z.exp()
