"""Finds out whether a function has changed what it was given.

The worker and the in-process twin both call the student's code with copies, and compare these with
the originals afterwards.
"""

import inspect
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from .values import bits, convert


class Inputs:
    """Copies of the tensors in the arguments of a call, for the student's code to use.

    Args:
        args: positional arguments as they came.
        kwargs: the others.
        other: makes the rest of the arguments ready, as in `convert`.
    """

    def __init__(
        self, args: tuple[Any, ...], kwargs: dict[str, Any], other: Callable[[Any], Any]
    ) -> None:
        self.pairs: list[tuple[int | str, Tensor, Tensor]] = []  # argument, original, copy

        def entered(argument: int | str, value: Any) -> Any:
            def copy(tensor: Tensor) -> Tensor:
                # Not a leaf where it needs a gradient, so that code may change it in place.
                self.pairs.append((argument, tensor, tensor.clone()))
                return self.pairs[-1][2]

            return convert(value, copy, other)

        self.args = tuple(entered(number, value) for number, value in enumerate(args))
        self.kwargs = {name: entered(name, value) for name, value in kwargs.items()}

    def changed(self) -> list[int]:
        """The numbers of the tensors that are not what they were."""
        return [n for n, (_, old, new) in enumerate(self.pairs) if is_changed(old, new)]

    def sentence(self, function: Callable[..., Any]) -> str:
        """What to say if ``function`` has changed something, else nothing."""
        numbers = self.changed()
        if not numbers:
            return ""
        name = name_of(function, self.pairs[numbers[0]][0])
        return f"the input {name} is changed in place; work on a copy"


def name_of(function: Callable[..., Any], argument: int | str) -> str:
    """What the function's author calls an argument."""
    if isinstance(argument, str):
        return argument
    try:
        parameters = inspect.signature(getattr(function, "forward", function)).parameters
        parameter = list(parameters.values())[argument]
        if parameter.kind in (parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD):
            return parameter.name
    except Exception:  # it has no signature, or one of the student's own making
        pass
    return f"number {argument + 1}"


def is_changed(old: Tensor, new: Tensor) -> bool:
    """Whether ``new``, a copy of ``old``, was written to; `.data` leaves no trace but the bits."""
    if new._version > 0 or old.shape != new.shape or old.dtype != new.dtype:
        return True
    if old.is_meta or new.is_meta:  # there are no numbers to compare
        return old.device != new.device
    return not torch.equal(bits(old), bits(new))
