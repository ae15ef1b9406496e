"""Wrong answers to autoregressive_forward."""

import torch
from torch import Tensor


def mask_read_by_columns(z: Tensor, to_gate: Tensor, to_mean: Tensor) -> tuple[Tensor, Tensor]:
    """Multiplies with the masked weights without transposing, so coordinates see later ones."""
    pre = z @ torch.tril(to_gate, -1)
    gate = torch.sigmoid(pre)
    y = gate * z + (1 - gate) * (z @ torch.tril(to_mean, -1))
    return y, torch.nn.functional.logsigmoid(pre).sum(-1)


def logarithm_of_a_guarded_gate(
    z: Tensor, to_gate: Tensor, to_mean: Tensor
) -> tuple[Tensor, Tensor]:
    """Adds 1e-8 to a gate before its logarithm, so closed gates end at -18 and have no slope."""
    gate = torch.sigmoid(z @ torch.tril(to_gate, -1).T)
    y = gate * z + (1 - gate) * (z @ torch.tril(to_mean, -1).T)
    return y, torch.log(gate + 1e-8).sum(-1)


def sees_what_was_moved_already(
    z: Tensor, to_gate: Tensor, to_mean: Tensor
) -> tuple[Tensor, Tensor]:
    """Computes gates and means from the coordinates before in y and not in z."""
    moved, log_det = [], torch.zeros_like(z[:, 0])
    for i in range(z.shape[1]):
        before = torch.stack([*moved, torch.zeros_like(z[:, 0])], 1)[:, :i]
        pre = before @ to_gate[i, :i]
        gate = torch.sigmoid(pre)
        moved.append(gate * z[:, i] + (1 - gate) * (before @ to_mean[i, :i]))
        log_det = log_det + torch.nn.functional.logsigmoid(pre)
    return torch.stack(moved, 1), log_det
