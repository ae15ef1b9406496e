"""Right answers to boltzmann."""

import torch
from torch import Tensor


def library(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """Softmax and logsumexp over the states."""
    exponent = -energy / temperature
    return torch.softmax(exponent, -1), -temperature * torch.logsumexp(exponent, -1)


def from_the_cheapest(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """All energies are counted from that of the cheapest state, which is added at the end."""
    least = energy.amin(dim=1, keepdim=True)
    factors = torch.exp((least - energy) / temperature)
    z = factors.sum(dim=1, keepdim=True)
    return factors / z, (least - temperature * z.log()).squeeze(1)


def logarithms_first(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """log Z by adding state after state in log-space, and the law from it."""
    exponents = energy.neg().div(temperature)
    log_z = exponents[:, 0]
    for column in exponents[:, 1:].unbind(1):
        log_z = torch.logaddexp(log_z, column)
    return (exponents - log_z.unsqueeze(1)).exp(), -(temperature * log_z)
