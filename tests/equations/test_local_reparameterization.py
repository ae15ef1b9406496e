"""The worlds in which the formulas of ``chapters/local_reparameterization/theory.md`` are computed.

Where weights are shared they take three values, so that all means are sums; noise of activations
takes three values with the moments of a normal number, so that variances are right.
"""

import math
from typing import Any

import torch
from torch import Tensor
from torch.distributions import Normal

from labsupport import evaluation
from labsupport.checks.local_reparameterization.derivations import (
    independent_weights,
    shared_losses,
)
from labsupport.equations import Draw, Family, World, finite, grid, pick
from labsupport.equations.proofs import Proofs
from labsupport.models import bayesian_mlp

PROOFS = Proofs("chapters/local_reparameterization/theory.md")
CODES = torch.arange(3.0).double()


@PROOFS.world("eq-local_reparameterization-bound")
def three_weights(draw: Draw) -> World:
    """Weights of three values, and labels; in the last world q is the posterior."""
    prior, q, tight = draw.probabilities(3), draw.probabilities(3), draw.seed == 2
    each = draw.uniform(0.2, 0.9, 4, 3)  # p(y_n | w)
    joint = prior * each.prod(0)
    if tight:
        q = joint / joint.sum()
    posterior = joint / joint.sum()
    return World(
        {
            "p": Family({"w": lambda w: pick(prior, w), "y": lambda y: joint.sum()}),
            "q": Family({"w": lambda w: pick(q, w)}),
            "y": 1.0, "N": 4, "ell_": lambda w: pick(each.T, w).log(),
            "cal_L": joint.sum().log() - (q * (q / posterior).log()).sum(),
        },
        domains={"w": finite(CODES)}, ranges={"n": 4}, tight=frozenset({1}) if tight else False,
    )  # fmt: skip


def a_minibatch(draw: Draw) -> tuple[Tensor, Tensor, Tensor]:
    """ell (3 data, 3 weights), q, and all outcomes: two data and one draw of the weights."""
    return -draw.uniform(0.2, 2.0, 3, 3), draw.probabilities(3), torch.cartesian_prod(*[CODES] * 3)


@PROOFS.world("eq-local_reparameterization-sgvb")
def estimate(draw: Draw) -> World:
    ell, q, outcomes = a_minibatch(draw)
    prior = draw.probabilities(3)
    kl = (q * (q / prior).log()).sum()

    def losses(u: Tensor) -> Tensor:
        return torch.stack([pick(ell, u[0], u[2]), pick(ell, u[1], u[2])])

    return World(
        {
            "u": outcomes[5], "N": 3, "M": 2, "L_": losses,
            "hat_cal_L": lambda u: 3 * losses(u).mean() - kl,
            "cal_L": (ell @ q).sum() - kl,
            "p": Family({"w": lambda w: pick(prior, w)}),
            "q": Family({"w": lambda w: pick(q, w)}),
        },
        domains={"u": finite(outcomes), "w": finite(CODES)},
        laws={"": Family({"u": lambda u: pick(q, u[2]) / 9})}, ranges={"i": 2},
    )  # fmt: skip


@PROOFS.world("eq-local_reparameterization-covariance")
def a_shared_draw(draw: Draw) -> World:
    """In the last world no draw is better than another for all data."""
    ell, q, outcomes = a_minibatch(draw)
    tight = draw.seed == 2
    if tight:
        ell = ell - ell.mean(0)

    def losses(u: Tensor) -> Tensor:
        return torch.stack([pick(ell, u[0], u[2]), pick(ell, u[1], u[2])])

    return World(
        {
            "u": outcomes[5], "L_": losses, "w": 1.0,
            "bar_ell": lambda w: pick(ell.mean(0), w),
            "q": Family({"w": lambda w: pick(q, w)}),
        },
        domains={"u": finite(outcomes), "w": finite(CODES)},
        laws={"": Family({"u": lambda u: pick(q, u[2]) / 9})}, tight=tight,
    )  # fmt: skip


@PROOFS.world("eq-local_reparameterization-variance", "eq-local_reparameterization-floor")
def noise_in_common(draw: Draw) -> World:
    """The losses of the lab's derivation; a divergence moves the estimate and not its variance."""
    world = shared_losses(draw)
    losses, n = world.values["L_"], world.values["N"]
    return world.with_values(hat_cal_L=lambda u: n * losses(u).mean() - 1.7)


