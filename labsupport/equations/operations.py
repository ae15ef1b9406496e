"""Functions and relations that have a name of their own."""

from collections.abc import Callable

import torch
from torch import Tensor

from labsupport.equations.values import ShapeError, describe


def square(name: str, compute: Callable[[Tensor], Tensor]) -> Callable[[Tensor], Tensor]:
    """A function of square matrices; a number is a matrix of one entry."""

    def checked(x: Tensor) -> Tensor:
        if x.dim() == 0:
            x = x.reshape(1, 1)
        if x.dim() != 2 or x.shape[0] != x.shape[1]:
            raise ShapeError(f"{name} of {describe(x)}")
        return compute(x)

    return checked


def diagonal(x: Tensor) -> Tensor:
    """A diagonal matrix of a column, the diagonal of a matrix."""
    return torch.diag(x)


FUNCTIONS: dict[str, Callable[[Tensor], Tensor]] = {
    "log": torch.log,
    "exp": torch.exp,
    "sin": torch.sin,
    "cos": torch.cos,
    "tan": torch.tan,
    "sinh": torch.sinh,
    "cosh": torch.cosh,
    "tanh": torch.tanh,
    "asinh": torch.asinh,
    "arctan": torch.atan,
    "sign": torch.sign,
    "max": lambda stacked: stacked.amax(0),
    "min": lambda stacked: stacked.amin(0),
    "det": square("a determinant", torch.linalg.det),
    "tr": square("a trace", torch.trace),
    "diag": diagonal,
}

RELATIONS: dict[str, Callable[[Tensor, Tensor], Tensor]] = {
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
}
