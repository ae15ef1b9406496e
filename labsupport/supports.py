"""Whether the support of a distribution moves with a parameter that requires a gradient.

The gradient of E[f(x)] then has a boundary term, the density at a bound times the cost there times
the bound's velocity, and the score-function estimator lacks it (chapter ``gradients``). Bounds are
read from ``p.support``. A `TransformedDistribution` names there only the set that its last
transform can reach, so the bounds of its base are followed through the transforms. Bounds that are
tensors are looked at, which waits for a GPU; the constant ones of most families are not.
"""

import math
from typing import Any, NamedTuple

import torch
from torch import Tensor
from torch.distributions import (
    Distribution,
    Independent,
    MixtureSameFamily,
    TransformedDistribution,
    constraints,
    transforms,
)

INVERSE: Any = type(transforms.ExpTransform().inv)  # torch has no public name for it
MONOTONE = (  # strictly, each coordinate for itself: a bound is mapped to a bound
    transforms.AffineTransform,
    transforms.CumulativeDistributionTransform,
    transforms.ExpTransform,
    transforms.PowerTransform,
    transforms.SigmoidTransform,
    transforms.SoftplusTransform,
    transforms.TanhTransform,
)
OPEN = (-math.inf, math.inf)


class Region(NamedTuple):
    """What is known of a support."""

    kind: Any  # "interval" of every coordinate, what a constraint is instead, or None: unknown
    bounds: tuple[Any, Any]  # of an interval, in any order: numbers or tensors
    discrete: bool
    numbers: list[Tensor]  # all tensors that the constraint holds


def refuse_moving_support(p: Distribution) -> None:
    """Raise ValueError if the support of ``p`` moves, or if that cannot be decided."""
    name = " ".join(str(p).split())  # some have several lines
    try:
        _support(p)
    except _MovesError:
        raise ValueError(
            f"the support of {name} depends on a parameter that requires a gradient, so the "
            "score-function estimate would lack a boundary term: use pathwise"
        ) from None
    except _UndecidedError as error:
        raise ValueError(
            f"it cannot be decided whether the support of {name} depends on a parameter that "
            f"requires a gradient, where the estimate would be wrong: {error}; use pathwise"
        ) from None


class _MovesError(Exception):
    """The support moves."""


class _UndecidedError(Exception):
    """Why nothing can be said."""


def _support(p: Distribution) -> Region:
    """The support of one coordinate of ``p``, which does not move, or an exception."""
    if isinstance(p, Independent):
        return _support(p.base_dist)
    if isinstance(p, MixtureSameFamily):
        return _support(p.component_distribution)
    # A class that states its support for itself, such as Gumbel or LogNormal, is believed.
    inherited: Any = TransformedDistribution.support
    if isinstance(p, TransformedDistribution) and type(p).support is inherited:
        region = _support(p.base_dist)
        for transform in p.transforms:
            region = _image(transform, region)
        return region
    try:
        constraint: Any = p.support
    except NotImplementedError:
        constraint = None
    if constraint is None or constraints.is_dependent(constraint):
        raise _UndecidedError(f"{type(p).__name__} does not say what its support is")
    return _fixed(constraint)


def _fixed(constraint: Any) -> Region:
    """What the constraint says, if none of its finite numbers depends on a parameter."""
    region = _read(constraint)
    for number in region.numbers:
        if number.requires_grad and bool(number.isfinite().any()):
            raise _MovesError
    return region


