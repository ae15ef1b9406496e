r"""``\min_q``, ``\max_\theta``, ``\arg\max``: a search over the parameters that the world names."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from labsupport.equations import tree

if TYPE_CHECKING:
    from labsupport.equations.meaning import Meaning


def smallest(meaning: "Meaning", node: tree.Big) -> Tensor:
    """The extreme value of a smooth function by LBFGS, or where it is reached (for arg max)."""
    text = ",".join(meaning.text(each) for each in node.below)
    if text not in meaning.world.searches:
        raise meaning.error(f"the world does not say how to search over {text}", node)
    names = list(meaning.world.searches[text])
    at = [meaning.named(name).detach().contiguous().clone().requires_grad_() for name in names]
    sign = -1.0 if node.kind.endswith("max") else 1.0

    def value() -> Tensor:
        inside = meaning.bind(**dict(zip(names, at, strict=True)))
        return sign * inside.number(node.of)

    optimizer = torch.optim.LBFGS(
        at,
        max_iter=300,
        tolerance_grad=1e-11,
        tolerance_change=1e-15,
        line_search_fn="strong_wolfe",
    )

    def closure() -> Tensor:
        optimizer.zero_grad()
        loss = value()
        loss.backward()
        return loss

    optimizer.step(closure)  # type: ignore[arg-type]
    if any(not bool(torch.isfinite(each).all()) for each in at):
        raise meaning.error("the search has no end: nothing is smallest", node)
    slopes = torch.autograd.grad(value(), at)
    if max(float(each.abs().max()) for each in slopes) > 1e-4:
        raise meaning.error("the search found no extreme value", node)
    if node.kind.startswith("arg"):
        return at[0].detach()
    return sign * value().detach()


def hessian(value: Callable[[Tensor], Tensor], at: Tensor) -> Tensor:
    """Second derivatives (n, n) of a number by a column, both times backwards."""
    return torch.func.jacrev(torch.func.grad(value))(at)


def newton(value: Callable[[Tensor], Tensor], start: Tensor, steps: int = 40) -> Tensor:
    """Where a smooth convex function of a column is smallest."""
    for _ in range(steps):
        start = start - torch.linalg.solve(hessian(value, start), torch.func.grad(value)(start))
    return start
