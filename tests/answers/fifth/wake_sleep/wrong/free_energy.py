"""Wrong answers to free_energy."""

import torch
from torch import Tensor


def nan_at_zero(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """The logarithm of a probability of 0 makes NaN."""
    return (q * energy).sum(-1) + temperature * (q * q.log()).sum(-1)


def entropy_added(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """The entropy has the wrong sign."""
    return (q * energy).sum(-1) + temperature * torch.special.entr(q).sum(-1)


def entropy_in_bits(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """The entropy is in bits and the energy in nats."""
    log_q = torch.log2(torch.where(q > 0, q, 1.0))
    return (q * (energy + temperature * log_q)).sum(-1)


def states_left_out_for_all(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """A state that has the probability 0 in one row is left out of every row."""
    possible = (q > 0).all(0)
    energy, q = energy[:, possible], q[:, possible]
    return (q * (energy + temperature * q.log())).sum(-1)


def temperature_over_the_energy(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """The energy is divided by the temperature, where the entropy should be multiplied by it."""
    return (q * energy / temperature).sum(-1) - torch.special.entr(q).sum(-1)


def temperature_as_a_number(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """The temperature becomes a Python number, so no gradient flows back to it."""
    entropy = torch.special.entr(q).sum(-1)
    return torch.einsum("bs,bs->b", q, energy) - float(temperature) * entropy
