"""Right answers to leapfrog."""

import torch
from torch import Tensor


def leapfrog_step_by_step(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """Makes half a kick, a move and half a kick in each pass of the loop."""

    def kick(z: Tensor) -> Tensor:
        return -step_size * (z - centre) @ precision

    for _ in range(steps):
        v = v + kick(z) / 2
        z = z + step_size * v
        v = v + kick(z) / 2
    return z, v


def leapfrog_as_a_matrix(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """Writes a step as one linear map of place and velocity, and applies its power."""
    d = len(centre)
    identity = torch.eye(d, dtype=z.dtype, device=z.device)
    nothing = torch.zeros_like(identity)
    half_kick = torch.cat(
        [
            torch.cat([identity, -0.5 * step_size * precision], 1),
            torch.cat([nothing, identity], 1),
        ]
    )
    move = torch.cat(
        [torch.cat([identity, nothing], 1), torch.cat([step_size * identity, identity], 1)]
    )
    state = torch.cat([z - centre, v], 1)
    state = state @ torch.linalg.matrix_power(half_kick @ move @ half_kick, steps)
    return state[:, :d] + centre, state[:, d:]
