"""Wrong answers to free_energy."""

import torch
from torch import Tensor


def logarithm_of_zero(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """Multiplies q with its logarithm as it is: NaN where a state has the probability 0."""
    return (q * (energy + temperature * q.log())).sum(1)


def energy_divided_by_the_heat(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """Divides the mean energy by T in place of multiplying the entropy: right for T = 1 only."""
    return (q * energy).sum(1) / temperature - torch.special.entr(q).sum(1)


def entropy_of_the_whole_batch(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """Sums the entropy over the rows too, which broadcasts: right for a batch of one only."""
    return (q * energy).sum(1) - temperature * torch.special.entr(q).sum()
