"""Right answers to shares."""

import torch
from torch import Tensor


def differences_to_every_other_draw(log_w: Tensor) -> Tensor:
    """Share i is 1 / sum_j exp(log w_j - log w_i), as the exponential of minus a logsumexp."""
    apart = log_w[None] - log_w[:, None]  # (i, j, batch)
    return torch.exp(-torch.logsumexp(apart, 1))


def column_by_column(log_w: Tensor) -> Tensor:
    """Normalizes each column in a loop, after its largest logarithm is subtracted."""

    def normalized(column: Tensor) -> Tensor:
        w = torch.exp(column - column.max())
        return w / w.sum()

    return torch.stack([normalized(column) for column in log_w.unbind(1)], 1)
