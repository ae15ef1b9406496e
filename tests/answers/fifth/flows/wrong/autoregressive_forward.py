"""Wrong answers to autoregressive_forward."""

import torch
from torch import Tensor
from torch.nn import functional as F


def with_itself(z: Tensor, to_gate: Tensor, to_mean: Tensor) -> tuple[Tensor, Tensor]:
    """The mask keeps the diagonal, so that each coordinate sees itself too."""
    pre = z @ torch.tril(to_gate).T
    g, m = torch.sigmoid(pre), z @ torch.tril(to_mean).T
    return g * z + (1 - g) * m, F.logsigmoid(pre).sum(-1)


def those_after_it(z: Tensor, to_gate: Tensor, to_mean: Tensor) -> tuple[Tensor, Tensor]:
    """The weights are not transposed, so that each coordinate sees those after it."""
    pre = z @ torch.tril(to_gate, -1)
    g, m = torch.sigmoid(pre), z @ torch.tril(to_mean, -1)
    return g * z + (1 - g) * m, F.logsigmoid(pre).sum(-1)


def log_of_sigmoid(z: Tensor, to_gate: Tensor, to_mean: Tensor) -> tuple[Tensor, Tensor]:
    """The logarithm of the rounded gate, which is log 0 for gates that are nearly closed."""
    g = torch.sigmoid(z @ torch.tril(to_gate, -1).T)
    m = z @ torch.tril(to_mean, -1).T
    return g * z + (1 - g) * m, g.log().sum(-1)


def from_the_outputs(z: Tensor, to_gate: Tensor, to_mean: Tensor) -> tuple[Tensor, Tensor]:
    """Gates and means are computed from the coordinates that have been moved already."""
    columns, logs = [], []
    for i in range(z.shape[1]):
        seen = torch.stack(columns, 1) if columns else z[:, :0]
        pre = seen @ to_gate[i, :i]
        g = torch.sigmoid(pre)
        columns.append(g * z[:, i] + (1 - g) * (seen @ to_mean[i, :i]))
        logs.append(F.logsigmoid(pre))
    return torch.stack(columns, 1), torch.stack(logs).sum(0)


def first_left_out(z: Tensor, to_gate: Tensor, to_mean: Tensor) -> tuple[Tensor, Tensor]:
    """The first coordinate, which sees nothing, is passed on unchanged with a gate of 1."""
    pre = z @ torch.tril(to_gate, -1).T
    g, m = torch.sigmoid(pre), z @ torch.tril(to_mean, -1).T
    y = g * z + (1 - g) * m
    return torch.cat([z[:, :1], y[:, 1:]], -1), F.logsigmoid(pre[:, 1:]).sum(-1)


def open_at_first(z: Tensor, to_gate: Tensor, to_mean: Tensor) -> tuple[Tensor, Tensor]:
    """One is added before the sigmoid, so that the gates begin open, as for a recurrent network."""
    pre = z @ torch.tril(to_gate, -1).T + 1
    g, m = torch.sigmoid(pre), z @ torch.tril(to_mean, -1).T
    return g * z + (1 - g) * m, F.logsigmoid(pre).sum(-1)
