"""Right answers to leapfrog."""

import torch
from torch import Tensor


def kick_move_kick(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """Step by step, as in the docstring."""
    for _ in range(steps):
        v = v - 0.5 * step_size * (z - centre) @ precision
        z = z + step_size * v
        v = v - 0.5 * step_size * (z - centre) @ precision
    return z, v


def power_of_a_matrix(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """A step is linear in place and velocity; all of them are a power of its matrix."""
    d = z.shape[1]
    eye, nought = torch.eye(d, dtype=z.dtype, device=z.device), torch.zeros_like(precision)
    kick = torch.cat([torch.cat([eye, nought], 1), torch.cat([-step_size / 2 * precision, eye], 1)])
    move = torch.cat([torch.cat([eye, step_size * eye], 1), torch.cat([nought, eye], 1)])
    all_steps = torch.linalg.matrix_power(kick @ move @ kick, steps)
    state = torch.cat([z - centre, v], 1) @ all_steps.T
    return centre + state[:, :d], state[:, d:]


def merged_kicks(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """Gradients by torch.func.grad; two half kicks in a row become a whole one."""

    def log_density(points: Tensor) -> Tensor:
        away = points - centre
        return -0.5 * torch.einsum("ni,ij,nj->", away, precision, away)

    force = torch.func.grad(log_density)
    if steps == 0:
        return z, v
    v = v + step_size / 2 * force(z)
    for k in range(steps):
        z = z + step_size * v
        v = v + (step_size if k < steps - 1 else step_size / 2) * force(z)
    return z, v
