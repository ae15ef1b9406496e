"""Verdicts on an exercise that is a formula: a deterministic function of tensors."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import torch
from torch import Tensor

from labsupport.checks.compare import (
    NO_BACKWARD,
    Verdict,
    close,
    compare,
    gradients,
    shape,
    show,
)

Function = Callable[..., Any]
Mistakes = Mapping[str, Tensor]


STEP = 1e-9
ROUNDED = (
    "a part of it is computed in float32 although the inputs are float64: leave out .float(), and "
    "make new tensors with the dtype of the inputs"
)


def small_steps(inputs: Sequence[Tensor]) -> Iterator[list[Tensor]]:
    """The inputs with one of them moved by about `STEP`, each in its turn."""
    for number, part in enumerate(inputs):
        # Another step for each entry: a common one has no effect on differences of entries.
        step = STEP * torch.linspace(1, 2, part.numel()).double().view_as(part)
        yield [i + step if n == number else i for n, i in enumerate(inputs)]


class Term(NamedTuple):
    """A formula, and what becomes of it when somebody makes a usual mistake.

    Args:
        names: the names of the inputs.
        reference: the right value.
        mistakes: sentence -> the value that this mistake gives.
    """

    names: Sequence[str]
    reference: Callable[..., Tensor]
    mistakes: Callable[..., Mistakes]

    def value(self, function: Function, *inputs: Tensor) -> Verdict:
        """Whether ``function`` is right for ``inputs``."""
        return self.named(function(*inputs), self.reference(*inputs), *inputs)

    def named(self, actual: Any, right: Tensor, *inputs: Tensor) -> Verdict:
        """Whether ``actual`` is ``right``; the mistakes are computed only if it is not."""
        return compare(actual, right) and compare(actual, right, self.mistakes(*inputs))

    def shapes(self, function: Function, *inputs: Tensor) -> Verdict:
        """Whether ``function`` is right for inputs of these shapes; the sentence names them."""
        verdict = self.value(function, *inputs)
        given = " and ".join(shape(i) for i in inputs)
        return None if verdict is None else f"for inputs of shape {given}: {verdict}"

    def far(self, function: Function, *inputs: Tensor) -> Verdict:
        """Whether ``function`` is right for inputs far from 0, which nothing may clamp."""
        verdict = self.value(function, *inputs)
        return verdict and f"for inputs far from 0: {verdict} (is there a clamp in it?)"

    def precise(self, function: Function, *inputs: Tensor) -> Verdict:
        """Whether all of it is computed in float64 for inputs that are.

        A step of about 1e-9 moves the result as its derivative says; a number that is rounded to
        float32 on the way does not move, or moves fifty times as far.
        """
        inputs = tuple(i.double() for i in inputs)
        verdict = self.value(function, *inputs)
        if verdict is not None:
            return verdict
        here, right = function(*inputs), self.reference(*inputs)
        for moved in small_steps(inputs):
            slope = (function(*moved) - here) / STEP
            if not close(slope, (self.reference(*moved) - right) / STEP, rtol=0.01):
                return ROUNDED
        return None

    def gradient(self, function: Function, *inputs: Tensor) -> Verdict:
        """Whether the gradients with respect to all inputs are right."""
        inputs = tuple(i.detach().clone().requires_grad_() for i in inputs)
        output, right = function(*inputs), self.reference(*inputs)
        verdict = self.named(output, right, *inputs)
        if verdict is not None:
            return verdict
        # Another weight for each entry of the result, so that no two gradients can be exchanged.
        weights = torch.linspace(0.5, 1.5, right.numel(), dtype=right.dtype).view_as(right)
        try:
            found = gradients(output, *inputs, weights=weights)
        except RuntimeError:
            return NO_BACKWARD
        wanted = gradients(right, *inputs, weights=weights)
        for name, actual, expected in zip(self.names, found, wanted, strict=True):
            if not close(actual, expected):
                if not actual.any():
                    return f"no gradient reaches {name}: is there a .detach() or torch.no_grad()?"
                return f"the gradient with respect to {name} is wrong"
        return None

    def smallest(
        self,
        function: Function,
        examples: Sequence[Sequence[Any]],
        generic: Sequence[Tensor],
        likely: Verdict = None,
    ) -> Verdict:
        """The first of ``examples`` that fails, after its likely mistake.

        The mistake is ``likely``, or else what ``generic``, where all mistakes differ, shows.
        """
        for numbers in examples:
            inputs = [torch.tensor(n) for n in numbers]
            right = self.reference(*inputs)
            actual = function(*inputs)
            sentence = compare(actual, right)
            if sentence is not None:
                given = zip(self.names, inputs, strict=True)
                shown = ", ".join(f"{name} = {show(i)}" for name, i in given)
                named = likely or self.value(function, *generic)
                if named in (None, "the numbers differ"):
                    named = sentence
                return f"{named}\n  {shown}: yours {show(actual)}, should be {show(right)}"
        return self.value(function, *generic) or self.value(
            function, *(g.double() for g in generic)
        )
