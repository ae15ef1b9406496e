"""Right answers to boltzmann."""

import torch
from torch import Tensor


def softmax_and_logsumexp(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """Both by torch's own functions over the states."""
    scaled = energy / -temperature
    return scaled.softmax(-1), -temperature * scaled.logsumexp(-1)


def least_energy_first(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """The least energy of each row is taken out, and put back at the end."""
    least = energy.min(dim=1, keepdim=True).values.detach()
    weight = torch.exp(-(energy - least) / temperature)
    z = weight.sum(dim=1, keepdim=True)
    return weight / z, (least - temperature * torch.log(z)).squeeze(1)


def from_the_likeliest_state(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """Energy plus T log p is the same for every state: taken at the cheapest one."""
    log_p = torch.log_softmax(-energy / temperature, dim=1)
    cheapest = energy.argmin(dim=1, keepdim=True)
    free = energy.gather(1, cheapest) + temperature * log_p.gather(1, cheapest)
    return log_p.exp(), free[:, 0]
