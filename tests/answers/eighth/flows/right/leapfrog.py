"""Right answers to leapfrog."""

import torch
from torch import Tensor


def neighbouring_kicks_joined(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """Joins the half kicks between two moves to a whole one."""
    if steps == 0:
        return z, v
    v = v - 0.5 * step_size * ((z - centre) @ precision)
    for number in range(1, steps + 1):
        z = z + step_size * v
        kick = step_size if number < steps else 0.5 * step_size
        v = v - kick * ((z - centre) @ precision)
    return z, v


def matrix_of_one_step(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """Multiplies place and velocity together by the matrix of kick, move and kick."""
    identity, zero = torch.eye(z.shape[1]).to(z), torch.zeros_like(precision)
    kick = torch.cat([
        torch.cat([identity, -step_size / 2 * precision], 1), torch.cat([zero, identity], 1)
    ])
    move = torch.cat([
        torch.cat([identity, zero], 1), torch.cat([step_size * identity, identity], 1)
    ])
    state = torch.cat([z - centre, v], 1)
    for _ in range(steps):
        state = state @ kick @ move @ kick
    place, velocity = state.chunk(2, 1)
    return place + centre, velocity
