"""Annealed importance sampling, forwards and backwards: a likelihood from both sides.

Chapter ``iwae``; Neal (2001), and Grosse, Ghahramani and Adams (2015) for the way back. A chain
walks from q(z | x) to the posterior through the densities q^(1 - b) p(x, z)^b (eq-iwae-path), by
Hamiltonian steps that leave each of them as it is. Forwards, log w is at most log p(x) in the mean;
backwards from a draw of the posterior, at least (eq-iwae-reverse). Everything is in nats.
"""

from collections.abc import Callable

import torch
from torch import Tensor

LogDensity = Callable[[Tensor], Tensor]  # (..., latent) -> (...)


def annealed_log_w(
    log_q: LogDensity,
    log_p: LogDensity,
    z: Tensor,
    steps: int,
    *,
    step_size: float | Tensor = 0.2,
    leapfrog: int = 5,
    backwards: bool = False,
) -> Tensor:
    """The logarithm of one annealed weight of each chain, shape (...).

    `objectives.iwae_bound` makes one bound of several forward chains. Steps of any size are right;
    good ones let the chains move, and so bring both bounds together.

    Args:
        log_q: log q(z | x), normalized, of ``z`` (..., latent).
        log_p: log p(x, z).
        z: where the chains begin, shape (..., latent): draws from q, or if ``backwards`` from the
            posterior. For an observation that the model has made, that is the z it was made of.
        steps: how many densities lie on the way; 1 is importance sampling.
        step_size: of the Hamiltonian steps; one for each latent dimension if it is a tensor.
        leapfrog: steps of one trajectory.
        backwards: walk from the posterior to q.
    """
    z, total = z.detach(), torch.zeros(z.shape[:-1], dtype=z.dtype, device=z.device)
    for number in range(steps):
        if not backwards:
            total = total + (log_p(z) - log_q(z)).detach() / steps
        place = number + 1 if not backwards else steps - number
        beta = place / steps

        def log_density(at: Tensor, beta: float = beta) -> Tensor:
            return (1 - beta) * log_q(at) + beta * log_p(at)

        if backwards or number < steps - 1:  # after the last weight no move is needed
            z = hamiltonian_step(log_density, z, step_size, leapfrog)
        if backwards:
            total = total + (log_p(z) - log_q(z)).detach() / steps
    return total


def hamiltonian_step(
    log_density: LogDensity, z: Tensor, step_size: float | Tensor, leapfrog: int
) -> Tensor:
    """A move of each chain that leaves the density as it is, shape (..., latent).

    Velocities are drawn, a trajectory is followed, and its end is accepted with the probability
    that undoes its errors.
    """

    def slope(at: Tensor) -> Tensor:
        with torch.enable_grad():
            at = at.detach().requires_grad_()
            return torch.autograd.grad(log_density(at).sum(), at)[0]

    def energy(at: Tensor, velocity: Tensor) -> Tensor:
        return 0.5 * velocity.square().sum(-1) - log_density(at).detach()

    velocity = start = torch.randn_like(z)
    end = z
    velocity = velocity + 0.5 * step_size * slope(end)
    for number in range(leapfrog):
        end = end + step_size * velocity
        last = number == leapfrog - 1
        velocity = velocity + (0.5 if last else 1.0) * step_size * slope(end)
    gain = energy(z, start) - energy(end, velocity)
    accepted = torch.rand_like(gain).log() < gain  # False where it is NaN
    return torch.where(accepted[..., None], end, z)
