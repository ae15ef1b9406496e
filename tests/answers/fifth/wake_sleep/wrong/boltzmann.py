"""Wrong answers to boltzmann."""

import math

import torch
from torch import Tensor


def plain_exponentials(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """exp(-E / T) is 0 for costs of hundreds of nats, and so is Z."""
    weights = torch.exp(-energy / temperature)
    z = weights.sum(-1, keepdim=True)
    return weights / z, -temperature * z.squeeze(-1).log()


def temperature_only_inside(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """The free energy is -log Z, without the temperature."""
    logits = -energy / temperature
    return torch.softmax(logits, -1), -torch.logsumexp(logits, -1)


def one_ground_state_for_all(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """Energies are counted from the least of the whole batch, so other rows still underflow."""
    ground = energy.min()
    weights = torch.exp(-(energy - ground) / temperature)
    z = weights.sum(-1)
    return weights / z[:, None], ground - temperature * torch.log(z)


def multiplied_by_temperature(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """The energy is multiplied by the temperature, as if that were its inverse."""
    logits = -energy * temperature
    return torch.softmax(logits, -1), -torch.logsumexp(logits, -1) / temperature


def law_without_gradient(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """The distribution is detached, so that its gradients do not flow back."""
    law = torch.softmax(-energy.detach() / temperature.detach(), -1)
    return law, -temperature * torch.logsumexp(-energy / temperature, -1)


def mean_of_the_states(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """Z is the mean of exp(-E / T) over the states, not the sum."""
    logits = -energy / temperature
    log_z = torch.logsumexp(logits, -1) - math.log(energy.shape[-1])
    return torch.softmax(logits, -1), -temperature * log_z
