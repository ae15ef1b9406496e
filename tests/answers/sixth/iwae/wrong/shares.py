"""Wrong answers to shares."""

import torch
from torch import Tensor


def largest_of_all(log_w: Tensor) -> Tensor:
    """Subtracts the largest logarithm of the whole table, so smaller columns become 0 / 0."""
    w = torch.exp(log_w - log_w.max())
    return w / w.sum(0)


def sum_is_a_constant(log_w: Tensor) -> Tensor:
    """Holds the sum constant, so that the values are right and the gradients are not."""
    w = torch.exp(log_w - log_w.amax(0).detach())
    return w / w.sum(0).detach()


def logarithms_cut(log_w: Tensor) -> Tensor:
    """Cuts the logarithms at 80 on both sides, so that larger ones all have the same weight."""
    w = torch.exp(log_w.clamp(-80, 80))
    return w / w.sum(0)


def across_the_batch(log_w: Tensor) -> Tensor:
    """Normalizes over the last axis, which holds the batch and not the draws."""
    return torch.softmax(log_w, -1)


def single_precision(log_w: Tensor) -> Tensor:
    """Computes in single precision whatever the dtype is."""
    return torch.softmax(log_w, 0, dtype=torch.float32)
