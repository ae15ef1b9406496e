"""The worlds in which the formulas of ``chapters/generative/lab.md`` are computed as printed."""

import torch
from torch import Tensor
from torch.distributions import Bernoulli, Categorical, MixtureSameFamily, Normal
from torch.nn.functional import linear, relu

from labsupport.equations import Draw, Family, Function, World, finite, grid, pick
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/generative/lab.md")


@PROOFS.world("a")
def classifier(draw: Draw) -> World:
    x, first, second = draw.normal(4), draw.normal(5, 4), draw.normal(3, 5)
    b_1, b_2 = draw.normal(5), draw.normal(3)
    logits = linear(relu(linear(x, first, b_1)), second, b_2)
    return World({"x": x, "W_1": first, "b_1": b_1, "W_2": second, "b_2": b_2, "a": logits})


@PROOFS.world(r"\logp(x,y)", "p(x)", r"p(y\midx)")
def tables(draw: Draw) -> World:
    """x takes three values, the label two."""
    scores = draw.normal(3, 2)
    joint = scores.flatten().softmax(0).reshape(3, 2)
    return World(
        {
            "p": Family(
                {
                    "x,y": lambda x, y: pick(joint, x, y),
                    "x,k": lambda x, k: pick(joint, x, k),
                    "x": lambda x: pick(joint.sum(1), x),
                    "y": lambda y: pick(joint.sum(0), y),
                    "x|y": lambda x, y: pick(scores.softmax(0), x, y),
                    "y|x": lambda y, x: pick(scores.softmax(1), x, y),
                }
            ),
            "x": float(draw.seed % 3),
            "y": float(draw.seed % 2),
        },
        domains={"k": finite(torch.arange(2.0).double())},
    )


@PROOFS.world("x")
def moved(draw: Draw) -> World:
    mean, test, t = draw.normal(3), draw.normal(3), draw.uniform(2, 5)
    return World({"bar_x": mean, "x_test": test, "t": t, "x": torch.lerp(mean, test, t)})


@PROOFS.world("x#2", "p(x)#2")
def bent(draw: Draw) -> World:
    """The density is the derivative of the distribution function; in one world x falls with z."""
    shift, tau, z = draw.normal(), draw.positive(), draw.normal()
    tau = -tau if draw.seed == 2 else tau
    standard = Normal(torch.zeros(()).double(), torch.ones(()).double(), validate_args=False)
    power = ((z + (z**2 + 1).sqrt()).log() + shift) / tau

    def inverse(x: Tensor) -> Tensor:
        return torch.sinh(tau * torch.asinh(x) - shift)

    slope = torch.func.grad(lambda x: standard.cdf(inverse(x)))
    return World(
        {
            "s": shift, "tau": tau, "z": z, "x": (power.exp() - (-power).exp()) / 2,
            "f_inv": Function("x", inverse),
            "p_Z": Function("z", lambda z: standard.log_prob(z).exp()),
            "p": Family({"x": lambda x: slope(x) * torch.sign(tau)}),
        },
    )  # fmt: skip


@PROOFS.world("Z")
def energy(draw: Draw) -> World:
    """Z is the factor by which e^f is a sum of two normal densities."""
    weight, mean, sigma = draw.positive(2), draw.normal(2), draw.positive(2)
    humps = Normal(mean, sigma, validate_args=False)
    f = Function("x", lambda x: (weight * humps.log_prob(x).exp()).sum().log())
    return World({"f": f, "Z": weight.sum()}, domains={"x": grid(-20, 20, 800)})


@PROOFS.worth
def labels(draw: Draw) -> World:
    a = draw.normal(4)
    values = {"a_": a, "y": float(1 + draw.seed)}
    worth = {r"e^{a_y}/\sum_ke^{a_k}": a.softmax(0)[draw.seed]}
    return World(values, ranges={"k": 4}, worth=worth)


@PROOFS.worth
def dropped(draw: Draw) -> World:
    """By how much a kept unit is divided: the mean of what is kept stays 1."""
    rho = draw.uniform(0.1, 0.4)
    kept = Bernoulli(rho).log_prob(torch.zeros(())).exp()
    return World({"rho": rho}, worth={r"1-\rho": kept})


@PROOFS.worth
def fitted(draw: Draw) -> World:
    x = draw.normal(6, 2)
    values = {"x_": x, "hat_mu": x.mean(0), "n": 6}
    wanted = torch.cov(x.T, correction=0)
    named = r"\frac{1}{n}\sum_i(x_i-\hat\mu)(x_i-\hat\mu)^\top"
    return World(values, ranges={"i": 6}, worth={named: wanted})


@PROOFS.worth
def humps(draw: Draw) -> World:
    pi, mu, sigma, x = draw.probabilities(3), draw.normal(3), draw.positive(3), draw.normal()
    law = MixtureSameFamily(Categorical(pi), Normal(mu, sigma), validate_args=False)
    return World(
        {"pi_": pi, "mu_": mu, "sigma_": sigma, "x": x}, ranges={"k": 3},
        worth={r"\sum_k\pi_kN(x;\mu_k,\sigma_k^2)": law.log_prob(x).exp()},
    )  # fmt: skip


@PROOFS.worth
def normalized(draw: Draw) -> World:
    """A density of torch, of which f is the logarithm up to a constant."""
    mean, sigma, off, x = draw.normal(), draw.positive(), draw.normal(), draw.normal()
    law = Normal(mean, sigma, validate_args=False)
    return World(
        {"f": Function("x", lambda x: law.log_prob(x) + off), "Z": off.exp(), "x": x},
        worth={"e^{f(x)}/Z": law.log_prob(x).exp()},
    )
