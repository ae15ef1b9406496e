"""Wrong answers to location_loss."""

import math

from torch import Tensor
from torch.distributions import Normal


def gradient_of_reward(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """The gradient of the first term reaches the reward as well, and what it was made of."""
    advantage = reward - baselines
    log_p = Normal(means, std).log_prob(places.detach()).sum(-1)
    return (advantage**2 - advantage.detach() * log_p).sum(0)


def advantage_not_data(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """The advantage is not detached where it multiplies, so the baselines get its gradient too."""
    advantage = reward.detach() - baselines
    log_p = Normal(means, std).log_prob(places.detach()).sum(-1)
    return (advantage**2 - advantage * log_p).sum(0)


def constant_once(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """The constant of the log-density is counted for one coordinate, but a place has two."""
    advantage = reward.detach() - baselines
    squares = (places.detach() - means).square().sum(-1) / std**2
    log_p = -0.5 * (squares + math.log(2 * math.pi * std**2))
    return (advantage.square() - advantage.detach() * log_p).sum(0)


def centred_advantage(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """The advantage that multiplies has its mean over the batch subtracted."""
    advantage = reward.detach() - baselines
    log_p = Normal(means, std).log_prob(places.detach()).sum(-1)
    weight = advantage.detach()
    weight = weight - weight.mean(1, keepdim=True)
    return (advantage**2 - weight * log_p).sum(0)


def places_not_data(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """The places are not detached, so a gradient flows back to what they were made of."""
    advantage = reward.detach() - baselines
    log_p = Normal(means, std).log_prob(places).sum(-1)
    return (advantage**2 - advantage.detach() * log_p).sum(0)


def deviation_in_constant(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """The constant has the standard deviation where the variance belongs: the same for 1."""
    advantage = reward.detach() - baselines
    squares = (places.detach() - means).square() / std**2
    log_p = -0.5 * (squares + math.log(2 * math.pi * std)).sum(-1)
    return (advantage.square() - advantage.detach() * log_p).sum(0)
