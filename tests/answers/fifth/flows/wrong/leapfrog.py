"""Wrong answers to leapfrog."""

import torch
from torch import Tensor


def old_force_twice(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """The second half of the kick uses the gradient at the place before the move."""
    for _ in range(steps):
        force = -(z - centre) @ precision
        v = v + 0.5 * step_size * force
        z = z + step_size * v
        v = v + 0.5 * step_size * force
    return z, v


def whole_kick_then_move(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """A whole kick and a move: volumes are kept, and the curve is closed, but another one."""
    for _ in range(steps):
        v = v - step_size * (z - centre) @ precision
        z = z + step_size * v
    return z, v


def half_moves_outside(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """Half a move, a whole kick, half a move: the roles of place and velocity are exchanged."""
    for _ in range(steps):
        z = z + 0.5 * step_size * v
        v = v - step_size * (z - centre) @ precision
        z = z + 0.5 * step_size * v
    return z, v


def last_kick_whole(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """Half kicks are joined to whole ones, but the last one is not cut in half again."""
    v = v - 0.5 * step_size * (z - centre) @ precision
    for _ in range(steps):
        z = z + step_size * v
        v = v - step_size * (z - centre) @ precision
    return z, v


def constant_force(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """The gradient of the log-density is differentiated out of a detached copy: a constant."""

    def force(points: Tensor) -> Tensor:
        with torch.enable_grad():
            copy = points.detach().requires_grad_()
            gap = copy - centre.detach()
            log_density = -0.5 * ((gap @ precision.detach()) * gap).sum()
            return torch.autograd.grad(log_density, copy)[0]

    for _ in range(steps):
        v = v + 0.5 * step_size * force(z)
        z = z + step_size * v
        v = v + 0.5 * step_size * force(z)
    return z, v


def only_the_diagonal(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """Only the diagonal of the precision is used, as if the coordinates were independent."""
    for _ in range(steps):
        v = v - 0.5 * step_size * (z - centre) * precision.diagonal()
        z = z + step_size * v
        v = v - 0.5 * step_size * (z - centre) * precision.diagonal()
    return z, v
