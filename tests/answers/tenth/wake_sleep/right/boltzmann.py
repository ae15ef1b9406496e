"""Right answers to boltzmann."""

import torch
from torch import Tensor


def softmax_and_logsumexp(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """Divides minus the energies by T, and uses softmax and logsumexp over the states."""
    scaled = -energy / temperature
    return scaled.softmax(-1), -temperature * scaled.logsumexp(-1)


def above_the_lowest_energy(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """Measures energies from the lowest of a row, and adds it to the free energy again."""
    lowest = energy.amin(dim=1, keepdim=True)
    weights = torch.exp((lowest - energy) / temperature)
    z = weights.sum(dim=1, keepdim=True)
    return weights / z, (lowest - temperature * z.log())[:, 0]
