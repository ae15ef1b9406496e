"""Wrong answers to bound_gradient."""

import torch
from torch import Tensor

from solutions.iwae import shares


def squares_of_the_shares(log_w: Tensor, gradients: Tensor) -> Tensor:
    """Squares the shares as in another estimate, right only where one draw holds everything."""
    return (shares(log_w).square()[..., None] * gradients).sum(0)


def gradient_of_the_best_draw(log_w: Tensor, gradients: Tensor) -> Tensor:
    """Takes the gradient of the largest weight alone, as if it held everything."""
    best = log_w.argmax(0)
    return gradients[best, torch.arange(len(best), device=best.device)]


def gradients_reshaped_to_the_batch(log_w: Tensor, gradients: Tensor) -> Tensor:
    """Reshapes where it should exchange two axes, so that draws and observations mix."""
    k, batch, d = gradients.shape
    rows = gradients.reshape(batch, k, d)
    return torch.bmm(torch.softmax(log_w, 0).T[:, None], rows)[:, 0]
