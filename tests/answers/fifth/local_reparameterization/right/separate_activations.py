"""Right answers to separate_activations."""

import torch
from torch import Tensor


def batched_product(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor
) -> Tensor:
    """torch.bmm of rows and matrices."""
    weights = weight_mean + torch.exp(0.5 * weight_log_var) * noise
    return torch.bmm(a.unsqueeze(1), weights).squeeze(1)


def einsum_of_weights(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor
) -> Tensor:
    """One einsum for the means and one for the noise."""
    spread = torch.einsum("bi,io,bio->bo", a, weight_log_var.exp().sqrt(), noise)
    return torch.einsum("bi,io->bo", a, weight_mean) + spread


def example_by_example(
    a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor
) -> Tensor:
    """A loop that fills the rows."""
    rows = []
    std = (weight_log_var / 2).exp()
    for row, numbers in zip(a, noise, strict=True):
        weight = torch.addcmul(weight_mean, std, numbers)
        rows.append(row @ weight)
    return torch.stack(rows)


def mapped_sum(a: Tensor, weight_mean: Tensor, weight_log_var: Tensor, noise: Tensor) -> Tensor:
    """vmap of a function of one example that multiplies and sums."""

    def activate(row: Tensor, numbers: Tensor) -> Tensor:
        weight = weight_mean + numbers * torch.exp(weight_log_var).pow(0.5)
        return (row[:, None] * weight).sum(0)

    return torch.vmap(activate)(a, noise)
