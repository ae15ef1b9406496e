"""The values that cross the boundary between a suite and a submission, and a walk over them.

Tensors, numbers, strings, None, lists, tuples, dicts, slices, dtypes and devices cross as they are
(a tensor on the meta device without numbers, and only as an answer to one), distributions by their
parameters, generators by their state; modules and optimizers stay where they are and are named by a
reference; anything else arrives as a `Foreign`, which has nothing but the name of its type.
"""

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from .distributions import Parameters, parameters_of

MAX_DEPTH = 32
DTYPES = {
    str(dtype).removeprefix("torch."): dtype
    for dtype in (
        *(torch.float16, torch.bfloat16, torch.float32, torch.float64),
        *(torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64, torch.bool),
        *(torch.complex64, torch.complex128),
    )
}
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


class Named(tuple):
    """A tuple whose items have names as well: what became of a named tuple."""

    _fields: tuple[str, ...]

    def __new__(cls, items: Iterable[Any], fields: Iterable[str]) -> "Named":
        """Names for each of the items."""
        made = super().__new__(cls, items)
        made._fields = tuple(fields)
        return made

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self._fields:
            raise AttributeError(name)
        return self[self._fields.index(name)]


@dataclass(frozen=True)
class GeneratorNumber:
    """Stands in a message for a torch.Generator, whose state is sent apart."""

    number: int


def oddity(tensor: Tensor) -> str:
    """Why a tensor cannot cross the boundary, or "" if it can."""
    if torch._C._functorch.is_functorch_wrapped_tensor(tensor):
        return "a tensor inside a torch.func transform (grad, vmap and the like)"
    if type(tensor) not in (Tensor, torch.nn.Parameter):
        return f"a {type(tensor).__name__}, which is a subclass of torch.Tensor; use a plain one"
    if tensor.is_nested:
        return "a nested tensor; pad it to an ordinary one"
    if tensor.layout != torch.strided:
        layout = str(tensor.layout).removeprefix("torch.")
        return f"a sparse tensor ({layout}); make it dense with .to_dense()"
    if tensor.is_quantized:
        return "a quantized tensor; make it an ordinary one with .dequantize()"
    if tensor.device.type not in ("cpu", "meta"):
        return elsewhere(tensor)
    if tensor.dtype not in DTYPES.values():
        return f"a tensor of dtype {str(tensor.dtype).removeprefix('torch.')}"
    if torch.autograd.forward_ad.unpack_dual(tensor).tangent is not None:
        return "a tensor with a tangent of forward-mode differentiation"
    return ""


def elsewhere(tensor: Tensor) -> str:
    """What to say of a tensor that is not on the CPU."""
    return f"a tensor on the device {tensor.device.type}; it should be on the cpu"


def on_meta(value: Any) -> bool:
    """Whether a tensor without numbers, on the meta device, is in ``value``."""
    return any(t.is_meta for t in tensors_in(value))


def bits(tensor: Tensor) -> Tensor:
    """The bytes of a tensor's numbers in their order, flat."""
    flat = tensor.detach().resolve_conj().resolve_neg().contiguous().reshape(-1)
    if flat.numel() == 1:  # counts as contiguous whatever its stride is
        flat = flat.clone(memory_format=torch.contiguous_format)
    return flat.view(torch.uint8)


def convert(
    value: Any, tensor: Callable[[Tensor], Any], other: Callable[[Any], Any], depth: int = 0
) -> Any:
    """Rebuild ``value`` from plain lists, tuples and dicts, depth first.

    Args:
        value: what crosses.
        tensor: is called with every tensor, in order.
        other: is called with everything that is not a value of the boundary, and with the
            `Parameters` of every distribution.

    Raises:
        ValueError: something in it cannot cross; the message says what.
    """
    if depth > MAX_DEPTH:
        raise ValueError(f"a value is nested more than {MAX_DEPTH} deep")
    if value is None or type(value) in (bool, int, float, str, complex):
        return value

    def inner(part: Any) -> Any:
        return convert(part, tensor, other, depth + 1)

    if issubclass(type(value), Tensor):
        if reason := oddity(value):
            raise ValueError(reason)
        return tensor(value)
    # Subclasses become the plain thing: numpy's float64 a float, an OrderedDict a dict.
    for kind, plain in PLAIN.items():
        if isinstance(value, kind):
            return plain(value)
    if isinstance(value, list | tuple):
        items = [inner(item) for item in value]
        return items if isinstance(value, list) else named(items, getattr(value, "_fields", None))
    if isinstance(value, dict):
        found = {inner(key): inner(item) for key, item in value.items()}
        for key in found:
            if not is_key(key):
                raise ValueError(f"a dict with a key of type {type(key).__name__}")
        return found
    if isinstance(value, slice):
        return slice(inner(value.start), inner(value.stop), inner(value.step))
    if isinstance(value, torch.dtype | torch.device):
        return value
    packed = value if isinstance(value, Parameters) else parameters_of(value)
    if packed is not None:
        return other(Parameters(packed.name, {n: inner(v) for n, v in packed.values.items()}))
    return other(value)


def is_key(value: Any) -> bool:
    """Whether a key of a dict can cross."""
    if type(value) is tuple:
        return all(map(is_key, value))
    return value is None or type(value) in (bool, int, float, str)


def named(items: list[Any], fields: Any) -> tuple[Any, ...]:
    """A tuple, with the names of its items if they have any."""
    right = isinstance(fields, tuple) and len(fields) == len(items)
    return Named(items, fields) if right and all(type(f) is str for f in fields) else tuple(items)


def tensors_in(value: Any) -> list[Tensor]:
    """Every tensor in ``value``, in the order of `convert`."""
    found: list[Tensor] = []
    convert(value, found.append, lambda other: other)
    return found