def _read(constraint: Any) -> Region:
    while hasattr(constraint, "base_constraint"):  # of several coordinates, or of a mixture
        constraint = constraint.base_constraint
    held = vars(constraint)
    numbers = [value for value in held.values() if isinstance(value, Tensor)]
    discrete = bool(constraint.is_discrete)
    if isinstance(constraint, type(constraints.real)):
        return Region("interval", OPEN, discrete, numbers)
    if isinstance(constraint, type(constraints.boolean)):
        return Region("interval", (0.0, 1.0), discrete, numbers)
    if constraint.event_dim == 0 and {"lower_bound", "upper_bound"} & set(held):
        bounds = (held.get("lower_bound", OPEN[0]), held.get("upper_bound", OPEN[1]))
        return Region("interval", bounds, discrete, numbers)
    parts = [_read(part) for part in getattr(constraint, "cseq", ())]  # side by side
    numbers += [number for part in parts for number in part.numbers]
    if parts and all(part.kind == "interval" and _same(part, parts[0]) for part in parts):
        return parts[0]._replace(discrete=discrete, numbers=numbers)
    kind = None if numbers else (type(constraint), *((part.kind, part.bounds) for part in parts))
    return Region(kind, OPEN, discrete, numbers)


def _image(transform: Any, region: Region) -> Region:
    """What a transform makes of a region that does not move."""
    if isinstance(transform, transforms.ComposeTransform):
        for part in transform.parts:
            region = _image(part, region)
        return region
    if isinstance(transform, transforms.IndependentTransform):
        return _image(transform.base_transform, region)
    domain = None if region.discrete else transform.domain
    if domain is not None and _same(region, _read(domain)):  # all that it can reach is reached
        return _fixed(transform.codomain)
    name = type(transform).__name__.lstrip("_")
    if type(transform).__module__ != transforms.__name__:
        raise _UndecidedError(f"{name} maps a part of its domain, and its bounds are not known")
    parameters = _parameters(transform)
    if parameters and region.discrete:
        raise _MovesError  # each of the values does
    forward = transform._inv if isinstance(transform, INVERSE) else transform
    if region.kind != "interval" or not isinstance(forward, MONOTONE):
        if parameters:
            raise _UndecidedError(f"{name} maps more than the bounds of an interval")
        return Region(None, OPEN, region.discrete, [])
    bounds = []
    for bound in region.bounds:
        with torch.enable_grad():
            mapped = transform(torch.as_tensor(bound, dtype=_dtype(bound, parameters)).detach())
            finite = mapped.isfinite()
            if parameters and bool(finite.any()):
                # The bound's velocity: 0 · theta stays where it is.
                slopes = torch.autograd.grad(mapped[finite].sum(), parameters, allow_unused=True)
                if any(slope is not None and bool((slope != 0).any()) for slope in slopes):
                    raise _MovesError
        bounds.append(mapped.detach())
    return Region("interval", (bounds[0], bounds[1]), region.discrete, [])


def _dtype(bound: Any, parameters: list[Tensor]) -> torch.dtype:
    """The dtype of a bound that may be a plain number."""
    if isinstance(bound, Tensor) and bound.is_floating_point():
        return bound.dtype
    return parameters[0].dtype if parameters else torch.get_default_dtype()


def _same(one: Region, other: Region) -> bool:
    """Whether both are the same set but for the bounds themselves, which have no probability."""
    if one.kind is None or one.kind != other.kind:
        return False
    if one.kind != "interval":
        return True
    (a, b), (low, high) = one.bounds, other.bounds
    return any(
        _equal(x, low) and _equal(y, high) for x, y in ((a, b), (b, a))
    )  # a negative scale has exchanged them


def _equal(one: Any, other: Any) -> bool:
    if isinstance(one, Tensor) or isinstance(other, Tensor):
        return bool(torch.all(torch.as_tensor(one) == torch.as_tensor(other)))
    return one == other


def _parameters(of: Any) -> list[Tensor]:
    """The tensors with a gradient that a transform of torch holds, or one that it holds does."""
    if isinstance(of, Tensor):
        return [of] if of.requires_grad else []
    if isinstance(of, list | tuple):
        return [tensor for part in of for tensor in _parameters(part)]
    if isinstance(of, transforms.Transform | Distribution):
        held = {k: v for k, v in vars(of).items() if k != "_cached_x_y"}
        if not isinstance(of, INVERSE):
            held.pop("_inv", None)  # leads back
        return [tensor for value in held.values() for tensor in _parameters(value)]
    return []
