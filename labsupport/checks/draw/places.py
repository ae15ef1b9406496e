"""The exercise ``location_loss`` of topic ``draw``: REINFORCE with a baseline for places."""

import math
from typing import Any

import torch
from torch import Tensor

from labsupport.checks.declaration import Declaration
from labsupport.checks.inputs import Inputs
from labsupport.checks.numbers import Function
from labsupport.checks.slopes import Slopes


def location_loss(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """Squared error of the baseline, and advantage times log-density, with constants."""
    places, reward = places.detach(), reward.detach()
    squared = (places - means) ** 2 / std**2
    log_prob = -0.5 * (squared + math.log(2 * math.pi * std**2)).sum(-1)
    advantage = reward - baselines
    return (advantage**2 - advantage.detach() * log_prob).sum(0)


def glances(make: Inputs, glimpses: int, batch: int, std: float = 0.4) -> list[Any]:
    """Places that were drawn around their means, rewards and baselines."""
    means = make.uniform(-0.8, 0.8, glimpses, batch, 2)
    return [
        means + std * make.normal(glimpses, batch, 2),
        means,
        std,
        make.uniform(0.6, 1.0, batch),
        make.uniform(0.1, 0.4, glimpses, batch),
    ]


CONSTANTS = """
    places, reward = places, reward.detach()  # the places are not constant: made as mean + std *
        # noise they move with the mean, and the gradient of their log-density cancels to 0; detach
        # them
    advantage.detach() * -> advantage *  # the advantage that multiplies the log-density is not
        # constant: the baseline learns to make the loss small instead of the error
    places, reward = places, reward.detach(); advantage.detach() * -> advantage *
        # neither the places nor the advantage beside the log-density are constant: detach both
    (places - means) -> (places - means.detach())  # the means are constant:
        # no gradient reaches the network that chooses places
    advantage**2 - -> advantage.detach()**2 -  # the baseline does not learn:
        # its squared error has no gradient
"""
AIMS = {"means": "that of REINFORCE", "baselines": "that of the squared error"}


def moving(make: Inputs) -> list[Tensor]:
    """Means, baselines, rewards, and the noise of places."""
    _, means, _, reward, baselines = glances(make, 3, 4)
    return [means, baselines, reward, make.normal(3, 4, 2)]


def from_means(loss: Function) -> Function:
    """A loss of places that are made of their means, and of those that are not."""

    def of_means(means: Tensor, baselines: Tensor, reward: Tensor, noise: Tensor) -> Tensor:
        centres = (means, means.detach())
        return torch.stack([loss(c + 0.4 * noise, means, 0.4, reward, baselines) for c in centres])

    return of_means


slopes = Slopes(location_loss, moving, AIMS, CONSTANTS, from_means)

LOCATION_LOSS = Declaration(
    location_loss,
    glances,
    [(3, 4), (1, 2), (2, 1), (5, 3, 0.2)],
    edits="""
        advantage**2 - advantage -> advantage**2 + advantage  # the log-density is added;
            # to raise the expected reward, subtract it
        return (advantage**2 - reward * log_prob).sum(0)
            # the baseline is not subtracted from the reward that multiplies
        return (-advantage.detach() * log_prob).sum(0)  # the baseline's squared error is missing
        return (advantage**2).sum(0)  # the log-density is missing
        (advantage**2 - -> (advantage -  # the baseline's error is not squared
        advantage.detach() * log_prob -> advantage.detach() ** 2 * log_prob
            # the advantage multiplies the log-density squared
        reward - baselines -> baselines - reward  # the advantage is baseline - reward;
            # it is reward - baseline
        * log_prob -> * log_prob.exp()  # the density stands where its logarithm belongs
        / std**2 -> / std  # the squared distance is divided by std, not by its square
        squared = (places - means)**2  # the distance is not divided by the variance
        -0.5 * (squared -> -(squared  # the ½ of the log-density is missing
        log_prob = -0.5 * squared.sum(-1)  # the log-density's constant is missing:
            # log(2π std²) for each coordinate
        pi * std**2 -> pi * std  # the constant is log(2π std); the variance belongs there
        math.log(2 * math.pi * std**2) -> math.log(std**2)  # log 2π is missing in the log-density
        .sum(-1) -> .mean(-1)  # averaged over the two coordinates of a place; add them up
        .sum(0) -> .mean(0)  # averaged over the glimpses; add them up
        .sum(0) -> .sum(1)  # summed over the batch; return one number for each image
        sum(0) -> sum(0).mean()  # averaged over the batch as well; return one number for each image
        .sum(0) -> [-1]  # this is the last glimpse alone; add up all of them
        return (advantage**2).sum(0) - advantage.sum(0) * log_prob.sum(0)
            # the glimpses' log-densities are added up before they meet their own baselines
        baselines = baselines.mean(0).expand_as(baselines)  # one baseline,
            # the mean over the glimpses, serves all of them
    """,
    differentiable=False,
    also=[slopes],
)
