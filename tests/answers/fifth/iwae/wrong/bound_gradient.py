"""Wrong answers to bound_gradient."""

import torch
from torch import Tensor


def mean_of_shares(log_w: Tensor, gradients: Tensor) -> Tensor:
    """The weighted gradients are averaged over the draws, although the shares have the sum 1."""
    share = torch.softmax(log_w, 0)
    return (share[..., None] * gradients).mean(0)


def all_alike(log_w: Tensor, gradients: Tensor) -> Tensor:
    """The plain mean of the gradients: that of the ELBO, right only where all weights are equal."""
    return gradients.mean(0)


def mixed_data(log_w: Tensor, gradients: Tensor) -> Tensor:
    """The gradients are summed over the batch too, so that each datum gets those of the others."""
    return torch.einsum("kb,kcd->bd", log_w.softmax(0), gradients)


def unshifted(log_w: Tensor, gradients: Tensor) -> Tensor:
    """The weights are computed outright, and overflow or vanish if the logarithms are large."""
    w = log_w.exp()
    return (w[..., None] * gradients).sum(0) / w.sum(0)[:, None]


def reshaped_axes(log_w: Tensor, gradients: Tensor) -> Tensor:
    """reshape instead of transpose brings draws and data into a wrong order."""
    k, batch, d = gradients.shape
    rows = torch.softmax(log_w, 0).reshape(batch, 1, k)
    return torch.bmm(rows, gradients.reshape(batch, k, d)).squeeze(1)


def best_draw(log_w: Tensor, gradients: Tensor) -> Tensor:
    """Only the gradient of the draw with the largest weight."""
    best = log_w.argmax(0)
    return gradients[best, torch.arange(log_w.shape[1], device=log_w.device)]
