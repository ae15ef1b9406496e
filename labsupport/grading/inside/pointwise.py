"""Functions of the suite that work entry by entry, as code of the submission may transform them.

Such a function says so by an attribute ``pointwise = True``. Its derivative is pointwise again, so
`torch.func.grad`, `vmap`, `jvp`, forward-mode differentiation and vectorized Jacobians go through,
of any order: what crosses the boundary are ordinary tensors, the function's values and slopes.
"""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

Function = Callable[[Tensor], Tensor]


def transformed(x: Tensor) -> bool:
    """Whether ``x`` is inside of a torch.func transform or carries a tangent."""
    return bool(
        torch._C._functorch.is_functorch_wrapped_tensor(x)
        or torch.autograd.forward_ad.unpack_dual(x).tangent is not None
    )


def call(function: Function, x: Tensor) -> Tensor:
    """``function(x)``; gradients and transforms go through."""
    if transformed(x) or (x.requires_grad and torch.is_grad_enabled()):
        result: Tensor = Pointwise.apply(x, function, 0)
        return result
    return function(x)


class Pointwise(torch.autograd.Function):
    """The derivative of some order of a pointwise function."""

    @staticmethod
    def forward(x: Tensor, function: Function, order: int) -> Tensor:  # type: ignore[override]
        """The values."""
        attached, x = x.requires_grad, x.detach()
        if order == 0:  # the suite hears whether the points carry gradients
            with torch.set_grad_enabled(attached):
                return function(x.requires_grad_(attached)).detach()
        with torch.enable_grad():
            y = function(x.requires_grad_())
            for n in range(order):
                last = n + 1 == order
                (y,) = torch.autograd.grad(
                    y.sum(), x, create_graph=not last, materialize_grads=True, allow_unused=True
                )
        return y.detach()

    @staticmethod
    def setup_context(ctx: Any, inputs: tuple[Any, ...], output: Tensor) -> None:
        """Keep what the slopes need."""
        x, ctx.function, ctx.order = inputs
        ctx.save_for_backward(x)
        ctx.save_for_forward(x)

    @staticmethod
    def slopes(ctx: Any) -> Tensor:
        """The next derivative."""
        (x,) = ctx.saved_tensors
        slopes: Tensor = Pointwise.apply(x, ctx.function, ctx.order + 1)
        return slopes

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> Any:  # type: ignore[override]
        """Entry by entry."""
        return grad * Pointwise.slopes(ctx), None, None

    @staticmethod
    def jvp(ctx: Any, tangent: Tensor, *_: Any) -> Tensor:
        """Entry by entry."""
        return tangent * Pointwise.slopes(ctx)

    @staticmethod
    def vmap(info: Any, in_dims: Any, x: Tensor, function: Function, order: int) -> Any:
        """All at once."""
        return Pointwise.apply(x, function, order), in_dims[0]
