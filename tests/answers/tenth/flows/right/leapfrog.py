"""Right answers to leapfrog."""

import torch
from torch import Tensor


def power_of_one_matrix(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """Writes a step as a matrix that acts on place and velocity, and takes its power."""
    d = z.shape[1]
    one = torch.eye(d, dtype=z.dtype, device=z.device)
    kick = torch.cat(
        [torch.cat([one, 0 * one], 1), torch.cat([-0.5 * step_size * precision, one], 1)]
    )
    move = torch.cat([torch.cat([one, step_size * one], 1), torch.cat([0 * one, one], 1)])
    whole = torch.linalg.matrix_power(kick @ move @ kick, steps)
    state = torch.cat([z - centre, v], 1) @ whole.T
    return state[:, :d] + centre, state[:, d:]


def recursion_over_steps(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """Makes one step, and calls itself for those that are left."""

    def go(place: Tensor, speed: Tensor, left: int) -> tuple[Tensor, Tensor]:
        if left == 0:
            return place, speed
        middle = speed + 0.5 * step_size * torch.einsum("ij,nj->ni", precision, centre - place)
        new = place + step_size * middle
        pull = torch.einsum("ij,nj->ni", precision, centre - new)
        return go(new, middle + 0.5 * step_size * pull, left - 1)

    return go(z, v, steps)
