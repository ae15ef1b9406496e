"""Right answers to free_energy."""

import torch
from torch import Tensor


def mean_energy_minus_heat(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """The entropy by torch.special.entr, the mean energy by einsum."""
    entropy = torch.special.entr(q).sum(dim=-1)
    return torch.einsum("bs,bs->b", q, energy) - temperature * entropy


def one_mean(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """One mean of energy and logarithm together; the logarithm of a 0 is replaced before it."""
    log_q = torch.log(torch.where(q > 0, q, torch.ones_like(q)))
    return (q * (energy + temperature * log_q)).sum(1)


def state_by_state(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """Adds up state by state, in observations that have the state at all."""
    total = energy.new_zeros(energy.shape[0])
    for s in range(energy.shape[1]):
        p = q[:, s]
        (taken,) = torch.nonzero(p, as_tuple=True)
        heat = temperature * p[taken] * p[taken].log()
        total = total + p * energy[:, s]
        total = total.index_add(0, taken, heat)
    return total
