"""Worlds for the example by hand and the whole model of ``chapters/vae/theory.md``.

The numbers of the example come from torch.distributions and automatic differentiation.
"""

import torch
from torch.distributions import Bernoulli, Normal, kl_divergence

from labsupport.equations import Draw, Family, World
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/vae/theory.md")
X = torch.tensor([1.0, 0.0]).double()


@PROOFS.world(
    "eq-vae-by-hand", "eq-vae-by-hand-terms", "eq-vae-by-hand-slopes", r"\log\sigma^2", worlds=1
)  # fmt: skip
def two_pixels(draw: Draw) -> World:
    """The example of the page: one image, one code, one draw of the noise."""
    mu = torch.tensor(0.6, dtype=torch.float64).requires_grad_()
    s = torch.tensor(-1.0, dtype=torch.float64).requires_grad_()  # the logarithm of the variance
    with torch.enable_grad():
        sigma = torch.exp(s / 2)
        z = mu + sigma * 0.5
        a = torch.stack([1.5 * z, 0.5 - z])
        gain = Bernoulli(logits=a).log_prob(X).sum()
        price = kl_divergence(Normal(mu, sigma), Normal(0.0, 1.0))
        slopes = torch.autograd.grad(gain - price, [mu, sigma, s], retain_graph=True)
        (g_z,) = torch.autograd.grad(gain, z)
    numbers = [each.detach() for each in (sigma, z, gain, price, *slopes)]
    sigma, z, gain, price, g_mu, g_sigma, g_s = numbers
    a = a.detach()
    return World(
        {
            "x": X, "mu": 0.6, "sigma": sigma, "epsilon": 0.5, "z": z,
            "a_1": a[0], "a_2": a[1], "pi_1": torch.sigmoid(a)[0], "pi_2": torch.sigmoid(a)[1],
            "x_1": X[0], "x_2": X[1], "p_theta": Family({"x|z": lambda z: gain.exp() + 0 * z}),
            "theta": 0.0, "KL": price, "hat_cal_L": gain - price,
            "g_z": g_z, "g_mu": g_mu, "g_sigma": g_sigma, "g_s": g_s,
        }
    )  # fmt: skip


@PROOFS.world(r"-784\log2", worlds=1)
def before_training(draw: Draw) -> World:
    return World({})


@PROOFS.world("eq-vae-exercise-bits", worlds=1)
def bits(draw: Draw) -> World:
    return World({})


@PROOFS.world("eq-vae-exercise-width")
def width(draw: Draw) -> World:
    """The variance of the true posterior of a linear model with one code."""
    w, s = draw.normal(), draw.positive()
    joint = torch.stack([torch.stack([w**2 + s**2, w]), torch.stack([w, torch.ones(()).double()])])
    precision = torch.linalg.inv(joint)[1, 1]
    return World({"w": w, "s": s, "hat_sigma": precision.rsqrt()})
