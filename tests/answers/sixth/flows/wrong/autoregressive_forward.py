"""Wrong answers to autoregressive_forward."""

import torch
from torch import Tensor
from torch.nn import functional as F


def means_of_what_came_out(z: Tensor, to_gate: Tensor, to_mean: Tensor) -> tuple[Tensor, Tensor]:
    """The means see the coordinates of y before i and not those of z."""
    logit = z @ torch.tril(to_gate, -1).T
    gate = torch.sigmoid(logit)
    columns = []
    for i in range(z.shape[1]):
        mean = sum((to_mean[i, j] * columns[j] for j in range(i)), torch.zeros_like(z[:, i]))
        columns.append(gate[:, i] * z[:, i] + (1 - gate[:, i]) * mean)
    return torch.stack(columns, -1), F.logsigmoid(logit).sum(-1)


def sees_those_after_it(z: Tensor, to_gate: Tensor, to_mean: Tensor) -> tuple[Tensor, Tensor]:
    """The masked weights are not transposed, so that each coordinate sees later ones."""
    logit = z @ torch.tril(to_gate, -1)
    mean = z @ torch.tril(to_mean, -1)
    gate = torch.sigmoid(logit)
    return gate * z + (1 - gate) * mean, F.logsigmoid(logit).sum(-1)


def gate_the_other_way_round(z: Tensor, to_gate: Tensor, to_mean: Tensor) -> tuple[Tensor, Tensor]:
    """The gate weighs the mean and one minus it weighs z, in the determinant too."""
    logit = z @ torch.tril(to_gate, -1).T
    mean = z @ torch.tril(to_mean, -1).T
    gate = torch.sigmoid(logit)
    return (1 - gate) * z + gate * mean, F.logsigmoid(-logit).sum(-1)


def logarithm_of_rounded_gates(
    z: Tensor, to_gate: Tensor, to_mean: Tensor
) -> tuple[Tensor, Tensor]:
    """Takes the logarithm of the gates, which is infinite where a gate is rounded to 0."""
    gate = torch.sigmoid(z @ torch.tril(to_gate, -1).T)
    mean = z @ torch.tril(to_mean, -1).T
    return gate * z + (1 - gate) * mean, gate.log().sum(-1)


def sees_itself(z: Tensor, to_gate: Tensor, to_mean: Tensor) -> tuple[Tensor, Tensor]:
    """The masks keep the diagonal, so that each coordinate sees itself."""
    logit = z @ torch.tril(to_gate).T
    mean = z @ torch.tril(to_mean).T
    gate = torch.sigmoid(logit)
    return gate * z + (1 - gate) * mean, F.logsigmoid(logit).sum(-1)
