"""The exercise ``sample_on_grid`` of topic ``generative``: a density on a grid."""

from collections.abc import Iterator

import torch
from torch import Tensor

from labsupport.checks import numbers
from labsupport.checks.compare import Verdict
from labsupport.checks.declaration import DTYPES, Declaration
from labsupport.checks.inputs import Inputs
from labsupport.checks.numbers import Function

Outcomes = tuple[Tensor, Tensor]


def sample_on_grid(log_f: Tensor, grid: Tensor, u: Tensor) -> Outcomes:
    """Points and log Z, with a comparison of every u with every grid point."""
    largest = log_f.detach().amax()
    f = (log_f - largest).exp()
    width = grid[1:] - grid[:-1]
    heights = 0.5 * (f[1:] + f[:-1])
    mass = heights * width
    share = mass / mass.sum()
    upper = share.cumsum(0)
    below = (u[:, None] >= upper).sum(1).clamp(max=len(mass) - 1)  # the cell of each u
    lower = upper[below] - share[below]
    inside = (u - lower) / share[below]
    x = grid[below] + inside * (grid[below + 1] - grid[below])
    return x, largest + mass.sum().log()


def on_grid(make: Inputs, n: int, m: int, least: float = 0.0) -> list[Tensor]:
    """log_f on a grid whose cells have widths from ½ to 2, and m numbers u from ``least``."""
    grid = make.uniform(0.5, 2.0, n).cumsum(0) - 3
    u = make.uniform(0.02, 0.98, m)
    u[-1] = least
    return [make.normal(n), grid, u]


def inner(make: Inputs, n: int, m: int) -> list[Tensor]:
    """The same without u = 0, an end at which nothing has to be differentiable."""
    return on_grid(make, n, m, 0.5)


def other_grids(log_f: Tensor, grid: Tensor, u: Tensor) -> Iterator[list[Tensor]]:
    """A grid stays increasing, and u between 0 and 1."""
    yield [0.7 * log_f + 0.2, 0.6 * grid + 0.1 * grid.abs() + 0.3, 0.7 * u + 0.11]
    yield [log_f.flip(0), (grid[-1] - grid).flip(0) - 1, 0.8 * u + 0.05]


