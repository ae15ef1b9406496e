"""Other right ways of writing ``free_energy``."""

import torch
from torch.distributions import Categorical


def by_entr(energy, q, temperature):
    return (q * energy - temperature * torch.special.entr(q)).sum(-1)


def einsum(energy, q, temperature):
    log_q = torch.where(q > 0, q.clamp_min(torch.finfo(q.dtype).tiny).log(), torch.zeros_like(q))
    return torch.einsum("bs,bs->b", q, energy + temperature * log_q)


def by_distributions(energy, q, temperature):
    law = Categorical(probs=q, validate_args=False)
    entropy = (
        torch.stack([Categorical(probs=row[row > 0]).entropy() for row in q])
        if not q.is_meta
        else law.entropy()
    )
    return torch.linalg.vecdot(q, energy) - temperature * entropy


def row_by_row(energy, q, temperature):
    rows = []
    for e, p in zip(energy, q, strict=True):
        rows.append(p @ e + temperature * torch.xlogy(p, p).sum())
    return torch.stack(rows)
