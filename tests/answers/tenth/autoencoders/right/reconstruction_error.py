"""Right answers to reconstruction_error."""

import torch
from torch import Tensor


def dot_products_of_rows(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Adds up the dot product of each row of differences with itself, and divides by n."""
    rows = x - reconstruction
    return sum(torch.dot(row, row) for row in rows) / len(rows)


def summed_mse_over_n(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Sums all squares with mse_loss, and divides by the number of images alone."""
    return torch.nn.functional.mse_loss(reconstruction, x, reduction="sum") / x.shape[0]
