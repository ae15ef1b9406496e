"""Wrong answers to location_loss."""

import math

from torch import Tensor


def normalizer_once(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """Counts the constant of the log-density once instead of for each of the two coordinates."""
    advantage = reward.detach() - baselines
    square = ((places.detach() - means) ** 2).sum(-1) / std**2
    log_density = -0.5 * (square + math.log(2 * math.pi * std**2))
    return (advantage**2 - advantage.detach() * log_density).sum(0)


def reward_with_gradient(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """Lets the gradient of the first term reach the reward as well."""
    advantage = reward - baselines
    square = (places.detach() - means) ** 2 / std**2
    log_density = -0.5 * (square + math.log(2 * math.pi * std**2)).sum(-1)
    return (advantage**2 - advantage.detach() * log_density).sum(0)


def standardized_advantage(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """Divides the advantage that multiplies by its standard deviation over the batch."""
    advantage = reward.detach() - baselines
    factor = advantage.detach()
    factor = factor / (factor.std(1, correction=0, keepdim=True) + 1e-6)
    square = (places.detach() - means) ** 2 / std**2
    log_density = -0.5 * (square + math.log(2 * math.pi * std**2)).sum(-1)
    return (advantage**2 - factor * log_density).sum(0)


def deviation_for_variance(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """Divides the square by the standard deviation instead of the variance."""
    advantage = reward.detach() - baselines
    square = (places.detach() - means) ** 2 / std
    log_density = -0.5 * (square + math.log(2 * math.pi * std**2)).sum(-1)
    return (advantage**2 - advantage.detach() * log_density).sum(0)


def advantage_with_gradient(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """Leaves the advantage its gradient where it multiplies, so the density moves baselines."""
    advantage = reward.detach() - baselines
    square = (places.detach() - means) ** 2 / std**2
    log_density = -0.5 * (square + math.log(2 * math.pi * std**2)).sum(-1)
    return (advantage**2 - advantage * log_density).sum(0)
