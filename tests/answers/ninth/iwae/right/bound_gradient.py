"""Right answers to bound_gradient."""

import torch
from torch import Tensor

from solutions.iwae import shares


def batched_row_times_matrix(log_w: Tensor, gradients: Tensor) -> Tensor:
    """Multiplies each observation's row of shares with its matrix of gradients by bmm."""
    rows = torch.softmax(log_w, 0).T.unsqueeze(1)  # (batch, 1, k)
    return torch.bmm(rows, gradients.transpose(0, 1)).squeeze(1)


def draw_after_draw(log_w: Tensor, gradients: Tensor) -> Tensor:
    """Adds up share times gradient over the draws, in a loop."""
    total = torch.zeros_like(gradients[0])
    for share, gradient in zip(shares(log_w), gradients, strict=True):
        total = total + share.unsqueeze(-1) * gradient
    return total
