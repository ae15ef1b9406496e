"""Verdicts on an exercise that is a formula: a deterministic function of tensors."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import torch
from torch import Tensor

from labsupport.checks.compare import Verdict, close, compare, gradients, shape, show

Function = Callable[..., Any]
Mistakes = Mapping[str, Tensor]


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
        return compare(function(*inputs), self.reference(*inputs), self.mistakes(*inputs))

    def shapes(self, function: Function, *inputs: Tensor) -> Verdict:
        """Whether ``function`` is right for inputs of these shapes; the sentence names them."""
        verdict = self.value(function, *inputs)
        given = " and ".join(shape(i) for i in inputs)
        return None if verdict is None else f"for inputs of shape {given}: {verdict}"

    def gradient(self, function: Function, *inputs: Tensor) -> Verdict:
        """Whether the gradients with respect to all inputs are right."""
        inputs = tuple(i.detach().clone().requires_grad_() for i in inputs)
        output, right = function(*inputs), self.reference(*inputs)
        verdict = compare(output, right, self.mistakes(*inputs))
        if verdict is not None:
            return verdict
        # Another weight for each entry of the result, so that no two gradients can be exchanged.
        weights = torch.linspace(0.5, 1.5, right.numel(), dtype=right.dtype).view_as(right)
        found = gradients(output, *inputs, weights=weights)
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
