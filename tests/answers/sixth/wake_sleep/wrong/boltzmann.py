"""Wrong answers to boltzmann."""

import torch
from torch import Tensor


def temperature_once(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """The free energy is -log Z, without the factor of the temperature."""
    exponent = -energy / temperature
    return torch.softmax(exponent, -1), -torch.logsumexp(exponent, -1)


def cheapest_of_all(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """All rows are shifted by the least energy of the whole batch, so a dear row underflows."""
    least = energy.min()
    factors = torch.exp(-(energy - least) / temperature)
    z = factors.sum(-1)
    return factors / z[:, None], least - temperature * torch.log(z)


def from_the_definition(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """The free energy is not a number where a probability is rounded to 0, by log 0."""
    law = torch.softmax(-energy / temperature, -1)
    return law, (law * energy).sum(-1) + temperature * (law * law.log()).sum(-1)


def shift_not_returned(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """The least energy is subtracted against overflow, but not added to the free energy again."""
    factors = torch.exp(-(energy - energy.amin(-1, keepdim=True)) / temperature)
    z = factors.sum(-1)
    return factors / z[:, None], -temperature * torch.log(z)


def over_the_batch(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """The softmax runs over the batch, not over the states."""
    exponent = -energy / temperature
    return torch.softmax(exponent, 0), -temperature * torch.logsumexp(exponent, 1)
