"""Right answers to free_energy."""

import torch
from torch import Tensor


def energy_and_entr(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """Two sums over the states, the entropy from torch.special.entr."""
    return (q * energy).sum(-1) - temperature * torch.special.entr(q).sum(-1)


def one_sum_with_xlogy(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """One sum, with xlogy for the negative entropy."""
    return (energy * q + temperature * torch.xlogy(q, q)).sum(dim=1)


def einsum_of_masked_logarithm(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """The logarithm is taken of 1 where q is 0, and einsum makes the mean of all costs."""
    log_q = torch.where(q > 0, q, torch.ones_like(q)).log()
    return torch.einsum("bs,bs->b", q, energy + temperature * log_q)


def row_by_row(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """A loop over the rows, each without its states of probability 0 in the entropy."""
    result = []
    for row, law in zip(energy, q, strict=True):
        present = law[law > 0]
        entropy = -torch.dot(present, present.log())
        result.append(torch.dot(law, row) - temperature * entropy)
    return torch.stack(result)
