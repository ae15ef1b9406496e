"""The exercise ``location_loss`` of topic ``draw``: REINFORCE with a baseline for places."""

import math
from typing import Any

import torch
from torch import Tensor

from labsupport.checks import numbers
from labsupport.checks.compare import Verdict, close
from labsupport.checks.declaration import Declaration
from labsupport.checks.formula import ROUNDED
from labsupport.checks.inputs import Inputs
from labsupport.checks.numbers import Function

EXACT = {"rtol": 1e-11, "atol": 1e-11}


def location_loss(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """Squared error of the baseline, and advantage times log-density, with constants."""
    places, reward = places.detach(), reward.detach()
    squared = (places - means) ** 2 / std**2
    log_prob = -0.5 * (squared + math.log(2 * math.pi * std**2)).sum(-1)
    advantage = reward - baselines
    return (advantage**2 - advantage.detach() * log_prob).sum(0)


def glances(make: Inputs, glimpses: int, batch: int) -> list[object]:
    """Places that were drawn around their means, rewards and baselines."""
    means = make.uniform(-0.8, 0.8, glimpses, batch, 2)
    return [
        means + 0.4 * make.normal(glimpses, batch, 2),
        means,
        0.4,
        make.uniform(0.6, 1.0, batch),
        make.uniform(0.1, 0.4, glimpses, batch),
    ]


def place_mistakes(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> dict[str, Tensor]:
    """Mistakes that are no edit."""
    squared = (places - means) ** 2 / std**2
    log_prob = -0.5 * (squared + math.log(2 * math.pi * std**2)).sum(-1)
    advantage = reward - baselines
    return {
        "the glimpses' log-densities are added up before they meet their own baselines": (
            (advantage**2).sum(0) - advantage.sum(0) * log_prob.sum(0)
        ),
        "one baseline, the mean over the glimpses, serves all of them": (
            (reward - baselines.mean(0)) ** 2 * len(places)
            - (reward - baselines.mean(0)) * log_prob.sum(0)
        ),
    }


# Sentence -> how the loss of a wrong gradient is computed, by what is constant in it.
def _variants(
    places: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> dict[str, Tensor]:
    constant = places.detach()

    def log_prob(at: Tensor, mean: Tensor) -> Tensor:
        return -0.5 * ((at - mean) ** 2 / std**2 + math.log(2 * math.pi * std**2)).sum(-1)

    advantage = reward - baselines
    fixed = advantage.detach()
    given = log_prob(constant, means)
    return {
        "the places are not constant: made as mean + std * noise they move with the mean, and the "
        "gradient of their log-density cancels to 0; detach them": (
            advantage**2 - fixed * log_prob(places, means)
        ),
        "the advantage that multiplies the log-density is not constant: the baseline learns to "
        "make the loss small instead of the error": advantage**2 - advantage * given,
        "neither the places nor the advantage beside the log-density are constant: detach both": (
            advantage**2 - advantage * log_prob(places, means)
        ),
        "the means are constant: no gradient reaches the network that chooses places": (
            advantage**2 - fixed * log_prob(constant, means.detach())
        ),
        "the baseline does not learn: its squared error has no gradient": (
            fixed**2 - fixed * given
        ),
    }


def slopes(function: Function, generator: torch.Generator) -> Verdict:
    """Whether the gradients are those of REINFORCE and of the baseline's error, and no more."""
    make = Inputs(generator)
    given = glances(make, 3, 4)
    verdict = LOCATION_LOSS.judge.value(function, *given)
    if verdict is not None:
        return verdict
    reward, noise = given[3], make.normal(3, 4, 2)

    def gradients(compute: Any) -> list[Tensor] | None:
        """In means and baselines, where the places are made of the means, and where not."""
        found = []
        for moves in (True, False):
            means, baselines = (
                given[n].detach().clone().requires_grad_()  # type: ignore[attr-defined]
                for n in (1, 4)
            )
            at = (means if moves else means.detach()) + 0.4 * noise
            value = compute(at, means, 0.4, reward, baselines)
            if not value.requires_grad:
                return None
            # Another weight for each image, so that none can be exchanged.
            weights = torch.linspace(0.5, 1.5, len(value)).to(value.dtype)
            inputs = (means, baselines)
            each = torch.autograd.grad((value * weights).sum(), inputs, allow_unused=True)
            found += [
                torch.zeros_like(i) if g is None else g for g, i in zip(each, inputs, strict=True)
            ]
        return found

    found, right = gradients(numbers.forgiving(function)), gradients(location_loss)
    if found is None:
        return "no gradient can flow back: only the places and the advantage are constants"
    assert right is not None
    if all(close(a, b) for a, b in zip(found, right, strict=True)):
        precise = all(close(a, b, **EXACT) for a, b in zip(found, right, strict=True))
        return None if precise else ROUNDED
    names = [*_variants(*glances(make, 2, 2))]  # type: ignore[arg-type]
    for sentence in names:

        def other(*inputs: Any, sentence: str = sentence) -> Tensor:
            return _variants(*inputs)[sentence].sum(0)

        theirs = gradients(other)
        if theirs is not None and all(close(a, b) for a, b in zip(found, theirs, strict=True)):
            return sentence
    what = "means" if not close(found[0], right[0]) else "baselines"
    return f"the value is right, but the gradient in the {what} is not that of the formula"


LOCATION_LOSS = Declaration(
    location_loss,
    glances,
    [(3, 4), (1, 2), (2, 1), (5, 3)],
    edits={
        "the log-density is added; to raise the expected reward, subtract it": (
            "advantage**2 - advantage -> advantage**2 + advantage"
        ),
        "the baseline is not subtracted from the reward that multiplies": (
            "advantage**2 - advantage.detach() * log_prob -> advantage**2 - reward * log_prob"
        ),
        "the baseline's squared error is missing": (
            "(advantage**2 - advantage.detach() * log_prob) -> (-advantage.detach() * log_prob)"
        ),
        "the log-density is missing": "(advantage**2 - advantage.detach() * log_prob) -> "
        "(advantage**2)",
        "the baseline's error is not squared": "(advantage**2 - -> (advantage -",
        "the advantage multiplies the log-density squared": (
            "advantage.detach() * log_prob -> advantage.detach() ** 2 * log_prob"
        ),
        "the advantage is baseline - reward; it is reward - baseline": (
            "reward - baselines -> baselines - reward"
        ),
        "the density stands where its logarithm belongs": "* log_prob -> * log_prob.exp()",
        "the squared distance is divided by std, not by its square": "/ std**2 -> / std",
        "the distance is not divided by the variance": "(places - means) ** 2 / std**2 -> "
        "(places - means) ** 2",
        "the ½ of the log-density is missing": "-0.5 * (squared -> -(squared",
        "the log-density's constant is missing: log(2π std²) for each coordinate": (
            "(squared + math.log(2 * math.pi * std**2)) -> squared"
        ),
        "the constant is log(2π std); the variance belongs there": (
            "math.log(2 * math.pi * std**2) -> math.log(2 * math.pi * std)"
        ),
        "log 2π is missing in the log-density": "math.log(2 * math.pi * std**2) -> "
        "math.log(std**2)",
        "averaged over the two coordinates of a place; add them up": ".sum(-1) -> .mean(-1)",
        "averaged over the glimpses; add them up": ".sum(0) -> .mean(0)",
        "summed over the batch; return one number for each image": ".sum(0) -> .sum(1)",
        "averaged over the batch as well; return one number for each image": (
            ".sum(0) -> .sum(0).mean()"
        ),
        "this is the last glimpse alone; add up all of them": ".sum(0) -> [-1]",
    },
    wrong=place_mistakes,
    differentiable=False,
    also=[slopes],
)
