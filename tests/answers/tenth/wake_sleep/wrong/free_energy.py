"""Wrong answers to free_energy."""

import math

import torch
from torch import Tensor


def zero_times_minus_infinity(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """Multiplies q by its logarithm as it is, which is NaN where q is 0."""
    return (q * energy).sum(-1) + temperature * (q * torch.log(q)).sum(-1)


def entropy_in_bits(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """Takes the logarithm to the base 2, so that the entropy is in bits and not in nats."""
    entropy = torch.special.entr(q).sum(-1) / math.log(2)
    return (q * energy).sum(-1) - temperature * entropy


def temperature_as_a_number(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """Takes the temperature out of its tensor by item(), so that it gets no gradient."""
    return (q * energy - temperature.item() * torch.special.entr(q)).sum(-1)
