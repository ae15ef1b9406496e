"""Right answers to boltzmann."""

import torch
from torch import Tensor


def softmax_and_logsumexp(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """By softmax and logsumexp of the scaled energies."""
    logits = -energy / temperature
    return torch.softmax(logits, -1), -temperature * torch.logsumexp(logits, -1)


def from_the_ground_state(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """Energies are counted from the least one of each row, which is added in the end."""
    ground = energy.amin(dim=1, keepdim=True)
    weights = torch.exp((ground - energy) / temperature)
    z = weights.sum(dim=1, keepdim=True)
    return weights / z, (ground - temperature * z.log()).squeeze(1)


def states_added_one_by_one(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """log Z grows by logaddexp in a loop over the states."""
    minus = -energy / temperature
    log_z = minus[:, 0]
    for state in range(1, energy.shape[1]):
        log_z = torch.logaddexp(log_z, minus[:, state])
    return (minus - log_z[:, None]).exp(), -temperature * log_z


def categorical_and_its_free_energy(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """The law from torch.distributions, the least from mean energy and entropy of that law."""
    law = torch.distributions.Categorical(logits=energy.neg().div(temperature))
    return law.probs, (law.probs * (energy + temperature * law.logits)).sum(-1)
