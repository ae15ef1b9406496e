"""Functions of the other side under `torch.func` transforms, forward mode and their compositions.

Only ordinary tensors cross. Under a transform a function is called afresh for each derivative: its
vector-Jacobian product is a function of the other side again, and a Jacobian-vector product is the
vector-Jacobian product of that one. `vmap` calls it once for each row.
"""

from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor
from torch.utils._pytree import tree_flatten, tree_unflatten

from .pointwise import transformed

Flat = Callable[..., tuple[Tensor, ...]]
HERE = object()  # the place of a tensor


def call(function: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    """``function(*args)``, whatever transforms the tensors in ``args`` are in."""
    leaves, spec = tree_flatten(args)
    places = [n for n, leaf in enumerate(leaves) if isinstance(leaf, Tensor)]
    if not any(transformed(leaves[n]) for n in places):
        return function(*args)
    shown: list[Any] = []  # the result without its tensors

    def flat(*tensors: Tensor) -> tuple[Tensor, ...]:
        given = [*leaves]
        for n, tensor in zip(places, tensors, strict=True):
            given[n] = tensor
        found, shape = tree_flatten(function(*tree_unflatten(given, spec)))
        shown[:] = [[HERE if isinstance(part, Tensor) else part for part in found], shape]
        return tuple(part for part in found if isinstance(part, Tensor))

    outputs = iter(Stateless.apply(flat, *(leaves[n] for n in places)))
    parts, shape = shown
    return tree_unflatten([next(outputs) if p is HERE else p for p in parts], shape)


class Stateless(torch.autograd.Function):
    """A function of tensors whose result is a tuple of tensors; it is called for every use."""

    @staticmethod
    def forward(function: Flat, *inputs: Tensor) -> tuple[Tensor, ...]:  # type: ignore[override]
        """The values."""
        return tuple(output.detach() for output in function(*(x.detach() for x in inputs)))

    @staticmethod
    def setup_context(ctx: Any, inputs: tuple[Any, ...], output: Any) -> None:
        """Keep what the derivatives need."""
        ctx.function, *tensors = inputs
        ctx.save_for_backward(*tensors)
        ctx.save_for_forward(*tensors)

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> Any:
        """The vector-Jacobian products, for all inputs that are not whole numbers."""
        inputs = ctx.saved_tensors
        found = iter(Stateless.apply(products(ctx.function, len(inputs)), *inputs, *grads))
        return (None, *(next(found) if smooth(x) else None for x in inputs))

    @staticmethod
    def jvp(ctx: Any, _: Any, *tangents: Tensor | None) -> Any:
        """The Jacobian-vector products."""
        inputs = ctx.saved_tensors
        pairs = zip(inputs, tangents, strict=True)
        given = [torch.zeros_like(x) if t is None else t for x, t in pairs]
        return Stateless.apply(pushed(ctx.function, len(inputs)), *inputs, *given)

    @staticmethod
    def vmap(info: Any, in_dims: Any, function: Flat, *inputs: Tensor) -> Any:
        """Row by row."""
        rows = []
        for n in range(info.batch_size):
            pairs = zip(inputs, in_dims[1:], strict=True)
            row = [x if dim is None else x.select(dim, n) for x, dim in pairs]
            rows.append(Stateless.apply(function, *row))
        outputs = tuple(torch.stack(parts) for parts in zip(*rows, strict=True))
        return outputs, (0,) * len(outputs)


def smooth(tensor: Tensor) -> bool:
    """Whether there are derivatives with respect to it."""
    return tensor.is_floating_point() or tensor.is_complex()


def leaf(tensor: Tensor) -> Tensor:
    """The tensor, or one like it from which a graph begins."""
    return (
        tensor if tensor.requires_grad or not smooth(tensor) else tensor.detach().requires_grad_()
    )


def gradients(outputs: Sequence[Tensor], inputs: Any, vectors: Any) -> tuple[Tensor, ...]:
    """As `torch.autograd.grad`, with zeros where nothing flows, and a graph of their own."""
    pairs = [(o, v) for o, v in zip(outputs, vectors, strict=True) if o.requires_grad]
    if not pairs:
        return tuple(torch.zeros_like(x) for x in inputs)
    return torch.autograd.grad(
        [o for o, _ in pairs],
        inputs,
        [v for _, v in pairs],
        create_graph=True,
        allow_unused=True,
        materialize_grads=True,
    )


def products(function: Flat, count: int) -> Flat:
    """Inputs and vectors -> the vector-Jacobian products of ``function``."""

    def run(*both: Tensor) -> tuple[Tensor, ...]:
        with torch.enable_grad():
            inputs = [leaf(x) for x in both[:count]]
            return gradients(function(*inputs), [x for x in inputs if smooth(x)], both[count:])

    return run


def pushed(function: Flat, count: int) -> Flat:
    """Inputs and tangents -> the Jacobian-vector products of ``function``."""

    def run(*both: Tensor) -> tuple[Tensor, ...]:
        with torch.enable_grad():
            inputs = [leaf(x) for x in both[:count]]
            pairs = zip(inputs, both[count:], strict=True)
            tangents = [t for x, t in pairs if smooth(x)]
            outputs = function(*inputs)
            vectors = [leaf(torch.zeros_like(o)) for o in outputs]
            back = gradients(outputs, [x for x in inputs if smooth(x)], vectors)
            moving = iter(gradients(back, [v for v in vectors if smooth(v)], tangents))
            return tuple(next(moving) if smooth(v) else v for v in vectors)

    return run
