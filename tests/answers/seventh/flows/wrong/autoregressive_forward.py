"""Wrong answers to autoregressive_forward."""

import torch
from torch import Tensor
from torch.nn import functional as F


def later_ones(z: Tensor, to_gate: Tensor, to_mean: Tensor) -> tuple[Tensor, Tensor]:
    """The masked weights are not transposed, so that a coordinate sees those after it."""
    score = z @ torch.tril(to_gate, -1)
    mean = z @ torch.tril(to_mean, -1)
    gate = torch.sigmoid(score)
    return gate * z + (1 - gate) * mean, F.logsigmoid(score).sum(-1)


def mean_sees_itself(z: Tensor, to_gate: Tensor, to_mean: Tensor) -> tuple[Tensor, Tensor]:
    """The mask of the weights for the mean keeps the diagonal."""
    score = F.linear(z, torch.tril(to_gate, -1))
    mean = F.linear(z, torch.tril(to_mean))
    gate = torch.sigmoid(score)
    return gate * z + (1 - gate) * mean, F.logsigmoid(score).sum(-1)


def sees_moved_ones(z: Tensor, to_gate: Tensor, to_mean: Tensor) -> tuple[Tensor, Tensor]:
    """Gate and mean are computed from the coordinates of y that are known already, not of z."""
    columns, log_det = [], z.new_zeros(len(z))
    for i in range(z.shape[1]):
        before = torch.stack(columns, 1) if columns else z[:, :0]
        score = before @ to_gate[i, :i]
        mean = before @ to_mean[i, :i]
        gate = torch.sigmoid(score)
        columns.append(gate * z[:, i] + (1 - gate) * mean)
        log_det = log_det + F.logsigmoid(score)
    return torch.stack(columns, 1), log_det


def first_stays(z: Tensor, to_gate: Tensor, to_mean: Tensor) -> tuple[Tensor, Tensor]:
    """The first coordinate, which sees nothing, is left as it is and not halved."""
    score = z @ torch.tril(to_gate, -1).T
    mean = z @ torch.tril(to_mean, -1).T
    gate = torch.sigmoid(score)
    y = gate * z + (1 - gate) * mean
    return torch.cat([z[:, :1], y[:, 1:]], 1), F.logsigmoid(score[:, 1:]).sum(-1)


def clamped_gate(z: Tensor, to_gate: Tensor, to_mean: Tensor) -> tuple[Tensor, Tensor]:
    """The gate is kept away from 0 and 1 before its logarithm, which is cut off at log 1e-6."""
    gate = torch.sigmoid(z @ torch.tril(to_gate, -1).T)
    mean = z @ torch.tril(to_mean, -1).T
    log_det = gate.clamp(1e-6, 1 - 1e-6).log().sum(-1)
    return gate * z + (1 - gate) * mean, log_det
