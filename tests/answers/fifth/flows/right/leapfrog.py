"""Right answers to leapfrog."""

import torch
from torch import Tensor


def half_move_half(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """As the text says: half a kick, a move, half a kick."""
    for _ in range(steps):
        v = v - 0.5 * step_size * (z - centre) @ precision
        z = z + step_size * v
        v = v - 0.5 * step_size * (z - centre) @ precision
    return z, v


def joined_kicks(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """Two half kicks between two moves make a whole one; half ones stand at both ends."""

    def kick(part: float) -> Tensor:
        return part * step_size * torch.einsum("ij,nj->ni", precision, centre - z)

    if steps < 1:
        return z, v
    v = v + kick(0.5)
    for number in range(1, steps + 1):
        z = torch.add(z, v, alpha=step_size)
        v = v + kick(0.5 if number == steps else 1.0)
    return z, v


def differentiated(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """The gradient of the log-density by automatic differentiation."""

    def log_density(point: Tensor) -> Tensor:
        gap = point - centre
        return -0.5 * gap @ precision @ gap

    slope = torch.vmap(torch.func.grad(log_density))
    force = slope(z)
    for _ in range(steps):
        half = v + step_size / 2 * force
        z = z + step_size * half
        force = slope(z)
        v = half + step_size / 2 * force
    return z, v


def one_matrix(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """The whole step is a matrix on (z - centre, v), which is raised to the power of the steps."""
    d = z.shape[-1]
    eye = torch.eye(d, dtype=z.dtype, device=z.device)
    none = torch.zeros_like(eye)
    kick = torch.cat([torch.cat([eye, none], 1), torch.cat([-step_size / 2 * precision, eye], 1)])
    move = torch.cat([torch.cat([eye, step_size * eye], 1), torch.cat([none, eye], 1)])
    power = torch.linalg.matrix_power(kick @ move @ kick, steps)
    state = torch.cat([z - centre, v], dim=-1) @ power.T
    return state[:, :d] + centre, state[:, d:]


def in_place_on_copies(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """Copies are changed in place, and the second-order form of the move is used."""
    gap, speed = z - centre, v.clone()
    for _ in range(steps):
        before = gap @ precision
        gap += step_size * speed - 0.5 * step_size**2 * before
        speed -= 0.5 * step_size * (before + gap @ precision)
    return gap + centre, speed
