"""The expressions of ``chapters/monte_carlo/theory.md`` that stand alone, computed as printed.

Small samples are enumerated with their probabilities; a density on a line is summed over a grid.
"""

import math
from itertools import product

import torch
from torch import Tensor
from torch.distributions import Normal, Uniform

from labsupport.equations import Draw, Family, Function, Gaussian, World, finite, grid, pick
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/monte_carlo/theory.md")


def samples(values: Tensor, chances: Tensor, size: int) -> tuple[Tensor, Tensor]:
    """All samples of that size (n, size), and how probable each is (n,)."""
    places = torch.tensor(list(product(range(len(values)), repeat=size)))
    return values[places], chances[places].prod(1)


@PROOFS.worth
def darts(draw: Draw) -> World:
    """The circle by the gamma function, the square by a determinant, darts by counting."""
    inside = draw.uniform(0, 1, 40) < 0.7
    rho = draw.positive()
    square = torch.diag(2 * rho.expand(2)).det()
    ball = math.exp(2 * math.lgamma(0.5))  # pi is the square of the gamma function at one half
    return World(
        {
            "hat_F_N": inside.double().mean(), "rho": rho, "n": 40, "n_in": float(inside.sum()),
        },
        worth={
            r"\pi/4": ball / 4,
            r"4\hat{F}_N": (4 * inside).double().mean(),
            r"(2\rho)^2": square,
            r"n_{\text{in}}/n": inside.double().mean(),
        },
    )  # fmt: skip


@PROOFS.worth
def averages(draw: Draw) -> World:
    """All samples of three values: the variance of their mean, and of the values themselves."""
    f, p, size = draw.normal(3), draw.probabilities(3), 2 + draw.seed
    drawn, chance = samples(f, p, size)
    mean, truth = drawn.mean(1), p @ f
    spread = chance @ (mean - truth) ** 2
    inner = chance @ ((drawn - mean[:, None]) ** 2).sum(1)
    single = draw.normal(size)
    return World(
        {"N": size, "sigma": (p @ (f - truth) ** 2).sqrt()},
        worth={
            r"N\sigma^2/N^2": spread,
            r"\sigma^2/N": spread,
            r"\sigma/\sqrt{N}": spread.sqrt(),
            r"N\sigma^2-N\cdot\sigma^2/N": inner,
            "N-1": (single - single.mean()).square().sum() / single.var(),
        },
    )


@PROOFS.worth
def interval(draw: Draw) -> World:
    """One over the uniform density; a quotient by logarithms."""
    a, b = draw.uniform(-2, -1), draw.uniform(1, 3)
    f, p = draw.uniform(0.2, 2.0, 4), draw.probabilities(4)
    at = torch.arange(4.0).double()
    quotients = (f.log() - p.log()).exp()
    return World(
        {
            "a": a, "b": b, "x_": at, "f": Function("x", lambda x: pick(f, x)),
            "p": Family({"x": lambda x: pick(p, x)}),
        },
        ranges={"i": 4},
        worth={
            "(b-a)": 1 / Uniform(a, b).log_prob(torch.zeros(()).double()).exp(),
            "f(x_i)/p(x_i)": lambda i: quotients[int(i) - 1],
        },
    )  # fmt: skip


@PROOFS.worth
def normal_proposal(draw: Draw) -> World:
    """A wide proposal: the integrand by torch's densities, the integral in closed form."""
    s, x = draw.uniform(0.9, 1.6), draw.normal()
    target, proposal = Normal(0.0, 1.0), Normal(torch.zeros(()).double(), s)
    integrand = (2 * target.log_prob(x) - proposal.log_prob(x)).exp()

    def density(law: Normal, x: Tensor) -> Tensor:
        return torch.exp(-((x / law.scale) ** 2) / 2) / law.scale / math.sqrt(2 * math.pi)

    return World(
        {
            "s": s, "x": x, "p": Family({"x": lambda x: density(target, x)}),
            "q": Family({"x": lambda x: density(proposal, x)}),
        },
        domains={"x": grid(-30, 30, 1200)},
        worth={
            r"\intp(x)^2/q(x)\,dx": s**2 / torch.sqrt(2 * s**2 - 1),
            r"\frac{s}{\sqrt{2\pi}}\exp(-\frac{1}{2}x^2(2-1/s^2))": integrand,
        },
    )  # fmt: skip


@PROOFS.worth
def moved_proposal(draw: Draw) -> World:
    """The number of the page: the mean of the squared weight, and the bias, over a grid."""
    line = grid(-16, 16, 1600)
    q, p = (Normal(mean, 1.0).log_prob(line.nodes) for mean in (-0.5, 0.0))
    w, q = (p - q).exp(), line.weights * q.exp()
    number = 7 + draw.seed
    covariance = q @ (w * line.nodes * w) - (q @ (w * line.nodes)) * (q @ w)
    worth = {"e^{1/4}": q @ w**2, r"-\frac{1}{2}e^{1/4}/N": -covariance / number}
    return World({"N": number}, worth=worth)


