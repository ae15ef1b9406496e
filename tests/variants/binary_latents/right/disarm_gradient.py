"""Other right ways of writing ``disarm_gradient``."""

import torch


def einsum(logits, z, other, cost, other_cost):
    sure = torch.sigmoid(torch.abs(logits))
    return torch.einsum("b,bl,bl->bl", (cost - other_cost) / 2, z - other, sure)


def as_published(logits, z, other, cost, other_cost):
    sign = torch.where(other > 0.5, -1.0, 1.0).to(logits.dtype)
    differ = (z != other).to(logits.dtype)
    half = 0.5 * (cost - other_cost).unsqueeze(1)
    return half * sign * differ * torch.sigmoid(logits.abs())


def larger_probability(logits, z, other, cost, other_cost):
    pi = torch.sigmoid(logits)
    larger = torch.where(logits > 0, pi, 1 - pi)
    rows = []
    for b in range(len(logits)):
        rows.append((cost[b] - other_cost[b]) * (z[b] - other[b]) * larger[b])
    return torch.stack(rows) / 2
