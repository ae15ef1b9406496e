"""Wrong answers to location_loss."""

import math

from torch import Tensor


def reward_learns_too(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """The reward is not held constant in the square, so its gradient reaches the classifier."""
    advantage = reward - baselines
    square = (places.detach() - means) ** 2 / std**2
    log_n = -0.5 * (square + math.log(2 * math.pi * std**2)).sum(-1)
    return (advantage**2 - advantage.detach() * log_n).sum(0)


def constant_of_one_coordinate(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """The density's constant is counted once, not for both coordinates of a place."""
    advantage = reward.detach() - baselines
    square = ((places.detach() - means) ** 2).sum(-1) / std**2
    log_n = -0.5 * (square + math.log(2 * math.pi * std**2))
    return (advantage**2 - advantage.detach() * log_n).sum(0)


def place_follows_its_mean(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """The places are not detached, so what they were made of gets a gradient."""
    advantage = reward.detach() - baselines
    square = (places - means) ** 2 / std**2
    log_n = -0.5 * (square + math.log(2 * math.pi * std**2)).sum(-1)
    return (advantage**2 - advantage.detach() * log_n).sum(0)


def baseline_in_both_terms(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """The advantage is not held constant where it multiplies the log-density."""
    advantage = reward.detach() - baselines
    square = (places.detach() - means) ** 2 / std**2
    log_n = -0.5 * (square + math.log(2 * math.pi * std**2)).sum(-1)
    return (advantage**2 - advantage * log_n).sum(0)


def advantage_of_the_mean_baseline(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """The log-densities are multiplied by the reward minus the glimpses' mean baseline."""
    advantage = reward.detach() - baselines
    square = (places.detach() - means) ** 2 / std**2
    log_n = -0.5 * (square + math.log(2 * math.pi * std**2)).sum(-1)
    return (advantage**2 - advantage.mean(0).detach() * log_n).sum(0)
