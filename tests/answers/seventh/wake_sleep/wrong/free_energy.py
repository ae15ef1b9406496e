"""Wrong answers to free_energy."""

import math

import torch
from torch import Tensor


def logarithm_of_zero(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """Multiplies q by its logarithm, which gives nan where q is 0."""
    return (q * energy).sum(1) + temperature * (q * torch.log(q)).sum(1)


def in_units_of_temperature(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """The energy is divided by the temperature, instead of the entropy multiplied by it."""
    return (q * energy).sum(1) / temperature - torch.special.entr(q).sum(1)


def entropy_of_the_batch(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """The entropy is summed over the whole batch, and not for each row."""
    return (q * energy).sum(1) - temperature * torch.special.entr(q).sum()


def temperature_as_a_number(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """The temperature becomes a Python number, to which no gradient flows back."""
    t = float(temperature)
    return (q * energy - t * torch.special.entr(q)).sum(1)


def entropy_in_bits(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """The entropy is in bits, while the energy is in nats."""
    entropy = torch.special.entr(q).sum(1) / math.log(2)
    return (q * energy).sum(1) - temperature * entropy
