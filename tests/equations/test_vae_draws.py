"""Worlds for the number of draws and the noise in ``chapters/vae/theory.md``: see test_vae.py."""

import itertools

import torch
from torch import Tensor
from torch.distributions import Normal, kl_divergence

from labsupport.equations import Draw, Family, Function, Gaussian, Law, World, finite, pick
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/vae/theory.md")
CODES = torch.arange(2.0).double()


def slopes_of_two(draw: Draw) -> World:
    """Two images and two values of the noise, with chances; a step of two images, three draws each.

    Every outcome of the eight draws is summed over, so nothing is known of variances of means.
    """
    image, noise, slope = draw.probabilities(2), draw.probabilities(2), draw.normal(2, 2)
    outcomes = torch.tensor(list(itertools.product([0.0, 1.0], repeat=8))).double()

    def step(u: Tensor) -> Tensor:
        parts = [pick(slope, u[n], u[2 + 3 * n + k]) for n in range(2) for k in range(3)]
        return torch.stack(parts).mean()

    def chance(u: Tensor) -> Tensor:
        parts = [pick(image, each) for each in u[:2]] + [pick(noise, each) for each in u[2:]]
        return torch.stack(parts).prod()

    means = slope @ noise
    between = (image * (means - image @ means) ** 2).sum()
    within = (image * ((slope - means[:, None]) ** 2 @ noise)).sum()
    c_e, c_d = draw.positive(), draw.positive()
    return World(
        {
            "hat_g": step, "M": 2, "L": 3, "V_x": between, "V_epsilon": within,
            "g": lambda x, epsilon: pick(slope, x, epsilon),
            "c_e": c_e, "c_d": c_d, "C": 2 * c_e + 6 * c_d,
        },
        domains={"x": finite(CODES), "epsilon": finite(CODES), "u": finite(outcomes)},
        laws={
            "": Family({"u": chance}),
            "x": Family({"x": lambda x: pick(image, x)}),
            r"\varepsilon": Family({"epsilon": lambda epsilon: pick(noise, epsilon)}),
        },
    )  # fmt: skip


@PROOFS.world("V_x", r"V_\varepsilon", "eq-vae-draws-variance", "C", "eq-vae-draws-cost")
def two_parts(draw: Draw) -> World:
    return slopes_of_two(draw)


@PROOFS.world("eq-vae-draws-best")
def best_number(draw: Draw) -> World:
    """The least variance for a given cost, by a search over a fine grid of L and then Newton."""
    v_x, v_e, c_e, c_d = (draw.positive() for _ in range(4))

    def variance(log_l: Tensor) -> Tensor:
        draws = log_l.exp()
        images = 7 / (c_e + c_d * draws)
        return (v_x + v_e / draws) / images

    at = torch.tensor(0.0).double()
    for _ in range(30):
        slope = torch.func.grad(variance)(at)
        at = at - slope / torch.func.grad(torch.func.grad(variance))(at)
    return World({"V_x": v_x, "V_epsilon": v_e, "c_e": c_e, "c_d": c_d, "L_star": at.exp()})


@PROOFS.worth
def two_terms(draw: Draw) -> World:
    """What is left of time times variance where the other network, or noise, is nothing."""
    v_x, v_e, c_e, c_d, draws = (draw.positive() for _ in range(5))

    def product(c_e: Tensor, c_d: Tensor, v_x: Tensor, v_e: Tensor) -> Tensor:
        return (c_e + c_d * draws) * (v_x + v_e / draws)

    none = torch.zeros(()).double()
    return World(
        {"V_x": v_x, "V_epsilon": v_e, "c_e": c_e, "c_d": c_d, "L": draws},
        worth={
            "c_dV_xL": product(none, c_d, v_x, none),
            r"c_eV_\varepsilon/L": product(c_e, none, none, v_e),
        },
    )


@PROOFS.world("eq-vae-noise-curvature")
def narrow_noise(draw: Draw) -> World:
    """A smooth cost; the noise becomes narrower, and the error falls with the fourth power."""
    a, b, mu = draw.normal(), draw.positive(), draw.normal()

    def cost(z: Tensor) -> Tensor:
        return torch.sin(b * z + a) + z**3 / 10

    curvature = -torch.func.grad(torch.func.grad(cost))(mu)
    standard = Law(lambda: Gaussian(torch.zeros(()).double(), torch.ones(()).double(), 30))
    return World(
        {
            "f": Function("z", cost), "mu": mu, "kappa": curvature,
            "sigma": lambda step: 4 / step,
        },
        laws={r"\varepsilon": Family({"epsilon": standard})}, order=("step", (16, 32, 64, 128), 4),
    )  # fmt: skip


@PROOFS.world("eq-vae-noise-price", r"\sigma_*^2")
def best_width(draw: Draw) -> World:
    """The best width by Newton steps on its logarithm."""
    kappa, at = draw.positive(), torch.zeros(()).double()

    def loss(log_sigma: Tensor) -> Tensor:
        variance = torch.exp(2 * log_sigma)
        price = kl_divergence(Normal(0.0, log_sigma.exp(), False), Normal(0.0, 1.0, False))
        return price + kappa * variance / 2

    for _ in range(30):
        slope = torch.func.grad(loss)
        at = at - slope(at) / torch.func.grad(slope)(at)
    return World(
        {"kappa": kappa, "sigma": draw.positive(), "sigma_star": at.exp()},
        searches={r"\sigma": ("sigma",)},
    )


@PROOFS.worth
def prices(draw: Draw) -> World:
    """Divergences of torch, their slope in the variance, and the width that is best."""
    best = best_width(Draw(draw.seed)).values
    kappa, sigma, mu = best["kappa"], draw.positive(), draw.normal(2)
    zero, one = torch.zeros(()).double(), torch.ones(()).double()

    def gain(variance: Tensor) -> Tensor:
        price = kl_divergence(Normal(zero, variance.sqrt(), False), Normal(zero, one, False))
        return -kappa * variance / 2 - price

    unit = kl_divergence(Normal(mu, one, False), Normal(zero, one, False)).sum()
    return World(
        {"kappa": kappa, "sigma": sigma, "mu": mu},
        worth={
            r"-\tfrac12(\sigma^2-1-\log\sigma^2)": gain(sigma**2) + kappa * sigma**2 / 2,
            r"-\tfrac12(\kappa+1-1/\sigma^2)": torch.func.grad(gain)(sigma**2),
            r"1+\kappa": best["sigma_star"] ** -2,
            r"\tfrac12\lVert\mu\rVert^2": unit,
        },
    )


@PROOFS.world(r"\mathbb{E}[\varepsilon^2]", worlds=1)
def standard_noise(draw: Draw) -> World:
    standard = Law(lambda: Gaussian(torch.zeros(()).double(), torch.ones(()).double(), 4))
    return World({}, laws={"": Family({"epsilon": standard})})


def test_one_draw_beats_two_below_the_threshold_and_not_above():
    def variance(draws: float, v_x: float, v_e: float) -> float:
        return (1 + draws) * (v_x + v_e / draws)  # for networks of equal cost

    assert variance(1, 1, 1.99) < variance(2, 1, 1.99)
    assert variance(1, 1, 2.01) > variance(2, 1, 2.01)