@PROOFS.worth
def weights(draw: Draw) -> World:
    """Tables: weights with mean 1, a cost, and what they average to."""
    p, q, f, at = draw.probabilities(4), draw.probabilities(4), draw.normal(4), draw.seed
    truth, number = p @ f, 6
    w = p / q
    terms = w * (f - truth)
    spread = q @ terms**2 - (q @ terms) ** 2
    sigma = (p @ (f - truth) ** 2).sqrt()
    p_law, q_law = Family({"x": lambda x: pick(p, x)}), Family({"x": lambda x: pick(q, x)})
    return World(
        {
            "p": p_law, "q": q_law, "w": lambda x: pick(w, x), "f": lambda x: pick(f, x),
            "F": truth, "N": number, "sigma": sigma, "x": float(at),
        },
        domains={"x": finite(torch.arange(4.0).double())},
        worth={
            "p/q": (p.log() - q.log())[at].exp(),
            "q/p": (q.log() - p.log())[at].exp(),
            r"\mathbb{E}_q|wf|": p @ f.abs(),
            r"\frac{1}{N}\mathbb{E}_q[w^2\,(f-F)^2]": spread / number,
            r"\frac{1}{N}\mathbb{E}_p[w]\,\sigma^2": (p**2 / q).sum() * sigma**2 / number,
            r"N/\mathbb{E}_q[w^2]": number / (p**2 / q).sum(),
        },
    )  # fmt: skip


@PROOFS.worth
def envelope(draw: Draw) -> World:
    """A target up to a factor; the chance to keep each value. A mixture where q has nothing."""
    target, q, at = draw.uniform(0.2, 2.0, 4), draw.probabilities(4), draw.seed
    c = (target / q).max() * 1.3
    kept = (target.log() - q.log()).exp() / c
    alpha, p = draw.uniform(0.1, 0.5), draw.probabilities(4)
    narrow = torch.tensor([0.0, 1.0, 0.0, 0.0]).double()
    largest = (p / torch.lerp(narrow, p, alpha)).max()
    return World(
        {
            "tilde_p": Family({"x": lambda x: pick(target, x)}), "c": c, "Z": target.sum(),
            "q": Family({"x": lambda x: pick(q, x)}), "x": float(at), "alpha": alpha,
        },
        worth={
            r"\tilde{p}(x)/(c\,q(x))": kept[at],
            r"\tilde{p}/q": c * kept[at],
            "c/Z": 1 / (q @ kept),
            r"1/\alpha": largest,
        },
    )  # fmt: skip


@PROOFS.worth
def several_noises(draw: Draw) -> World:
    """The average over K noises, by all of them."""
    loss, chances, size = draw.normal(3), draw.probabilities(3), 2 + draw.seed
    drawn, chance = samples(loss, chances, size)
    mean = drawn.mean(1)
    return World(
        {"ell": lambda epsilon: pick(loss, epsilon), "K": size},
        domains={"epsilon": finite(torch.arange(3.0).double())},
        laws={r"\epsilon": Family({"epsilon": lambda epsilon: pick(chances, epsilon)})},
        worth={
            r"\operatorname{Var}_\epsilon[\ell]/K": chance @ mean**2 - (chance @ mean) ** 2,
        },
    )


@PROOFS.worth
def constant_steps(draw: Draw) -> World:
    """The mean square by variance and mean; the variance after many steps."""
    values, p, theta, eta = (
        draw.normal(4),
        draw.probabilities(4),
        draw.normal(),
        draw.uniform(0.1, 0.6),
    )
    mean = p @ values
    variance = p @ (values - mean) ** 2
    stays = torch.zeros(()).double()
    for _ in range(400):
        stays = (1 - eta) ** 2 * stays + eta**2 * variance
    codes = torch.arange(4.0).double()
    return World(
        {"theta": theta, "x": lambda at: pick(values, at), "eta": eta},
        domains={"at": finite(codes)},
        laws={"": Family({"at": lambda at: pick(p, at)})},
        worth={
            r"\frac{1}{2}\mathbb{E}[(\theta-x)^2]": (variance + (theta - mean) ** 2) / 2,
            r"\frac{\eta}{2-\eta}\operatorname{Var}[x]": stays,
        },
    )


@PROOFS.worth
def squares(draw: Draw) -> World:
    """The mean of (x + epsilon)^2, and the variance of its mixed term, over nodes."""
    x = draw.normal()
    noise = Gaussian(torch.zeros(()).double(), torch.tensor(4.0).double(), 6).domain(None)
    loss, mixed = (x + noise.nodes) ** 2, 2 * x * noise.nodes
    return World(
        {"x": x},
        worth={"x^2+4": noise.weights @ loss, r"4x^2\cdot4": noise.weights @ mixed**2},
    )
