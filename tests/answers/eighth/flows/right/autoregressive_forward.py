"""Right answers to autoregressive_forward."""

import torch
from torch import Tensor
from torch.nn import functional as F


def masked_matrices(
    z: Tensor, to_gate: Tensor, to_mean: Tensor
) -> tuple[Tensor, Tensor]:
    """Masks both matrices, and mixes with the sigmoids of the logit and of its negative."""
    logit = z @ torch.tril(to_gate, -1).T
    mean = z @ torch.tril(to_mean, -1).T
    y = torch.sigmoid(logit) * z + torch.sigmoid(-logit) * mean
    return y, F.logsigmoid(logit).sum(-1)


def coordinate_after_coordinate(
    z: Tensor, to_gate: Tensor, to_mean: Tensor
) -> tuple[Tensor, Tensor]:
    """Goes over the coordinates, and gives each the columns before it."""
    columns, log_det = [], z.new_zeros(len(z))
    for i in range(z.shape[1]):
        logit = (z[:, :i] * to_gate[i, :i]).sum(1)
        mean = (z[:, :i] * to_mean[i, :i]).sum(1)
        columns.append(torch.lerp(mean, z[:, i], torch.sigmoid(logit)))
        log_det = log_det - F.softplus(-logit)
    return torch.stack(columns, 1), log_det
