"""The values that cross the boundary between a suite and a submission, and a walk over them.

Tensors, numbers, strings, None, lists, tuples, dicts, slices, dtypes and devices cross as they are;
modules and optimizers stay where they are and are named by a reference; anything else arrives as a
`Foreign`, which has nothing but the name of its type.
"""

import functools
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

MAX_DEPTH = 32
PLAIN: dict[type, Callable[[Any], Any]] = {
    int: int.__int__,
    float: float.__float__,
    complex: complex.__complex__,
    str: lambda text: "".join(str.__iter__(text)),
}


class Foreign:
    """Stands for an object of the student's that cannot cross; its type has that object's name."""


@functools.lru_cache(1000)
def foreign(name: str) -> Foreign:
    """A `Foreign` whose type is called ``name`` (letters, digits, dots; at most 60)."""
    kept = "".join(c for c in name if c.isalnum() or c in "._")[:60]
    return type(kept or "object", (Foreign,), {})()


def is_plain_tensor(value: Any) -> bool:
    """Whether ``value`` is an ordinary dense tensor, and no subclass that may pretend things."""
    return type(value) in (Tensor, torch.nn.Parameter) and value.layout == torch.strided


def convert(
    value: Any, tensor: Callable[[Tensor], Any], other: Callable[[Any], Any], depth: int = 0
) -> Any:
    """Rebuild ``value`` from plain lists, tuples and dicts, depth first.

    Args:
        value: what crosses.
        tensor: is called with every tensor, in order.
        other: is called with everything that is not a value of the boundary.
    """
    if depth > MAX_DEPTH:
        raise ValueError(f"a value is nested more than {MAX_DEPTH} deep")
    if value is None or type(value) in (bool, int, float, str, complex):
        return value
    if is_plain_tensor(value):
        return tensor(value)
    # Subclasses become the plain thing: numpy's float64 a float, a named tuple a tuple.
    for kind, plain in PLAIN.items():
        if isinstance(value, kind):
            return plain(value)
    if isinstance(value, list | tuple):
        items = [convert(item, tensor, other, depth + 1) for item in value]
        return items if isinstance(value, list) else tuple(items)
    if isinstance(value, dict):
        return {
            convert(key, tensor, other, depth + 1): convert(item, tensor, other, depth + 1)
            for key, item in value.items()
        }
    if isinstance(value, slice):
        parts = (value.start, value.stop, value.step)
        return slice(*(convert(part, tensor, other, depth + 1) for part in parts))
    if isinstance(value, torch.dtype | torch.device):
        return value
    return other(value)


def tensors_in(value: Any) -> list[Tensor]:
    """Every tensor in ``value``, in the order of `convert`."""
    found: list[Tensor] = []
    convert(value, found.append, lambda other: other)
    return found
