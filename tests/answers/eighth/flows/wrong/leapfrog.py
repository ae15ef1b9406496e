"""Wrong answers to leapfrog."""

from torch import Tensor


def both_kicks_from_the_old_place(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """Computes the gradient once for each step, so that the second half kick is out of date."""
    for _ in range(steps):
        kick = -0.5 * step_size * ((z - centre) @ precision)
        v = v + kick
        z = z + step_size * v
        v = v + kick
    return z, v


def last_kick_not_halved(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """Halves the first kick only, so the points are right and the velocities half a kick ahead."""
    v = v - 0.5 * step_size * ((z - centre) @ precision)
    for _ in range(steps):
        z = z + step_size * v
        v = v - step_size * ((z - centre) @ precision)
    return z, v


def half_a_move_and_a_whole_kick(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """Halves the moves and not the kicks, which keeps volumes too, but is another path."""
    for _ in range(steps):
        z = z + 0.5 * step_size * v
        v = v - step_size * ((z - centre) @ precision)
        z = z + 0.5 * step_size * v
    return z, v
