"""Other right ways of writing ``autoregressive_forward``."""

import torch
from torch.nn import functional as F


def mask_of_places(z, to_gate, to_mean):
    i = torch.arange(z.shape[1], device=z.device)
    mask = (i[None, :] < i[:, None]).to(z.dtype)
    logits, mean = F.linear(z, mask * to_gate), F.linear(z, mask * to_mean)
    gate = logits.sigmoid()
    return gate * z + torch.sigmoid(-logits) * mean, -torch.logaddexp(-logits, 0 * logits).sum(1)


def coordinate_by_coordinate(z, to_gate, to_mean):
    columns, log_det = [], torch.zeros_like(z[:, 0])
    for i in range(z.shape[1]):
        logit, mean = z[:, :i] @ to_gate[i, :i], z[:, :i] @ to_mean[i, :i]
        gate = torch.sigmoid(logit)
        columns.append(gate * z[:, i] + (1 - gate) * mean)
        log_det = log_det + F.logsigmoid(logit)
    return torch.stack(columns, 1), log_det


def einsum(z, to_gate, to_mean):
    logits = torch.einsum("nj,ij->ni", z, to_gate - torch.triu(to_gate))
    mean = torch.einsum("nj,ij->ni", z, to_mean - torch.triu(to_mean))
    return mean + torch.sigmoid(logits) * (z - mean), F.logsigmoid(logits).sum(dim=1)
