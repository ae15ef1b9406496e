"""Wrong answers to location_loss."""

import math

from torch import Tensor


def advantage_with_a_gradient(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """Leaves the advantage attached, so that baselines learn from the second term too."""
    difference = reward - baselines
    square = ((places.detach() - means) ** 2).sum(-1) / std**2
    log_density = -0.5 * square - math.log(2 * math.pi * std**2)
    return (difference**2 - difference * log_density).sum(0)


def advantage_of_unit_spread(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """Divides the advantage by its standard deviation over the batch before it multiplies."""
    difference = reward - baselines
    advantage = difference.detach() / (difference.detach().std(dim=1, keepdim=True) + 1e-3)
    square = ((places.detach() - means) ** 2).sum(-1) / std**2
    log_density = -0.5 * square - math.log(2 * math.pi * std**2)
    return (difference**2 - advantage * log_density).sum(0)


def constant_of_one_coordinate(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """Takes the log-density's constant for one of the two coordinates: the value is off."""
    difference = reward - baselines
    square = ((places.detach() - means) ** 2).sum(-1) / std**2
    log_density = -0.5 * (square + math.log(2 * math.pi * std**2))
    return (difference**2 - difference.detach() * log_density).sum(0)
