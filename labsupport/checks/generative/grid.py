"""The exercise ``sample_on_grid`` of topic ``generative``: a density on a grid."""

from collections.abc import Iterator

from torch import Tensor

from labsupport.checks.declaration import Declaration, shifted
from labsupport.checks.inputs import Inputs

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


def small(make: Inputs) -> list[Tensor]:
    """A grid of eight points."""
    return on_grid(make, 8, 10)


GRID = Declaration(
    sample_on_grid,
    on_grid,
    [(8, 10), (2, 3), (3, 2), (30, 7)],
    results=("x", "log Z"),
    smooth=inner,
    others=other_grids,
    edits="""
        return x, mass.sum().log()  # the largest log_f, which was subtracted,
            # is not added to log Z again
        return x, largest.exp() * mass.sum()  # this is Z; return its logarithm
        return x, log_f.logsumexp(0)  # the width of the cells is missing in log Z,
            # and their trapezoids
        return x, largest + heights.sum().log()  # the width of the cells is missing in log Z
        return x, largest + (f.mean() * width.sum()).log()
            # log Z is the mean height times the length of the grid; add up the trapezoids
        mass = heights  # the width of the cells is missing
        mass = heights * width.mean()  # the grid is taken for even, with the mean width;
            # each cell has its own
        mass = heights * width[0]  # the grid is taken for even, with the width of its first cell;
            # each cell has its own
        mass = heights * width.sum() / len(grid)  # the grid is taken for even,
            # with its length over n; each cell has its own width
        share = heights / heights.sum()  # the CDF takes all cells for equally wide;
            # each has its own width
        share = f[1:] / f[1:].sum()  # the CDF adds up f at the grid points;
            # its steps are the trapezoids of the cells
        heights = f[:-1]  # the left end of each cell gives its height;
            # a trapezoid takes the mean of both
        heights = f[1:]  # the right end of each cell gives its height;
            # a trapezoid takes the mean of both
        heights = (0.5 * (log_f[1:] + log_f[:-1]) - largest).exp()  # the trapezoids average log_f;
            # average exp(log_f)
        f[1:] + f -> log_f[1:] + log_f  # exp is missing: log_f is taken for the density itself
        inside = 0 * u  # the points are ends of cells; interpolate inside
        inside = 0 * u + 1  # the points are the right ends of cells; interpolate inside
        inside = 0 * u + 0.5  # the points are the middles of cells; interpolate inside
        (u - lower) -> 1 - (u - lower)  # inside each cell the points run from right to left
        inside = u - lower  # inside a cell u - CDF has to be divided by what the CDF rises there
        inside = u  # inside a cell u itself is interpolated;
            # take its share of what the CDF rises there
        inside = ((f[below]**2 + (f[below + 1]**2 - f[below]**2) * (u - lower)
            / share[below]).sqrt() - f[below]) / (f[below + 1] - f[below])
            # the density is taken for linear in each cell; there the CDF is linear
        x = grid[below] + inside
            # inside a cell the share is not multiplied by the width of the cell
        x = grid[below] + inside * width[(below + 1).clamp(max=len(width) - 1)]
            # inside a cell the share is multiplied by the width of the next one
        u = 1 - u  # the CDF is built from the right: u = 0 belongs to the left end
        x = grid[0] + u * (grid[-1] - grid[0])  # u is stretched over the grid; invert the CDF
        x = grid[(below - 1).clamp(min=0)]  # the points are one cell too far to the left
        x = (grid[below] + inside * width[below]).sort().values
            # the points come in increasing order; leave them in the order of u
        x = grid[below] + inside * grid[below + 1]  # the share is multiplied by the right end;
            # multiply by the width of the cell
        len(mass) - 1 -> max(len(mass) - 2, 0)  # the last cell is never reached
        below = (0 * u).long()  # every u is in the first cell:
            # find the cell in which the CDF passes u
        x = below + 1.0  # these are numbers of cells; take the grid there
        return largest + mass.sum().log(), x  # the two results are in the wrong order
        return x, largest + mass.log()  # log Z has to be the one of all cells together;
            # these are the logarithms of each
    """,
    examples=[
        [[0.0, 0.0], [0.0, 1.0], [0.25, 0.5]],
        [[0.0, 0.0, 0.0], [0.0, 1.0, 3.0], [0.25, 0.5]],
        [[0.0, 1.0, 0.5], [0.0, 1.0, 3.0], [0.25, 0.5]],
    ],
    hard={
        "exp does not hold a large log_f: subtract the largest before exp": shifted(small, 1500.0),
        "exp does not hold a small log_f: subtract the largest before exp": shifted(small, -1500.0),
        "it is wrong where cells in the middle have no mass": shifted(
            small, [0.0, 0.0, *[-3000.0] * 3, 0.0, 0.0, 0.0]
        ),
    },
)
