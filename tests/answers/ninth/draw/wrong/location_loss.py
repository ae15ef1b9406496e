"""Wrong answers to location_loss."""

import math

from torch import Tensor


def baselines_never_learn(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """Detaches the advantage once for both terms: the right value, no gradient of the baselines."""
    advantage = (reward - baselines).detach()
    square = (places.detach() - means).square() / std**2
    log_n = -0.5 * (square + math.log(2 * math.pi * std**2)).sum(-1)
    return (advantage.square() - advantage * log_n).sum(0)


def constant_of_one_coordinate(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """Adds log(2 pi std^2) once instead of once for each of the two coordinates."""
    advantage = reward.detach() - baselines
    square = (places.detach() - means).square().sum(-1) / std**2
    log_n = -0.5 * (square + math.log(2 * math.pi * std**2))
    return (advantage.square() - advantage.detach() * log_n).sum(0)


def places_that_follow_their_means(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """Leaves the places attached: for places made of the means the mean's gradient cancels."""
    advantage = reward.detach() - baselines
    square = ((places - means) / std).square()
    log_n = -0.5 * (square + math.log(2 * math.pi * std**2)).sum(-1)
    return (advantage.square() - advantage.detach() * log_n).sum(0)