@PROOFS.world("eq-local_reparameterization-weight-kl")
def two_normals(draw: Draw) -> World:
    mu, sigma, s = draw.normal(), draw.positive(), draw.positive()
    return World(
        {
            "mu": mu, "sigma": sigma, "s": s,
            "p": Family({"w": lambda w: Normal(0.0, s, validate_args=False).log_prob(w).exp()}),
            "q": Family({"w": lambda w: Normal(mu, sigma, validate_args=False).log_prob(w).exp()}),
        },
        domains={"w": grid(-18, 18, 600)},
    )  # fmt: skip


@PROOFS.world("eq-local_reparameterization-moments", "b")
def one_unit(draw: Draw) -> World:
    """gamma and delta by the sum over all outcomes of the noise."""
    world = independent_weights(draw)
    nodes, a = world.domains["epsilon_"].nodes, world.values["a_"]
    density: Any = world.laws[""].members["epsilon_"]
    weights = world.values["w_"]
    chance = torch.stack([density(each) for each in nodes])
    b = torch.stack([weights(each) @ a for each in nodes])
    mean = chance @ b
    return world.with_values(gamma=mean, delta=chance @ (b - mean) ** 2)


@PROOFS.world("w")
def reparameterized(draw: Draw) -> World:
    mu, sigma, epsilon = draw.normal(), draw.positive(), draw.normal()
    values = {"mu": mu, "sigma": sigma, "epsilon": epsilon}
    return World(values | {"w": torch.addcmul(mu, sigma, epsilon)})


@PROOFS.world("p(w)")
def flat_in_the_logarithm(draw: Draw) -> World:
    """A density that is the same for each log w: the normalized one between two ends."""
    ends = 8 * draw.positive(), 0.02 * draw.positive()
    scale = 2 * (ends[0] / ends[1]).log()
    return World(
        {"p": Family({"w": lambda w: (-w.abs().log() - scale.log()).exp()}), "w": 1.0},
        several={"w": list(draw.uniform(0.2, 3.0, 4) * torch.tensor([1.0, -1.0, 1.0, -1.0]))},
    )


@PROOFS.world("w_i")
def a_weight(draw: Draw) -> World:
    return independent_weights(draw)


@PROOFS.world("eq-local_reparameterization-draw")
def one_draw(draw: Draw) -> World:
    gamma, delta, zeta = draw.normal(), draw.positive(), draw.normal()
    normal = Family(
        {"zeta": lambda zeta: Normal(0.0, 1.0, validate_args=False).log_prob(zeta).exp()}
    )
    return World(
        {
            "gamma": gamma, "delta": delta, "zeta": zeta, "p": normal,
            "b": torch.addcmul(gamma, delta.sqrt(), zeta),
        }
    )  # fmt: skip


@PROOFS.world("eq-local_reparameterization-across")
def two_examples(draw: Draw) -> World:
    world, other = independent_weights(draw), draw.normal(3) + 0.4
    weights = world.values["w_"]
    return world.with_values(tilde_a_=other, tilde_b=lambda epsilon_: other @ weights(epsilon_))


@PROOFS.world(
    "eq-local_reparameterization-slope", "eq-local_reparameterization-blackwell", r"\zeta", "s_k"
)
def two_slopes(draw: Draw) -> World:
    """Derivatives by the standard deviations, by automatic differentiation of both forms of b."""
    world = independent_weights(draw)
    a, mu, sigma = (world.values[name] for name in ("a_", "mu_", "sigma_"))

    def zeta(epsilon_: Tensor) -> Tensor:
        return (a * sigma) @ epsilon_ / (a * sigma).norm()

    def through_weights(epsilon_: Tensor) -> Tensor:
        return torch.func.grad(lambda s: a @ (mu + s * epsilon_))(sigma)

    def through_activation(epsilon_: Tensor) -> Tensor:
        noise = zeta(epsilon_)
        return torch.func.grad(lambda s: a @ mu + (a * s).norm() * noise)(sigma)

    return World(
        {
            **world.values, "delta": ((a * sigma) ** 2).sum(), "zeta": zeta,
            "s_": through_weights, "t_": through_activation,
        },
        domains=world.domains, laws=world.laws, ranges=world.ranges | {"k": 3},
    )  # fmt: skip