def of_any_size(function: Function, generator: torch.Generator) -> Verdict:
    """Whether log_f may be large, small, or so low somewhere that a cell has no mass at all."""
    function = numbers.forgiving(function)
    for dtype in DTYPES:
        log_f, grid, u = GRID.inputs(generator, dtype)
        beyond = 120.0 if dtype == torch.float32 else 1500.0  # so that exp does not hold it
        for shift, what in ((beyond, "large"), (-beyond, "small")):
            inputs = (log_f + shift, grid, u)
            sentence = GRID.judge.value(function, *inputs)
            if sentence is not None:
                finite = all(t.isfinite().all() for t in function(*inputs))
                remedy = " (exp does not hold it: subtract the largest before exp)"
                return f"for a {what} log_f: {sentence}{'' if finite else remedy}"
        gap = torch.zeros_like(log_f)
        gap[len(gap) // 3 : 2 * len(gap) // 3] = -3000.0
        sentence = GRID.judge.value(function, log_f + gap, grid, u)
        if sentence is not None:
            return f"where cells in the middle have no mass: {sentence}"
    return None


MASS = "mass = heights * width -> mass ="
HEIGHTS = "heights = 0.5 * (f[1:] + f[:-1]) -> heights ="
INSIDE = "inside = (u - lower) / share[below] -> inside ="
X = "x = grid[below] + inside * (grid[below + 1] - grid[below]) -> x ="
RETURN = "return x, largest + mass.sum().log() -> return"
GRID = Declaration(
    sample_on_grid,
    on_grid,
    [(8, 10), (2, 3), (3, 2), (30, 7)],
    results=("x", "log Z"),
    smooth=inner,
    others=other_grids,
    edits={
        "the largest log_f, which was subtracted, is not added to log Z again": (
            f"{RETURN} x, mass.sum().log()"
        ),
        "this is Z; return its logarithm": f"{RETURN} x, largest.exp() * mass.sum()",
        "the width of the cells is missing in log Z, and their trapezoids": (
            f"{RETURN} x, log_f.logsumexp(0)"
        ),
        "the width of the cells is missing in log Z": f"{RETURN} x, largest + heights.sum().log()",
        "log Z is the mean height times the length of the grid; add up the trapezoids": (
            f"{RETURN} x, largest + (f.mean() * width.sum()).log()"
        ),
        "the width of the cells is missing": f"{MASS} heights",
        "the grid is taken for even, with the mean width; each cell has its own": (
            f"{MASS} heights * width.mean()"
        ),
        "the grid is taken for even, with the width of its first cell; each cell has its own": (
            f"{MASS} heights * width[0]"
        ),
        "the grid is taken for even, with its length over n; each cell has its own width": (
            f"{MASS} heights * width.sum() / len(grid)"
        ),
        "the CDF takes all cells for equally wide; each has its own width": (
            "share = mass / mass.sum() -> share = heights / heights.sum()"
        ),
        "the CDF adds up f at the grid points; its steps are the trapezoids of the cells": (
            "share = mass / mass.sum() -> share = f[1:] / f[1:].sum()"
        ),
        "the left end of each cell gives its height; a trapezoid takes the mean of both": (
            f"{HEIGHTS} f[:-1]"
        ),
        "the right end of each cell gives its height; a trapezoid takes the mean of both": (
            f"{HEIGHTS} f[1:]"
        ),
        "the trapezoids average log_f; average exp(log_f)": (
            f"{HEIGHTS} (0.5 * (log_f[1:] + log_f[:-1]) - largest).exp()"
        ),
        "exp is missing: log_f is taken for the density itself": (
            f"{HEIGHTS} 0.5 * (log_f[1:] + log_f[:-1])"
        ),
        "the points are ends of cells; interpolate inside": f"{INSIDE} 0 * u",
        "the points are the right ends of cells; interpolate inside": f"{INSIDE} 0 * u + 1",
        "the points are the middles of cells; interpolate inside": f"{INSIDE} 0 * u + 0.5",
        "inside each cell the points run from right to left": (
            f"{INSIDE} 1 - (u - lower) / share[below]"
        ),
        "inside a cell u - CDF has to be divided by what the CDF rises there": (
            f"{INSIDE} u - lower"
        ),
        "inside a cell u itself is interpolated; take its share of what the CDF rises there": (
            f"{INSIDE} u"
        ),
        "the density is taken for linear in each cell; there the CDF is linear": (
            f"{INSIDE} ((f[below]**2 + (f[below + 1]**2 - f[below]**2) * (u - lower) / "
            "share[below]).sqrt() - f[below]) / (f[below + 1] - f[below])"
        ),
        "inside a cell the share is not multiplied by the width of the cell": (
            f"{X} grid[below] + inside"
        ),
        "inside a cell the share is multiplied by the width of the next one": (
            f"{X} grid[below] + inside * width[(below + 1).clamp(max=len(width) - 1)]"
        ),
        "the CDF is built from the right: u = 0 belongs to the left end": (
            "u[:, None] >= upper -> 1 - u[:, None] >= upper; (u - lower) -> (1 - u - lower)"
        ),
        "u is stretched over the grid; invert the CDF": f"{X} grid[0] + u * (grid[-1] - grid[0])",
        "the points are one cell too far to the left": f"{X} grid[(below - 1).clamp(min=0)]",
        "the points come in increasing order; leave them in the order of u": (
            f"{X} (grid[below] + inside * width[below]).sort().values"
        ),
        "the share is multiplied by the right end; multiply by the width of the cell": (
            f"{X} grid[below] + inside * grid[below + 1]"
        ),
        "the last cell is never reached": "len(mass) - 1 -> max(len(mass) - 2, 0)",
        "every u is in the first cell: find the cell in which the CDF passes u": (
            "below = (u[:, None] >= upper).sum(1).clamp(max=len(mass) - 1) -> "
            "below = (0 * u).long()"
        ),
        "these are numbers of cells; take the grid there": f"{X} below + 1.0",
        "the two results are in the wrong order": f"{RETURN} largest + mass.sum().log(), x",
        "log Z has to be the one of all cells together; these are the logarithms of each": (
            f"{RETURN} x, largest + mass.log()"
        ),
    },
    examples=[
        [[0.0, 0.0], [0.0, 1.0], [0.25, 0.5]],
        [[0.0, 0.0, 0.0], [0.0, 1.0, 3.0], [0.25, 0.5]],
        [[0.0, 1.0, 0.5], [0.0, 1.0, 3.0], [0.25, 0.5]],
    ],
    also=[of_any_size],
)
