"""Right answers to free_energy."""

import torch
from torch import Tensor


def by_entr(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """Energy and entropy, the latter by torch.special.entr."""
    return torch.einsum("bz,bz->b", q, energy) - temperature * torch.special.entr(q).sum(-1)


def safe_logarithm(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """The logarithm of 1 in place of that of 0, and one mean of both parts."""
    log_q = torch.where(q > 0, q, torch.ones_like(q)).log()
    return (q * (energy + temperature * log_q)).sum(dim=1)


def states_that_occur(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """Row by row, with the entropy of those states only that q has."""
    rows = []
    for costs, law in zip(energy, q, strict=True):
        present = law[law > 0]
        entropy = -torch.dot(present, present.log())
        rows.append(torch.dot(law, costs) - temperature * entropy)
    return torch.stack(rows)
