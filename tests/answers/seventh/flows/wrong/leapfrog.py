"""Wrong answers to leapfrog."""

import torch
from torch import Tensor


def same_gradient_twice(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """The second half kick uses the gradient at the place before the move."""
    for _ in range(steps):
        kick = -step_size / 2 * (z - centre) @ precision
        v = v + kick
        z = z + step_size * v
        v = v + kick
    return z, v


def moves_around_a_kick(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """Half a move, a kick, half a move: the roles of place and velocity are swapped."""
    for _ in range(steps):
        z = z + step_size / 2 * v
        v = v - step_size * (z - centre) @ precision
        z = z + step_size / 2 * v
    return z, v


def turned_around(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """The velocity is negated at the end, as for a reversible proposal."""
    for _ in range(steps):
        v = v - step_size / 2 * (z - centre) @ precision
        z = z + step_size * v
        v = v - step_size / 2 * (z - centre) @ precision
    return z, -v


def kicks_without_gradient(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """The kicks are computed by autograd and are constants for every later gradient."""

    def force(place: Tensor) -> Tensor:
        with torch.enable_grad():
            at = place.detach().requires_grad_()
            log_density = -0.5 * ((at - centre) @ precision * (at - centre)).sum()
        return torch.autograd.grad(log_density, at)[0]

    for _ in range(steps):
        v = v + step_size / 2 * force(z)
        z = z + step_size * v
        v = v + step_size / 2 * force(z)
    return z, v


def last_kick_whole(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """Half kicks are joined to whole ones between the steps, and the last one is whole too."""
    v = v - step_size / 2 * (z - centre) @ precision
    for _ in range(steps):
        z = z + step_size * v
        v = v - step_size * (z - centre) @ precision
    return z, v