@PROOFS.world("eq-local_reparameterization-dropout")
def a_mask(draw: Draw) -> World:
    rho = draw.uniform(0.15, 0.4)
    second = (1 - rho) * (1 / (1 - rho)) ** 2
    return World(
        {"rho": rho, "alpha": second - 1, "m": 1.0, "xi": lambda m: m / (1 - rho)},
        domains={"m": finite(CODES[:2])},
        laws={"": Family({"m": lambda m: m * (1 - rho) + (1 - m) * rho})},
    )


@PROOFS.world(
    "eq-local_reparameterization-multiplicative", "eq-local_reparameterization-type-b", "b#2",
    r"\xi",
)  # fmt: skip
def factors(draw: Draw) -> World:
    """Factors 1 + sqrt(alpha) epsilon; two units with the same inputs."""
    world, alpha = independent_weights(draw), draw.uniform(0.2, 0.7)
    theta, eta, a = draw.normal(3), draw.normal(3) + 0.3, world.values["a_"]

    def xi(epsilon_: Tensor) -> Tensor:
        return 1 + alpha.sqrt() * epsilon_

    return World(
        {
            "alpha": alpha, "theta_": theta, "eta_": eta, "a_": a, "n": 3, "xi_": xi,
            "epsilon_": world.values["epsilon_"],
            "xi": lambda epsilon: torch.addcmul(torch.ones(()).double(), alpha.sqrt(), epsilon),
            "epsilon": draw.normal(),
            "b": lambda epsilon_: (a * theta) @ xi(epsilon_),
            "c": lambda epsilon_: (a * eta) @ xi(epsilon_),
        },
        domains=world.domains, laws=world.laws, ranges=world.ranges,
    )  # fmt: skip


@PROOFS.world("eq-local_reparameterization-log-uniform", "w#2")
def scaled_noise(draw: Draw) -> World:
    """Both means are sums over the same nodes, those of w being moved by theta."""
    alpha, theta = draw.uniform(0.2, 0.7), draw.positive()
    root = alpha.sqrt()

    def normal(value: Tensor) -> Tensor:
        return Normal(0.0, 1.0, validate_args=False).log_prob(value).exp()

    scale = theta * root
    return World(
        {
            "alpha": alpha, "theta": theta, "epsilon": draw.normal(), "e": math.e,
            "q": Family({"w": lambda w: normal((w - theta) / scale) / scale}),
            "w": lambda epsilon: theta + scale * epsilon,
        },
        domains={
            "w": grid(float(theta - 9 * scale), float(theta + 9 * scale), 301),
            "epsilon": grid(-9, 9, 301),
        },
        laws={"": Family({"epsilon": lambda epsilon: normal(epsilon)})},
    )  # fmt: skip


@PROOFS.world("eq-local_reparameterization-log-uniform-kl")
def a_polynomial(draw: Draw) -> World:
    """As the model computes it."""
    alpha = draw.uniform(0.05, 0.95)
    return World(
        {
            "alpha": alpha, "c": sum(bayesian_mlp.LOG_UNIFORM),
            "K": Family({"alpha": bayesian_mlp.log_uniform_kl}),
        }
    )  # fmt: skip


@PROOFS.world("eq-local_reparameterization-predict")
def draws_of_weights(draw: Draw) -> World:
    logits, y = draw.normal(3, 4), 2.0
    model_average = torch.softmax(logits, 1).sum(0) / 3
    return World(
        {
            "hat_p": Family({"y": lambda y: pick(model_average, y)}), "y": y, "x": 1.0, "k": 3,
            "w_": CODES,
            "p": Family({"y|x,w": lambda y, x, w: pick(torch.softmax(logits, 1), w, y)}),
        },
        ranges={"i": 3},
    )  # fmt: skip


@PROOFS.world("eq-local_reparameterization-ece")
def predictions(draw: Draw) -> World:
    """Two classes, of which the first is always the guess, in three parts."""
    confidence = draw.uniform(0.51, 0.99, 30)
    labels = (draw.uniform(0, 1, 30) < 0.3).long()
    probabilities = torch.stack([confidence, 1 - confidence], 1)
    part = (confidence * 6).floor()
    inside = [part == m for m in (3, 4, 5)]
    return World(
        {
            "ECE": evaluation.calibration_error(probabilities, labels, 6), "n": 30, "B": 3,
            "n_": torch.stack([i.double().sum() for i in inside]),
            "a_": torch.stack([(labels[i] == 0).double().mean() for i in inside]),
            "c_": torch.stack([confidence[i].mean() for i in inside]),
        },
        ranges={"m": 3},
    )  # fmt: skip
