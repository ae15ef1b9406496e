"""Right answers to location_loss."""

import math

import torch
from torch import Tensor
from torch.distributions import Independent, Normal
from torch.nn import functional as F


def written_out(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """The density written out, for all glimpses at once."""
    advantage = reward.detach() - baselines
    squares = ((places.detach() - means) ** 2).sum(-1) / std**2
    log_p = -0.5 * squares - math.log(2 * math.pi * std**2)
    return (advantage**2 - advantage.detach() * log_p).sum(0)


def by_distribution(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """A normal distribution with two coordinates, and the two terms apart."""
    log_p = Independent(Normal(means, std), 1).log_prob(places.detach())
    target = reward.detach().expand_as(baselines)
    expected = F.mse_loss(baselines, target, reduction="none")
    surrogate = (target - baselines.detach()) * log_p
    return expected.sum(dim=0) - surrogate.sum(dim=0)


def glimpse_by_glimpse(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """A loop over the glimpses, and another one over the coordinates."""
    constant = -math.log(std) - 0.5 * math.log(2 * math.pi)
    with torch.no_grad():
        data, gain = places.clone(), reward.clone()
        weights = gain - baselines
    loss = torch.zeros(means.shape[1], dtype=means.dtype, device=means.device)
    for t in range(len(means)):
        loss = loss + torch.square(gain - baselines[t])
        for i in range(2):
            scaled = (data[t, :, i] - means[t, :, i]) / std
            loss = loss - weights[t] * (constant - scaled.square() / 2)
    return loss


def image_by_image(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """One image with all of its glimpses, and vmap over the second axis."""
    log_scale = math.log(std) + math.log(2 * math.pi) / 2

    def one(place: Tensor, mean: Tensor, gain: Tensor, baseline: Tensor) -> Tensor:
        log_p = -((place - mean).div(std).pow(2) / 2 + log_scale)
        weight = gain - baseline.detach()
        return torch.sum((gain - baseline) ** 2) - torch.dot(weight, log_p.sum(1))

    over_images = torch.vmap(one, in_dims=(1, 1, 0, 1))
    return over_images(places.detach(), means, reward.detach(), baselines)
