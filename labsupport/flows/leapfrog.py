"""Leapfrog steps (Salimans, Kingma and Welling, 2015); see `labsupport.flows`."""

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn

from labsupport.models import check_sizes


class Leapfrog(nn.Module):
    """Leapfrog steps of points and velocities, which keep volumes (eq-flows-leapfrog).

    As a map of (z, v) its log-determinant is 0, and its inverse is the same with the velocity
    turned round. The masses are 1; a step size for each coordinate does the same as other masses.

    Args:
        latent: dimensions of z, and of v.
        steps: how many, one after the other.
        step_size: where the step sizes begin, one for each coordinate, which are learned.
    """

    def __init__(self, latent: int, steps: int = 4, step_size: float = 0.1) -> None:
        super().__init__()
        check_sizes(latent=latent, steps=steps)
        self.steps = steps
        self.log_step_size = nn.Parameter(torch.full((latent,), math.log(step_size)))

    def forward(
        self, z: Tensor, v: Tensor, log_density: Callable[[Tensor], Tensor]
    ) -> tuple[Tensor, Tensor]:
        """Points and velocities after the steps, each (..., latent).

        ``log_density`` maps points (..., latent) to (...); its gradient is the force, and gradients
        flow back through it.
        """
        return self._walk(z, v, log_density, self.log_step_size.exp())

    def inverse(
        self, z: Tensor, v: Tensor, log_density: Callable[[Tensor], Tensor]
    ) -> tuple[Tensor, Tensor]:
        """Points and velocities before the steps."""
        return self._walk(z, v, log_density, -self.log_step_size.exp())

    def _walk(
        self, z: Tensor, v: Tensor, log_density: Callable[[Tensor], Tensor], step: Tensor
    ) -> tuple[Tensor, Tensor]:
        force = torch.func.grad(lambda at: log_density(at).sum())
        kick = 0.5 * step * force(z)
        for _ in range(self.steps):
            v = v + kick
            z = z + step * v
            kick = 0.5 * step * force(z)
            v = v + kick
        return z, v
