"""What a report can draw of a wrong answer: the first comparison that failed.

A graded test runs within `first`; nothing is kept where nobody asks.
"""

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

import torch
from torch import Tensor

FEWEST, MOST = 4, 200  # numbers that are worth a picture; more are thinned out
LIMIT, BINS = 4.0, 32  # of a histogram of draws, which reaches from -LIMIT to LIMIT

_kept: ContextVar[list[dict[str, Any]] | None] = ContextVar("kept", default=None)


@contextlib.contextmanager
def first() -> Iterator[list[dict[str, Any]]]:
    """Keep what `values` or `draws` are told first, as numbers that JSON can hold."""
    kept: list[dict[str, Any]] = []
    token = _kept.set(kept)
    try:
        yield kept
    finally:
        _kept.reset(token)


def values(actual: Any, right: Tensor, what: str = "") -> None:
    """Wrong values beside the right ones, of any one shape; ``what`` they are."""
    kept = _kept.get()
    if kept is None or kept or not isinstance(actual, Tensor) or actual.shape != right.shape:
        return
    if actual.is_complex() or right.is_complex() or right.numel() < FEWEST:
        return
    pairs = torch.stack([right, actual.to(right)]).detach().double().flatten(1)
    step = -(-pairs.shape[1] // MOST)
    there = pairs.isfinite().all(0)
    right_ones, yours = pairs[:, there][:, ::step].tolist()
    if len(yours) >= FEWEST:
        kept.append(
            {
                "kind": "values",
                "what": what,
                "right": [float(f"{x:.4g}") for x in right_ones],
                "yours": [float(f"{x:.4g}") for x in yours],
                "missing": int((~there).sum()),
            }
        )


def draws(noise: Tensor) -> None:
    """Draws that should be independent standard normals, of any shape."""
    kept = _kept.get()
    if kept is None or kept or noise.numel() < FEWEST or not bool(noise.isfinite().all()):
        return
    noise = noise.detach().double().flatten()
    counts = torch.histc(noise, BINS, -LIMIT, LIMIT)
    kept.append(
        {
            "kind": "draws",
            "edge": LIMIT,
            "counts": [int(count) for count in counts],
            "outside": int((noise.abs() > LIMIT).sum()),
            "mean": float(f"{noise.mean():.3g}"),
            "deviation": float(f"{noise.std():.3g}"),
        }
    )
