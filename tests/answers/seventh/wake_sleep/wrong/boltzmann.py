"""Wrong answers to boltzmann."""

import torch
from torch import Tensor


def temperature_forgotten_outside(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """The free energy is minus log Z, without the temperature before it."""
    scaled = -energy / temperature
    return torch.softmax(scaled, 1), -torch.logsumexp(scaled, 1)


def mean_energy(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """The mean energy is returned as the free energy, without the entropy."""
    law = torch.softmax(-energy / temperature, 1)
    return law, (law * energy).sum(1)


def entropy_of_rounded_law(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """The free energy takes the logarithm of probabilities, nan where one is rounded to 0."""
    law = torch.softmax(-energy / temperature, 1)
    return law, (law * energy).sum(1) + temperature * (law * law.log()).sum(1)


def least_energy_not_put_back(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """The least energy is taken out and not put back, so the free energy counts from there."""
    weight = torch.exp(-(energy - energy.amin(1, keepdim=True)) / temperature)
    z = weight.sum(1, keepdim=True)
    return weight / z, -temperature * torch.log(z[:, 0])


def least_energy_of_the_batch(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """One least energy is taken out for the whole batch, so that dearer rows underflow."""
    least = energy.min()
    weight = torch.exp(-(energy - least) / temperature)
    z = weight.sum(1, keepdim=True)
    return weight / z, least - temperature * torch.log(z[:, 0])
