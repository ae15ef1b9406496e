"""Wrong answers to shares."""

import torch
from torch import Tensor


def along_the_batch(log_w: Tensor) -> Tensor:
    """Normalized over the data instead of over the draws."""
    return torch.softmax(log_w, -1)


def constant_denominator(log_w: Tensor) -> Tensor:
    """The sum is held constant, so that the gradient lacks its part."""
    top = log_w.amax(0, keepdim=True)
    w = torch.exp(log_w - top)
    return w / w.sum(0, keepdim=True).detach()


def guarded(log_w: Tensor) -> Tensor:
    """A small number guards the denominator, and swallows sums of small weights."""
    w = torch.exp(log_w.clamp(max=80.0))
    return w / (w.sum(0) + 1e-8)


def one_maximum(log_w: Tensor) -> Tensor:
    """The largest entry of the whole table is subtracted, so that low columns become 0 / 0."""
    w = torch.exp(log_w - log_w.max())
    return w / w.sum(0)


def of_the_best(log_w: Tensor) -> Tensor:
    """Weights relative to the largest one of the column, not to the sum."""
    return torch.exp(log_w - log_w.max(0).values)


def of_everything(log_w: Tensor) -> Tensor:
    """The sum goes over all columns at once."""
    return torch.softmax(log_w.flatten(), 0).reshape(log_w.shape)
