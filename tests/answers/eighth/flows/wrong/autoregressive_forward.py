"""Wrong answers to autoregressive_forward."""

import torch
from torch import Tensor
from torch.nn import functional as F


def columns_taken_for_rows(
    z: Tensor, to_gate: Tensor, to_mean: Tensor
) -> tuple[Tensor, Tensor]:
    """Does not transpose the masked weights, so that each coordinate sees those after it."""
    logit = z @ torch.tril(to_gate, -1)
    g = torch.sigmoid(logit)
    return g * z + (1 - g) * (z @ torch.tril(to_mean, -1)), F.logsigmoid(logit).sum(-1)


def logarithm_of_rounded_gates(
    z: Tensor, to_gate: Tensor, to_mean: Tensor
) -> tuple[Tensor, Tensor]:
    """Takes the logarithm of the gates, which is minus infinity where one is rounded to 0."""
    g = torch.sigmoid(z @ torch.tril(to_gate, -1).T)
    return g * z + (1 - g) * (z @ torch.tril(to_mean, -1).T), g.log().sum(-1)


def means_of_moved_coordinates(
    z: Tensor, to_gate: Tensor, to_mean: Tensor
) -> tuple[Tensor, Tensor]:
    """Makes the means from the coordinates that have been moved already, though not the gates."""
    logit = z @ torch.tril(to_gate, -1).T
    g, moved = torch.sigmoid(logit), []
    for i in range(z.shape[1]):
        mean = sum((to_mean[i, j] * moved[j] for j in range(i)), torch.zeros_like(z[:, 0]))
        moved.append(g[:, i] * z[:, i] + (1 - g[:, i]) * mean)
    return torch.stack(moved, 1), F.logsigmoid(logit).sum(-1)
