"""Right answers to leapfrog."""

import torch
from torch import Tensor
from torch.nn import functional as F


def kick_move_kick(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """Each step as the text has it."""
    for _ in range(steps):
        v = v - step_size / 2 * (z - centre) @ precision
        z = z + step_size * v
        v = v - step_size / 2 * (z - centre) @ precision
    return z, v


def joined_kicks(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """Two half kicks in a row are one, so that only the first and the last are halves."""
    if steps == 0:
        return z, v

    def force(place: Tensor) -> Tensor:
        return F.linear(centre - place, precision)

    v = torch.add(v, force(z), alpha=0.5 * step_size)
    for number in range(1, steps + 1):
        z = torch.add(z, v, alpha=step_size)
        v = torch.add(v, force(z), alpha=step_size if number < steps else 0.5 * step_size)
    return z, v


def matrix_of_a_step(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """A step is linear in place and velocity, so that it is a matrix, which is used again."""
    d = z.shape[1]
    eye = torch.eye(d, dtype=z.dtype, device=z.device)
    none = torch.zeros_like(eye)
    kick = torch.cat(
        [torch.cat([eye, -0.5 * step_size * precision], 1), torch.cat([none, eye], 1)], 0
    )
    move = torch.cat([torch.cat([eye, none], 1), torch.cat([step_size * eye, eye], 1)], 0)
    step = kick @ move @ kick
    state = torch.cat([z - centre, v], dim=1)
    for _ in range(steps):
        state = state @ step
    return centre + state[:, :d], state[:, d:]
