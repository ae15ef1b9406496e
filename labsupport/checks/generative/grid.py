"""Verdicts on ``sample_on_grid`` of topic ``generative``."""

import math
from collections.abc import Iterator

import torch
from torch import Tensor

from labsupport.checks import numbers
from labsupport.checks.compare import Verdict
from labsupport.checks.formula import Function
from labsupport.checks.parts import Outcomes, Parts


def on_grid(log_f: Tensor, grid: Tensor, u: Tensor) -> Outcomes:
    """Points and log Z, with a comparison of every u with every grid point."""
    return _on_grid(log_f, grid, u)


def _on_grid(
    log_f: Tensor, grid: Tensor, u: Tensor, mass: Tensor | None = None, place: str = "linear"
) -> Outcomes:
    largest = log_f.detach().amax()
    f = (log_f - largest).exp()
    if mass is None:
        mass = 0.5 * (f[1:] + f[:-1]) * (grid[1:] - grid[:-1])
    share = mass / mass.sum()
    upper = share.cumsum(0)
    below = (u[:, None] >= upper).sum(1).clamp(max=len(mass) - 1)  # the cell of each u
    lower = upper[below] - share[below]
    inside = (u - lower) / share[below]
    if place == "left":
        inside = inside * 0
    if place == "right":
        inside = inside * 0 + 1
    if place == "middle":
        inside = inside * 0 + 0.5
    if place == "turned":
        inside = 1 - inside
    if place == "not divided":
        inside = u - lower
    if place == "u":
        inside = u
    x = grid[below] + inside * (grid[below + 1] - grid[below])
    if place == "without width":
        x = grid[below] + inside
    return x, largest + mass.sum().log()


def on_grid_mistakes(log_f: Tensor, grid: Tensor, u: Tensor) -> dict[str, Outcomes]:
    """Sentence -> the results of this mistake."""
    x, log_z = on_grid(log_f, grid, u)
    largest, n = log_f.amax(), len(grid)
    f, width = (log_f - largest).exp(), grid[1:] - grid[:-1]
    heights, span = 0.5 * (f[1:] + f[:-1]), grid[-1] - grid[0]
    trapezoids = heights * width
    cdf = torch.cat([f[:1] * 0, trapezoids.cumsum(0)]) / trapezoids.sum()
    index = (u[:, None] > cdf).sum(1)
    points = torch.cat([f[:1] * 0, f.cumsum(0)[1:] - f[0]]) / (f.sum() - f[0])

    def at_points(rule: Tensor) -> Tensor:
        return grid[rule.clamp(0, n - 1)]

    def even(step: Tensor) -> Outcomes:
        return _on_grid(log_f, grid, u, heights * step)

    def only_x(mass: Tensor) -> Outcomes:
        return _on_grid(log_f, grid, u, mass)[0], log_z

    cell, past = index.clamp(1, n - 1) - 1, u - cdf[index.clamp(1, n - 1) - 1]
    return {
        "the largest log_f, which was subtracted, is not added to log Z again": (
            x,
            log_z - largest,
        ),
        "the largest log_f, which was subtracted, is subtracted from log Z again; add it": (
            x,
            log_z - 2 * largest,
        ),
        "this is Z; return its logarithm": (x, log_z.exp()),
        "log Z has the wrong sign": (x, -log_z),
        "the width of the cells is missing in log Z, and their trapezoids": (x, log_f.logsumexp(0)),
        "the width of the cells is missing in log Z": (x, largest + heights.sum().log()),
        "the width of the cells is missing": _on_grid(log_f, grid, u, heights),
        "the grid is taken for even, with the mean width; each cell has its own": even(
            span / (n - 1)
        ),
        "the grid is taken for even, with the width of its first cell; each cell has its own": even(
            width[0]
        ),
        "the grid is taken for even, with the width of its last cell; each cell has its own": even(
            width[-1]
        ),
        "the grid is taken for even, with its length over n; each cell has its own width": even(
            span / n
        ),
        "the CDF takes all cells for equally wide; each has its own width": only_x(heights),
        "the CDF adds up f at the grid points; its steps are the trapezoids of the cells": (
            torch.stack([_linear(points, grid, each) for each in u]) if len(u) else x,
            log_z,
        ),
        "the left end of each cell gives its height; a trapezoid takes the mean of both": _on_grid(
            log_f, grid, u, f[:-1] * width
        ),
        "the right end of each cell gives its height; a trapezoid takes the mean of both": (
            _on_grid(log_f, grid, u, f[1:] * width)
        ),
        "the ends of each cell are subtracted; a trapezoid adds them": _on_grid(
            log_f, grid, u, 0.5 * (f[1:] - f[:-1]) * width
        ),
        "the ½ of the trapezoids is missing in log Z": (x, log_z + math.log(2)),
        "the trapezoids have a ½ too many in log Z": (x, log_z - math.log(2)),
        "the trapezoids average log_f; average exp(log_f)": _on_grid(
            log_f, grid, u, torch.exp(0.5 * (log_f[1:] + log_f[:-1]) - largest) * width
        ),
        "exp is missing: log_f is taken for the density itself": _on_grid(
            log_f, grid, u, 0.5 * (log_f[1:] + log_f[:-1]) * width
        ),
        "log Z is the sum of all cells, not the largest": (x, trapezoids.amax().log() + largest),
        "log Z is the logarithm of the sum of all cells, not of their mean": (
            x,
            trapezoids.mean().log() + largest,
        ),
        "the logarithms of the cells are added up; take the logarithm of their sum": (
            x,
            (trapezoids.log() + largest).sum(),
        ),
        "the points are ends of cells; interpolate inside": _on_grid(log_f, grid, u, place="left"),
        "the points are the right ends of cells; interpolate inside": _on_grid(
            log_f, grid, u, place="right"
        ),
        "the points are the middles of cells; interpolate inside": _on_grid(
            log_f, grid, u, place="middle"
        ),
        "inside each cell the points run from right to left": _on_grid(
            log_f, grid, u, place="turned"
        ),
        "inside a cell u - CDF has to be divided by what the CDF rises there": _on_grid(
            log_f, grid, u, place="not divided"
        ),
        "inside a cell u itself is interpolated; take its share of what the CDF rises there": (
            _on_grid(log_f, grid, u, place="u")
        ),
        "inside a cell the share is not multiplied by the width of the cell": _on_grid(
            log_f, grid, u, place="without width"
        ),
        "the CDF is built from the right: u = 0 belongs to the left end": (
            on_grid(log_f, grid, 1 - u)[0],
            log_z,
        ),
        "u is stretched over the grid; invert the CDF": (grid[0] + u * span, log_z),
        "the points are one cell too far to the left": (at_points(index - 2), log_z),
        "the share inside a cell is subtracted from its left end; add it": (
            2 * grid[cell] - x,
            log_z,
        ),
        "the share is multiplied by the right end; multiply by the width of the cell": (
            grid[cell] + past / (cdf[cell + 1] - cdf[cell]) * grid[cell + 1],
            log_z,
        ),
        "every u is in the first cell: find the cell in which the CDF passes u": (
            grid[0] + u / cdf[1] * width[0],
            log_z,
        ),
        "the left end of the cell is missing: this is the way inside alone": (
            x - grid[cell],
            log_z,
        ),
        "this is the share inside the cell, not the point": (
            past / (cdf[cell + 1] - cdf[cell]),
            log_z,
        ),
        "these are numbers of cells; take the grid there": (index.to(x.dtype), log_z),
        "the two results are in the wrong order": (log_z, x),
        "the first result is the CDF at the grid points; find the points where it is u": (
            cdf,
            log_z,
        ),
        "log Z should have the shape ()": (x, log_z[None]),
        "log Z has to be the one of all cells together; these are the logarithms of each": (
            x,
            trapezoids.log() + largest,
        ),
    }


