"""Whether a surrogate has the right gradient, which is not the one of its value.

Both are judged: the value by a `labsupport.checks.declaration.Declaration`, the gradient here, in
float64 to the last digits.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence

import torch
from torch import Tensor

from labsupport.checks import numbers
from labsupport.checks.compare import Verdict, close
from labsupport.checks.edits import mistakes
from labsupport.checks.formula import ROUNDED
from labsupport.checks.inputs import Inputs
from labsupport.checks.numbers import Function

EXACT = {"rtol": 1e-11, "atol": 1e-11}  # to see a part in float32


class Slopes:
    """A verdict on the gradient of a function that returns what ``reference`` does.

    Args:
        reference: what has the right gradient.
        draw: makes its inputs.
        aims: input -> what the derivative by it is, for those by which there is one.
        edits: the usual mistakes, a table of edits of the reference that leave its value.
        through: makes of what is judged a function of what ``draw`` makes.
    """

    def __init__(
        self,
        reference: Callable[..., Tensor],
        draw: Callable[[Inputs], Sequence[Tensor]],
        aims: Mapping[str, str],
        edits: str,
        through: Callable[[Function], Function] = lambda judged: judged,
    ) -> None:
        self.reference, self.draw, self.aims, self.through = reference, draw, aims, through
        self.edits = mistakes(reference, edits)
        names = [*inspect.signature(through(reference)).parameters]
        self.places = [names.index(name) for name in aims]

    def __call__(self, function: Function, generator: torch.Generator) -> Verdict:
        inputs = self.draw(Inputs(generator))
        found = self._of(numbers.forgiving(function), inputs)
        right = self._of(self.reference, inputs)
        assert right is not None
        if found is None or not any(bool(slope.any()) for slope in found):
            return "no gradient flows back: is there a .detach() or a no_grad() too many?"
        if _alike(found, right, **EXACT):
            return None
        for sentence, other in self.edits.items():
            if _alike(found, self._of(other, inputs)):
                return sentence
        pairs = zip(self.aims.items(), found, right, strict=True)
        name, aim = next((each for each, f, r in pairs if not close(f, r)), ("", ""))
        return f"the value is right, but its derivative by {name} is not {aim}" if name else ROUNDED

    def _of(self, function: Function, inputs: Sequence[Tensor]) -> Sequence[Tensor] | None:
        """The derivatives of a weighted sum of the results, in which none can be exchanged."""
        given = [i.detach().clone() for i in inputs]
        parts = [given[place].requires_grad_() for place in self.places]
        value = self.through(function)(*given)
        if not isinstance(value, Tensor) or not value.requires_grad:
            return None
        weights = torch.linspace(0.5, 1.7, value.numel(), dtype=value.dtype).view_as(value)
        found = torch.autograd.grad((weights * value).sum(), parts, allow_unused=True)
        return [torch.zeros_like(i) if g is None else g for g, i in zip(found, parts, strict=True)]


def _alike(some: Sequence[Tensor], others: Sequence[Tensor] | None, **margins: float) -> bool:
    return others is not None and all(
        close(a, b, **margins) for a, b in zip(some, others, strict=True)
    )
