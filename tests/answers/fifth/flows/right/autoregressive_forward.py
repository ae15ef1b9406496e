"""Right answers to autoregressive_forward."""

import torch
from torch import Tensor
from torch.nn import functional as F


def tril(z: Tensor, to_gate: Tensor, to_mean: Tensor) -> tuple[Tensor, Tensor]:
    """Masked weights, transposed on the right of the points."""
    pre = z @ torch.tril(to_gate, -1).T
    g, m = torch.sigmoid(pre), z @ torch.tril(to_mean, -1).T
    return g * z + (1 - g) * m, F.logsigmoid(pre).sum(-1)


def linear(z: Tensor, to_gate: Tensor, to_mean: Tensor) -> tuple[Tensor, Tensor]:
    """F.linear with a mask made of indices, lerp, and minus softplus for log sigmoid."""
    index = torch.arange(z.shape[1], device=z.device)
    mask = index[None, :] < index[:, None]
    pre = F.linear(z, to_gate.masked_fill(~mask, 0.0))
    mean = F.linear(z, torch.where(mask, to_mean, torch.zeros_like(to_mean)))
    return torch.lerp(mean, z, pre.sigmoid()), -F.softplus(-pre).sum(dim=1)


def coordinates(z: Tensor, to_gate: Tensor, to_mean: Tensor) -> tuple[Tensor, Tensor]:
    """A loop over the coordinates, each of which sees a slice of those before it."""
    columns = []
    log_det = z.new_zeros(z.shape[0])
    for i in range(z.shape[1]):
        seen = z[:, :i]
        pre = seen @ to_gate[i, :i]
        g = pre.sigmoid()
        columns.append(g * z[:, i] + torch.sigmoid(-pre) * (seen @ to_mean[i, :i]))
        log_det = log_det - torch.logaddexp(torch.zeros_like(pre), -pre)
    return torch.stack(columns, 1), log_det


def both_at_once(z: Tensor, to_gate: Tensor, to_mean: Tensor) -> tuple[Tensor, Tensor]:
    """Both weights in one tensor, one mask, one einsum."""
    weights = torch.stack([to_gate, to_mean]).tril(diagonal=-1)
    pre, mean = torch.einsum("wij,nj->wni", weights, z)
    log_gate = F.logsigmoid(pre)
    return mean + log_gate.exp() * (z - mean), log_gate.sum(-1)


def transposed_triu(z: Tensor, to_gate: Tensor, to_mean: Tensor) -> tuple[Tensor, Tensor]:
    """Transposed first and masked above the diagonal afterwards; one point by vmap."""
    gate_columns, mean_columns = to_gate.t().triu(1), to_mean.t().triu(1)

    def one(point: Tensor) -> tuple[Tensor, Tensor]:
        pre, mean = point @ gate_columns, point @ mean_columns
        gate = torch.sigmoid(pre)
        return gate * point + (1 - gate) * mean, F.logsigmoid(pre).sum()

    return torch.vmap(one)(z)
