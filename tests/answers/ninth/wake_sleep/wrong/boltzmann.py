"""Wrong answers to boltzmann."""

import torch
from torch import Tensor


def log_z_without_the_temperature(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """Returns -log Z as free energy, without the factor T: right for T = 1 only."""
    logs = -energy / temperature
    return torch.softmax(logs, 1), -torch.logsumexp(logs, 1)


def bare_exponentials(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """Exponentiates as it is: for hundreds of nats Z is 0, the law NaN, the free energy inf."""
    factors = torch.exp(-energy / temperature)
    z = factors.sum(1)
    return factors / z[:, None], -temperature * z.log()


def forgets_the_ground_state(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """Subtracts the least energy against underflow, and does not add it to the free energy."""
    above = energy - energy.min(1, keepdim=True).values
    logs = -above / temperature
    return torch.softmax(logs, 1), -temperature * torch.logsumexp(logs, 1)
