"""Right answers to location_loss."""

import math

import torch
from torch import Tensor
from torch.nn import functional as F


def squares_and_constants(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """Writes the normal log-density out and detaches places, reward and advantage."""
    drawn = places.detach()
    difference = reward.detach() - baselines
    square = ((drawn - means) ** 2).sum(-1) / std**2
    log_density = -0.5 * (square + 2 * math.log(2 * math.pi * std**2))
    return (difference**2 - difference.detach() * log_density).sum(0)


def glimpse_by_glimpse(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """Adds up both terms in a loop over the glimpses, with torch.distributions.Normal."""
    total = torch.zeros_like(baselines[0]).detach()
    for place, mean, baseline in zip(places, means, baselines, strict=True):
        log_density = torch.distributions.Normal(mean, std).log_prob(place.detach()).sum(-1)
        with torch.no_grad():
            advantage = reward - baseline
        total = total + F.mse_loss(baseline, reward.detach(), reduction="none")
        total = total - advantage * log_density
    return total
