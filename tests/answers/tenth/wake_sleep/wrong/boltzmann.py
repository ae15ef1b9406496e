"""Wrong answers to boltzmann."""

import torch
from torch import Tensor


def free_energy_at_temperature_one(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """Returns -log Z without the factor T, which is right only for T = 1."""
    scaled = -energy / temperature
    return torch.softmax(scaled, -1), -torch.logsumexp(scaled, -1)


def mean_energy_alone(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """Returns the law's mean energy and forgets its entropy."""
    law = torch.softmax(-energy / temperature, -1)
    return law, (law * energy).sum(-1)


def entropy_of_rounded_zeros(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """Sums p (E + T log p), which is NaN as soon as a probability is rounded to 0."""
    law = torch.softmax(-energy / temperature, -1)
    return law, (law * (energy + temperature * torch.log(law))).sum(-1)
