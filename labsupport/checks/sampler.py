"""An exercise that draws from a continuous distribution, declared once.

The right distribution is one of torch.distributions, and so is that of each usual mistake. Its own
distribution function makes uniform numbers of right draws, and standard normal ones of these, which
`labsupport.checks.noise` judges: their distribution, and whether they are independent.
"""

import functools
import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch
from torch import Tensor
from torch.distributions import Distribution

from labsupport.checks import noise, numbers
from labsupport.checks.compare import DIFFER, SEED, Verdict, compare, public
from labsupport.checks.inputs import Inputs
from labsupport.checks.numbers import Function

EDGE = 1e-14  # no uniform number is nearer to 0 or 1


class Sampler:
    """Draws as an exercise.

    Args:
        reference: inputs -> the right distribution of each number of the result, whose batch shape
            is the shape of the result, with ``validate_args=False``; has the name and the
            parameters of the exercise.
        draw: makes inputs: ``draw(make, *size)``, where ``make`` is an `Inputs`.
        sizes: what follows ``make``; the first gives thousands of draws along the first axis.
        wrong: inputs -> sentence -> the distribution that a mistake gives.
    """

    def __init__(
        self,
        reference: Callable[..., Distribution],
        draw: Callable[..., Sequence[Any]],
        sizes: Sequence[tuple[Any, ...]],
        *,
        wrong: Callable[..., Mapping[str, Distribution]] = lambda *_: {},
    ) -> None:
        self.reference, self.draw, self.sizes, self.wrong = reference, draw, sizes, wrong
        self.names = [*inspect.signature(reference).parameters]

    def mistakes(self, generator: torch.Generator) -> list[str]:
        """The sentences of all mistakes."""
        return [*self.wrong(*self.draw(Inputs(generator), *self.sizes[0]))]

    def on_draws(self, function: Function, generator: torch.Generator) -> Verdict:
        """Whether many draws are independent and have the right distribution."""
        inputs = self.draw(Inputs(generator), *self.sizes[0])
        right = self.reference(*inputs)
        x = numbers.forgiving(function)(*inputs)
        sentence = self._plain(x, right) or noise.standard_normal(normals(right, x))
        if sentence is None:
            again = function(*inputs)
            if torch.equal(again, x):
                return "two calls give the same draws: is the seed set inside the function?"
            return None
        if isinstance(x, Tensor) and x.shape == right.batch_shape:
            for mistake, wrong in self.wrong(*inputs).items():
                if noise.standard_normal(normals(wrong, x)) is None:
                    return mistake
        return sentence

    def on_other_sizes(self, function: Function, generator: torch.Generator) -> Verdict:
        """Whether results have the right shape and possible values, in float32 and in float64."""
        for dtype in (torch.float32, torch.float64):
            for size in self.sizes[1:]:
                inputs = self.draw(Inputs(generator, dtype), *size)
                right = self.reference(*inputs)
                x = numbers.forgiving(function)(*inputs)
                sentence = self._plain(x, right)
                if sentence is not None:
                    return sentence
        return None

    def on_kind(self, function: Function, generator: torch.Generator) -> Verdict:
        """Whether the dtype and the device are those of the inputs."""
        inputs = self.draw(Inputs(generator), *self.sizes[-1])
        sentence = self._plain(numbers.forgiving(function)(*inputs), self.reference(*inputs))
        return sentence or numbers.in_kind(function, *inputs, like=self.names[0])

    def verdict(self, function: Function) -> Verdict:
        """Everything, on inputs that are always the same."""
        generator = torch.Generator().manual_seed(SEED)
        return (
            self.on_other_sizes(function, generator)
            or self.on_draws(function, generator)
            or self.on_kind(function, generator)
        )

    @functools.cached_property
    def check(self) -> Callable[[Any], None]:
        """The public check: prints ✓, or ✗ with the likely mistake."""
        return public(self.verdict, of=self.reference)

    @staticmethod
    def _plain(x: Any, right: Distribution) -> Verdict:
        """What can be said without statistics: type, shape, NaN, values that cannot occur."""
        sentence = compare(x, torch.zeros(right.batch_shape, dtype=torch.float64))
        if sentence not in (None, DIFFER):
            return sentence
        support: Any = right.support
        if not bool(support.check(x.detach().double()).all()):
            return f"some draws cannot occur: they should be {support}"
        return None


def normals(distribution: Distribution, x: Tensor) -> Tensor:
    """Standard normal numbers, where ``x`` are draws from ``distribution``."""
    uniform = distribution.cdf(x.detach().double()).clamp(EDGE, 1 - EDGE)
    return torch.special.ndtri(uniform)
