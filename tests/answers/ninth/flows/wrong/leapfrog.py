"""Wrong answers to leapfrog."""

from torch import Tensor


def moves_before_it_kicks(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """Makes half a move, a kick and half a move, another scheme, which ends elsewhere."""
    for _ in range(steps):
        z = z + 0.5 * step_size * v
        v = v - step_size * (z - centre) @ precision
        z = z + 0.5 * step_size * v
    return z, v


def last_half_kick_missing(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """Joins the half kicks of neighbours and forgets the last one, so the velocity lags behind."""
    for step in range(steps):
        share = 0.5 if step == 0 else 1.0
        v = v - share * step_size * (z - centre) @ precision
        z = z + step_size * v
    return z, v


def diagonal_of_the_precision_only(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """Kicks each coordinate with its own precision and ignores what couples them."""
    stiffness = precision.diagonal()
    for _ in range(steps):
        v = v - 0.5 * step_size * (z - centre) * stiffness
        z = z + step_size * v
        v = v - 0.5 * step_size * (z - centre) * stiffness
    return z, v
