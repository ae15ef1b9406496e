"""Comparisons of empty tensors, which say nothing, fail while a test of a graded suite runs.

``torch.allclose(torch.empty(0, 4), torch.ones(4))`` is true: both are broadcast to no numbers at
all. So an answer that is empty would pass a test of a careless author. Where the author's own
expectation is empty, the test fails on the solution already.
"""

import contextlib
import functools
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

SENTENCE = "an empty tensor is compared, which says nothing: are there no numbers in the result?"
NAMES = ("input", "other", "actual", "expected", "desired", "a", "b")  # of what is compared


class EmptyComparisonError(AssertionError):
    """A comparison without numbers."""


def holds_empty(value: Any) -> bool:
    """Whether a tensor or an array without numbers is in a value."""
    import numpy as np
    import torch

    if isinstance(value, torch.Tensor):
        return value.numel() == 0
    if isinstance(value, np.ndarray):
        return value.size == 0
    if isinstance(value, dict):
        return any(map(holds_empty, value.values()))
    return isinstance(value, list | tuple) and any(map(holds_empty, value))


def refusing(compare: Callable[..., Any]) -> Callable[..., Any]:
    """The same comparison, which raises `EmptyComparisonError` where it compares nothing."""

    @functools.wraps(compare)
    def careful(*args: Any, **kwargs: Any) -> Any:
        if holds_empty(args[:2]) or holds_empty([kwargs.get(name) for name in NAMES]):
            raise EmptyComparisonError(SENTENCE)
        return compare(*args, **kwargs)

    return careful


@contextlib.contextmanager
def refused(suite: ModuleType) -> Iterator[None]:
    """Let comparisons of torch and numpy refuse empty tensors, also those that ``suite`` names."""
    import numpy as np
    import torch
    import torch.testing

    places: list[tuple[Any, str]] = [
        *((place, name) for place in (torch, torch.Tensor, np) for name in ("allclose", "isclose")),
        *((torch.testing, "assert_close"), (np.testing, "assert_allclose")),
    ]
    places = [(place, name) for place, name in places if hasattr(place, name)]
    kept = [(place, name, getattr(place, name)) for place, name in places]
    functions = {id(compare): compare for _, _, compare in kept}
    kept += [(suite, name, v) for name, v in vars(suite).items() if id(v) in functions]
    for place, name, compare in kept:
        setattr(place, name, refusing(compare))
    try:
        yield
    finally:
        for place, name, compare in kept:
            setattr(place, name, compare)