def _linear(cdf: Tensor, grid: Tensor, u: Tensor) -> Tensor:
    """The point at which a piecewise linear function is u."""
    left = ((u >= cdf).sum() - 1).clamp(0, len(grid) - 2)
    share = (u - cdf[left]) / (cdf[left + 1] - cdf[left])
    return grid[left] + share * (grid[left + 1] - grid[left])


def _others(log_f: Tensor, grid: Tensor, u: Tensor) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
    """A grid stays increasing, and u between 0 and 1."""
    yield 0.7 * log_f + 0.2, 0.6 * grid + 0.1 * grid.abs() + 0.3, 0.7 * u + 0.11
    yield log_f.flip(0), (grid[-1] - grid).flip(0) - 1, 0.8 * u + 0.05


GRID = Parts(["log_f", "grid", "u"], ("x", "log Z"), on_grid, on_grid_mistakes, _others)


def grid_stable(function: Function, log_f: Tensor, grid: Tensor, u: Tensor) -> Verdict:
    """Whether log_f may be large, small, or so low somewhere that a cell has no mass at all."""
    near = GRID.value(function, log_f, grid, u)
    if near is not None:
        return near
    function = numbers.forgiving(function)
    for shift, what in ((1500.0, "large"), (-1500.0, "small")):
        sentence = GRID.value(function, log_f + shift, grid, u)
        if sentence is not None:
            finite = all(t.isfinite().all() for t in function(log_f + shift, grid, u))
            remedy = "" if finite else " (exp does not hold it: subtract the largest before exp)"
            return f"for a {what} log_f: {sentence}{remedy}"
    gap = torch.zeros_like(log_f)
    gap[len(gap) // 3 : 2 * len(gap) // 3] = -3000.0
    sentence = GRID.value(function, log_f + gap, grid, u)
    return sentence and f"where cells in the middle have no mass: {sentence}"
