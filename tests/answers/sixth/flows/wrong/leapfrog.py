"""Wrong answers to leapfrog."""

import torch
from torch import Tensor


def move_kick_move(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """Half a move, a kick and half a move, in place of half a kick, a move and half a kick."""
    for _ in range(steps):
        z = z + step_size / 2 * v
        v = v - step_size * (z - centre) @ precision
        z = z + step_size / 2 * v
    return z, v


def force_is_a_constant(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """The slopes of the density come from autograd without a graph, so no gradient flows on."""

    def force(points: Tensor) -> Tensor:
        with torch.enable_grad():
            at = points.detach().requires_grad_()
            away = at - centre
            log_density = -0.5 * ((away @ precision) * away).sum()
            return torch.autograd.grad(log_density, at)[0]

    for _ in range(steps):
        v = v + step_size / 2 * force(z)
        z = z + step_size * v
        v = v + step_size / 2 * force(z)
    return z, v


def both_kicks_at_the_old_place(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """The second half kick takes the gradient of before the move."""
    for _ in range(steps):
        kick = -step_size / 2 * (z - centre) @ precision
        v = v + kick
        z = z + step_size * v
        v = v + kick
    return z, v


def diagonal_of_the_precision(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """Only the diagonal of the precision matrix is used."""
    for _ in range(steps):
        v = v - step_size / 2 * (z - centre) * precision.diagonal()
        z = z + step_size * v
        v = v - step_size / 2 * (z - centre) * precision.diagonal()
    return z, v


def half_kicks_between_steps(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """Between two steps there is one half kick and not two."""
    v = v - step_size / 2 * (z - centre) @ precision
    for _ in range(steps):
        z = z + step_size * v
        v = v - step_size / 2 * (z - centre) @ precision
    return z, v
