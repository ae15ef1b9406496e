"""Other right ways of writing ``leapfrog``."""

import torch


def joined_kicks(z, v, centre, precision, step_size, steps):
    if steps == 0:
        return z, v
    v = v + 0.5 * step_size * (centre - z) @ precision
    for number in range(steps):
        z = z + step_size * v
        weight = 0.5 if number == steps - 1 else 1.0
        v = v + weight * step_size * (centre - z) @ precision
    return z, v


def by_einsum(z, v, centre, precision, step_size, steps):
    def slope(at):
        return -torch.einsum("ij,nj->ni", precision, at - centre)

    for _ in range(steps):
        half = v + step_size * slope(z) / 2
        z = z + step_size * half
        v = half + step_size * slope(z) / 2
    return z, v


def positions_first(z, v, centre, precision, step_size, steps):
    """The same step, with the squared step size: velocity Verlet."""
    for _ in range(steps):
        force = (centre - z) @ precision.mT
        new = z + step_size * v + 0.5 * step_size**2 * force
        v = v + 0.5 * step_size * (force + (centre - new) @ precision.mT)
        z = new
    return z, v
