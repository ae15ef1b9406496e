"""The distributions that cross the boundary: by the name of their class and their parameters.

Only exact classes of torch.distributions are known here; a subclass, or an object whose methods
were replaced, does not cross. The receiving side builds the object itself, with its arguments
validated, so that a distribution there is always torch's own.
"""

import re
from dataclasses import dataclass
from typing import Any

from torch import Tensor
from torch import distributions as d

PARAMETERS: dict[str, tuple[str, ...]] = {
    "Bernoulli": ("probs", "logits"),  # one of them, as it was given
    "Beta": ("concentration1", "concentration0"),
    "Binomial": ("total_count", "probs", "logits"),
    "Categorical": ("probs", "logits"),
    "Cauchy": ("loc", "scale"),
    "ContinuousBernoulli": ("probs", "logits"),
    "Dirichlet": ("concentration",),
    "Exponential": ("rate",),
    "Gamma": ("concentration", "rate"),
    "Gumbel": ("loc", "scale"),
    "HalfCauchy": ("scale",),
    "HalfNormal": ("scale",),
    "Independent": ("base_dist", "reinterpreted_batch_ndims"),
    "Laplace": ("loc", "scale"),
    "LogNormal": ("loc", "scale"),
    "MultivariateNormal": ("loc", "scale_tril"),
    "Normal": ("loc", "scale"),
    "OneHotCategorical": ("probs", "logits"),
    "Poisson": ("rate",),
    "StudentT": ("df", "loc", "scale"),
    "Uniform": ("low", "high"),
}
CLASSES: dict[str, type[d.Distribution]] = {name: getattr(d, name) for name in PARAMETERS}


@dataclass(frozen=True)
class Parameters:
    """A distribution as it crosses."""

    name: str
    values: dict[str, Any]


def parameters_of(value: Any) -> Parameters | None:
    """What crosses of ``value``, or None if it is none of the distributions above.

    Raises:
        ValueError: it has parameters that make no sense.
    """
    name = type(value).__name__
    if CLASSES.get(name) is not type(value) or any(map(callable, vars(value).values())):
        return None
    names = PARAMETERS[name]
    if "probs" in names:
        inner: Any = getattr(value, "_categorical", value)
        other = "logits" if inner._param is vars(inner).get("probs") else "probs"
        names = tuple(n for n in names if n != other)
    packed = Parameters(name, {n: getattr(value, n) for n in names})
    if name != "Independent":  # its base is looked at on its own
        build(packed)
    return packed


def build(packed: Parameters) -> d.Distribution:
    """The distribution with these parameters; ValueError with a sentence if there is none."""
    values = packed.values
    check_shapes(packed)
    if packed.name == "Independent":  # the constructor has another name for its base
        values = {"base_distribution" if n == "base_dist" else n: v for n, v in values.items()}
    # On the device meta there are no numbers to validate.
    numbers = not any(isinstance(v, Tensor) and v.is_meta for v in values.values())
    try:
        return CLASSES[packed.name](**values, validate_args=numbers)
    except Exception as error:
        text = " ".join(str(error).split())[:300]
        if found := re.search(r"parameter (\w+) .* the constraint (.*), but found", text):
            text = f"{found[1]} does not satisfy {found[2]}"
        raise ValueError(f"{packed.name} with parameters that make no sense: {text}") from None


def check_shapes(packed: Parameters) -> None:
    """Refuse what does not belong together, before torch broadcasts it to any size."""
    values = packed.values
    known = PARAMETERS.get(packed.name, ())
    if not values or not values.keys() <= {*known} or values.keys() >= {"probs", "logits"}:
        raise ValueError("a distribution with parameters of other names")
    if packed.name == "Independent":
        base, count = values.get("base_dist"), values.get("reinterpreted_batch_ndims")
        if not isinstance(base, d.Distribution) or type(count) is not int or count < 0:
            raise ValueError("an Independent of something that is no distribution")
        return
    if not all(isinstance(v, Tensor) for v in values.values()):
        raise ValueError(f"{packed.name} whose parameters are no tensors")
    shapes = {name: v.shape for name, v in values.items()}
    if "scale_tril" in shapes:
        shapes["scale_tril"] = shapes["scale_tril"][:-1]
    if len(set(shapes.values())) > 1:
        raise ValueError(f"{packed.name} whose parameters differ in shape")
