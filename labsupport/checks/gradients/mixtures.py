"""The exercise of topic ``gradients`` on a path without a quantile function: mixtures of normals.

The answer is a surrogate: its values are the draws, and its gradients are what counts. So what is
compared are the gradients of a weighted sum of it, in each parameter.
"""

import math
from collections.abc import Mapping

import torch
from torch import Tensor

from labsupport.checks import numbers
from labsupport.checks.compare import (
    DETACHED,
    NO_BACKWARD,
    Verdict,
    checked,
    compare,
    gradients,
    unreached,
)
from labsupport.checks.edits import mistakes
from labsupport.checks.formula import ROUNDED, Function
from labsupport.checks.inputs import Inputs
from labsupport.checks.parts import Outcomes, Parts

NAMES = ["z", "logits", "loc", "scale"]
SIZES = ((5, 3), (7, 2), (3, 3), (1, 2), (4, 1), (2, 4))  # draws and components


def mixture_path(z: Tensor, logits: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """z, with the slopes that keep P(Z <= z) as it is: -dP / p."""
    weights = torch.softmax(logits, -1)
    at = (z[:, None] - loc) / scale
    below = (weights * torch.special.ndtr(at)).sum(-1)
    height = weights * torch.exp(-0.5 * at**2) / scale
    density = height.sum(-1).detach() / math.sqrt(2 * math.pi)
    return z - (below - below.detach()) / density


WRONG_VALUES = """
    (below - below.detach()) -> below  # P(Z <= z) is subtracted with its value:
        # subtract P - P.detach(), which is 0 and has a slope
    return below  # this is P(Z <= z); it should be z, moved
    return z - -> return -  # the draw is missing: the value is 0
    return -below / density  # the draw is missing: this is -P / p
    return below / density  # the draw is missing: this is P / p
"""
WRONG_SLOPES = """
    return z - -> return z +  # the sign is wrong: where P(Z <= z) rises, z has to move down
    / density ->  # the slope of P is not divided by the density at z
    / density -> * density  # the slope of P is multiplied by the density; divide
    / density -> / density.log()  # the density is not used as it is, but its logarithm
    / density -> / below.detach()  # the slope of P is divided by P; divide by the density
    below = (weights * torch.exp(-0.5 * at**2) / scale / math.sqrt(2 * math.pi)).sum(-1)
        # this is the score: the slope of log p, where that of P belongs
    torch.exp(-0.5 * at**2) / scale -> torch.exp(-0.5 * at**2)
        # the density is that of (z - loc) / scale: divide each component by its scale
    / math.sqrt(2 * math.pi) ->  # sqrt(2 pi) is missing in the density
    -0.5 * -> -  # the ½ is missing in the exponent of the density
    height = weights * -> height =  # the components of the density are not weighted
    weights * torch.special -> torch.special  # the components of P are not weighted
    (weights * torch.special.ndtr(at)) -> (weights * torch.special.ndtr(at) / (torch.exp(-0.5
        * at**2) / scale).detach()); / density -> * math.sqrt(2 * math.pi)
        # each component is divided by its own density; their sum P by the density of the mixture
    logits, -1 -> 0 * logits, -1  # the components are weighted equally; take softmax(logits)
    weights = logits  # the logits are taken for the weights; take their softmax
    weights = torch.exp(logits)  # the weights are not divided by their sum, or it is held
        # constant: they are softmax(logits)
    - loc) / scale -> - loc) / scale.sqrt()  # scale is taken for the variance
    (z[:, None] - loc) -> (0 * z[:, None] - loc)  # z is not used: this is the slope at 0
"""


def slopes(function: Function) -> Function:
    """The gradients of a weighted sum of what a function of `NAMES` gives, in all but z."""

    def composed(z: Tensor, *parameters: Tensor) -> Outcomes:
        leaves = [p.detach().clone().requires_grad_() for p in parameters]
        moved = function(z, *leaves)
        # Another weight for each draw, so that no two can be exchanged.
        each = torch.linspace(0.4, 1.7, len(z), dtype=z.dtype, device=z.device)
        return tuple(gradients(moved, *leaves, weights=each))

    return composed


EDITED = mistakes(mixture_path, WRONG_SLOPES)
VALUES = mistakes(mixture_path, WRONG_VALUES)
RIGHT = slopes(mixture_path)


def _mistakes(*inputs: Tensor) -> Mapping[str, Outcomes]:
    return {sentence: slopes(wrong)(*inputs) for sentence, wrong in EDITED.items()}


SLOPES = Parts(NAMES, [f"the gradient in {name}" for name in NAMES[1:]], RIGHT, _mistakes)


def inputs(make: Inputs, draws: int, components: int, size: float = 1.0) -> list[Tensor]:
    """Draws from near the components, and the parameters of a mixture that is so wide."""
    loc, scale = 1.5 * size * make.normal(components), size * make.uniform(0.6, 1.8, components)
    which = torch.arange(draws) % components
    z = (loc + scale * make.uniform(-1.8, 1.8, draws, components))[range(draws), which]
    return [z, make.normal(components), loc, scale]


def kept(function: Function, *given: Tensor) -> Verdict:
    """Whether the values are the draws, and gradients can flow back."""
    z, *parameters = given
    leaves = [p.clone().requires_grad_() for p in parameters]
    result = numbers.forgiving(function)(z, *leaves)
    wrong = {sentence: f(*given) for sentence, f in VALUES.items()}
    sentence = compare(result, z, wrong)
    if sentence is None and not result.requires_grad:
        return DETACHED
    return sentence and f"its values are not the draws: {sentence}"


def moves(function: Function, *given: Tensor) -> Verdict:
    """Whether values and gradients are right for some inputs."""
    sentence = kept(function, *given)
    if sentence is not None:
        return sentence
    judged = slopes(numbers.forgiving(function))
    try:
        found = judged(*given)
    except RuntimeError:
        return NO_BACKWARD
    sentence = SLOPES.value(judged, *given)
    if sentence is None or sentence in EDITED:
        return sentence
    for name, gradient, right in zip(NAMES[1:], found, RIGHT(*given), strict=True):
        if right.abs().max() > 1e-6 and not gradient.any():
            return unreached(name)
    return sentence


def draws(function: Function, generator: torch.Generator) -> Verdict:
    """Whether the values are the draws."""
    return kept(function, *inputs(Inputs(generator), *SIZES[0]))


def path(function: Function, generator: torch.Generator) -> Verdict:
    """Whether the gradients are those of a path."""
    return moves(function, *inputs(Inputs(generator), *SIZES[0]))


def sizes(function: Function, generator: torch.Generator) -> Verdict:
    """Whether all is right for few and for many draws and components."""
    for dtype in (torch.float32, torch.float64):
        for n, k in SIZES:
            sentence = moves(function, *inputs(Inputs(generator, dtype), n, k))
            if sentence is not None:
                return f"for {n} draws from {k} components: {sentence}"
    sentence = moves(function, *inputs(Inputs(generator), *SIZES[0], 1000.0))
    return sentence and f"where the density is small everywhere: {sentence}"


def kind(function: Function, generator: torch.Generator) -> Verdict:
    """Whether all is in the dtype and on the device of ``z``, without rounding."""
    given = inputs(Inputs(generator), *SIZES[0])
    sentence = moves(function, *given) or numbers.number_type(function, *given, like="z")
    if sentence is not None:
        return sentence
    if compare(function(*given).detach(), given[0], rtol=1e-12) is not None:
        return ROUNDED
    return SLOPES.precise(slopes(function), *given) or numbers.device(function, *given, like="z")


check = checked(mixture_path, draws, path, sizes, kind)
