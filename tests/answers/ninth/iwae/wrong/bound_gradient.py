"""Wrong answers to bound_gradient."""

import torch
from torch import Tensor


def divides_by_the_draws_again(log_w: Tensor, gradients: Tensor) -> Tensor:
    """Takes the mean over the draws of share times gradient: too small by the factor k."""
    return (torch.softmax(log_w, 0)[..., None] * gradients).mean(0)


def reshapes_for_a_transpose(log_w: Tensor, gradients: Tensor) -> Tensor:
    """Reshapes gradients to (batch, k, d) in place of a transpose: mixes draws and observations."""
    k, batch, d = gradients.shape
    return torch.einsum("kb,bkd->bd", torch.softmax(log_w, 0), gradients.reshape(batch, k, d))


def guards_the_division(log_w: Tensor, gradients: Tensor) -> Tensor:
    """Exponentiates as it is and adds 1e-8 to the sum: 0 for small weights, NaN for large ones."""
    w = log_w.exp()
    share = w / (w.sum(0) + 1e-8)
    return torch.einsum("kb,kbd->bd", share, gradients)
