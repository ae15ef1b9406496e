"""Right answers to effective_sample_size."""

import torch
from torch import Tensor


def collision_entropy(log_w: Tensor) -> Tensor:
    """Takes e to Renyi's entropy of order 2 of the shares, in logarithms to the end."""
    shares = torch.log_softmax(log_w, 0)
    return torch.exp(-torch.logsumexp(2 * shares, 0))


def relative_to_the_heaviest(log_w: Tensor) -> Tensor:
    """Sums the weights and their squares in units of the heaviest, in one loop over the draws."""
    top = log_w.detach().amax(0)
    total, squares = torch.zeros_like(top), torch.zeros_like(top)
    for one in log_w:
        w = torch.exp(one - top)
        total, squares = total + w, squares + w * w
    return total * (total / squares)
