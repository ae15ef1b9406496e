"""Right answers to boltzmann."""

import torch
from torch import Tensor


def normalizes_the_logarithms(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """Takes the probabilities as exponentials of normalized logarithms, and log Z by itself."""
    logs = energy.neg() / temperature
    return torch.log_softmax(logs, -1).exp(), -temperature * logs.logsumexp(-1)


def counts_from_the_ground_state(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """Measures energies from the least of the row, and adds that to the free energy again."""
    ground = energy.min(dim=1, keepdim=True).values
    factors = torch.exp((ground - energy) / temperature)
    total = factors.sum(1, keepdim=True)
    return factors / total, (ground - temperature * total.log())[:, 0]
