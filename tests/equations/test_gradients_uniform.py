"""Worlds for the uniform source in ``chapters/gradients/theory.md``; densities of torch."""

import torch
from torch.distributions import Normal

from labsupport.equations import Draw, Family, Function, World
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/gradients/theory.md")


@PROOFS.world("eq-gradients-uniform", r"\varepsilon#2", r"\sqrt{2\pi}e^{9/2}")
def steep_layer(draw: Draw) -> World:
    """The quantile of the standard normal and how it moves, by differences in float64."""
    u, h = draw.uniform(0.05, 0.95), 1e-6
    standard = Normal(torch.zeros(()).double(), torch.ones(()).double(), validate_args=False)

    def inverse(u) -> torch.Tensor:
        """By Newton steps on the distribution function."""
        at = torch.zeros(()).double()
        for _ in range(30):
            at = at - (standard.cdf(at) - u) / standard.log_prob(at).exp()
        return at

    return World(
        {
            "u": u, "Phi": Function("x", lambda x: standard.cdf(x)),
            "Phi_inv": Function("u", inverse),
            "epsilon": standard.icdf(u),
            "d_epsilon_d_u": (standard.icdf(u + h) - standard.icdf(u - h)) / (2 * h),
            "p": Family({"epsilon": lambda epsilon: standard.log_prob(epsilon).exp()}),
        }
    )  # fmt: skip
