"""Right answers to location_loss."""

import math

import torch
from torch import Tensor
from torch.nn import functional as F


def formula(places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor) -> Tensor:
    """The formula with what is data detached."""
    advantage = reward.detach().to(means) - baselines
    square = (places.detach() - means) ** 2 / std**2
    log_density = -0.5 * (square + math.log(2 * math.pi * std**2)).sum(-1)
    return (advantage**2 - advantage.detach() * log_density).sum(0)


def glimpse_by_glimpse(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """A loop over the glimpses, with a normal distribution and a squared error of torch."""
    reward = reward.detach().to(means)
    loss = torch.zeros_like(reward)
    for place, mean, baseline in zip(places.detach(), means, baselines, strict=True):
        spread = torch.full_like(mean, std)
        guide = torch.distributions.Independent(torch.distributions.Normal(mean, spread), 1)
        better = (reward - baseline).detach()
        loss = (
            loss + F.mse_loss(baseline, reward, reduction="none") - better * guide.log_prob(place)
        )
    return loss


def negative_log_likelihood(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """The advantage computed without gradients, times two logarithms that are written out."""
    with torch.no_grad():
        goal = reward.to(means).expand_as(baselines).clone()
        advantage = goal - baselines
        data = places.clone()
    distance = torch.einsum("gbc,gbc->gb", data - means, data - means)
    cost = distance / (2 * std * std) + 2 * math.log(std) + math.log(2 * math.pi)
    return torch.einsum("gb,gb->b", advantage, cost) + (baselines - goal).pow(2).sum(dim=0)
