"""Wrong answers to leapfrog."""

import torch
from torch import Tensor


def changes_its_inputs(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """Writes += to points and velocities, which overwrites those that the caller gave."""
    for _ in range(steps):
        v += -0.5 * step_size * (z - centre) @ precision
        z += step_size * v
        v += -0.5 * step_size * (z - centre) @ precision
    return z, v


def half_kicks_between_moves(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """Merges the two half kicks between steps into a single half one: right for one step alone."""
    v = v - 0.5 * step_size * (z - centre) @ precision
    for _ in range(steps):
        z = z + step_size * v
        v = v - 0.5 * step_size * (z - centre) @ precision
    return z, v


def diagonal_of_the_precision(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """Uses the diagonal of the precision alone, so that correlated coordinates do not pull."""
    pull = torch.diagonal(precision)
    for _ in range(steps):
        v = v - 0.5 * step_size * (z - centre) * pull
        z = z + step_size * v
        v = v - 0.5 * step_size * (z - centre) * pull
    return z, v
