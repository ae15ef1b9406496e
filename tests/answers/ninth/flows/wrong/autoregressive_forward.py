"""Wrong answers to autoregressive_forward."""

import torch
from torch import Tensor


def sees_those_behind_it(z: Tensor, to_gate: Tensor, to_mean: Tensor) -> tuple[Tensor, Tensor]:
    """Multiplies with the masked matrices and not their transposes, so i sees the j > i."""
    logits = z @ torch.tril(to_gate, -1)
    mean = z @ torch.tril(to_mean, -1)
    gate = torch.sigmoid(logits)
    return gate * z + (1 - gate) * mean, torch.nn.functional.logsigmoid(logits).sum(-1)


def logarithm_of_rounded_gates(
    z: Tensor, to_gate: Tensor, to_mean: Tensor
) -> tuple[Tensor, Tensor]:
    """Takes the logarithm of the sigmoid, which is minus infinity where a gate rounds to 0."""
    gate = torch.sigmoid(z @ torch.tril(to_gate, -1).T)
    mean = z @ torch.tril(to_mean, -1).T
    return gate * z + (1 - gate) * mean, gate.log().sum(-1)


def gates_see_what_was_moved(z: Tensor, to_gate: Tensor, to_mean: Tensor) -> tuple[Tensor, Tensor]:
    """Lets coordinate i see the new y_j before it and not the z_j, the map of the inverse kind."""
    y, log_det = z[:, :0], torch.zeros_like(z[:, 0])
    for i in range(z.shape[1]):
        logit = y @ to_gate[i, :i]
        mean = y @ to_mean[i, :i]
        gate = torch.sigmoid(logit)
        y = torch.cat([y, (gate * z[:, i] + (1 - gate) * mean)[:, None]], 1)
        log_det = log_det + torch.nn.functional.logsigmoid(logit)
    return y, log_det
