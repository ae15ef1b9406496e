"""The worlds in which the formulas of ``chapters/monte_carlo/lab.md`` are computed as printed."""

import torch
from torch.distributions import Normal

from labsupport.equations import Draw, Family, Function, World, finite, grid, pick
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/monte_carlo/lab.md")


@PROOFS.world("s^2")
def values(draw: Draw) -> World:
    f = draw.normal(5)
    return World({"f_": f, "bar_f": f.mean(), "n": 5, "s": f.std()}, ranges={"i": 5})


@PROOFS.world(r"\intf(x)dx")
def any_density(draw: Draw) -> World:
    """The left integral is a sum over the nodes; p is a table that is positive at each of them."""
    f, p = draw.normal(4), draw.probabilities(4)
    return World(
        {
            "f": Function("x", lambda x: pick(f, x)),
            "p": Family({"x": lambda x: pick(p, x)}),
        },
        domains={"x": finite(torch.arange(4.0).double())},
    )


@PROOFS.world(r"\inte^{-x^2/2}dx", r"\sqrt{2s^2-1}/s^2")
def numbers(draw: Draw) -> World:
    """s is that of the cell of exercise 6."""
    return World({"s": 1.3}, domains={"x": grid(-12, 12, 400)})


@PROOFS.world("w", "E_q[wf]")
def weights(draw: Draw) -> World:
    f, log_p, log_q = draw.normal(4), draw.normal(4), draw.normal(4)
    p, q = log_p.softmax(0), log_q.softmax(0)
    ratio = (log_p - log_q - log_p.logsumexp(0) + log_q.logsumexp(0)).exp()
    return World(
        {
            "f": Function("x", lambda x: pick(f, x)), "w": Function("x", lambda x: pick(ratio, x)),
            "p": Family({"x": lambda x: pick(p, x)}), "q": Family({"x": lambda x: pick(q, x)}),
            "x": float(draw.seed),
        },
        domains={"x": finite(torch.arange(4.0).double())},
    )  # fmt: skip


@PROOFS.world("p(t+y)")
def tail(draw: Draw) -> World:
    """The standard normal density of torch, a distance y above a threshold t."""
    return World(
        {
            "p": Function("x", lambda x: Normal(0.0, 1.0).log_prob(x).exp()),
            "t": draw.positive(), "y": draw.positive(),
        }
    )  # fmt: skip


@PROOFS.world("p(x)", "W_i", r"\hatF")
def unknown_factor(draw: Draw) -> World:
    """Four draws with their weights; the normalized ones are a softmax."""
    log_p, log_w, x, f = draw.normal(5), draw.normal(4), draw.normal(4), draw.normal(3)
    normalized = log_w.softmax(0)

    def cost(x: torch.Tensor) -> torch.Tensor:
        return f[0] + f[1] * x + f[2] * x**2

    return World(
        {
            "p": Family({"x": lambda x: pick(log_p.softmax(0), x)}),
            "tilde_p": Function("x", lambda x: pick(log_p.exp(), x)), "Z": log_p.exp().sum(),
            "x": float(draw.seed), "w_": log_w.exp(), "W_": normalized, "x_": x,
            "f": Function("x", cost), "hat_F": normalized @ cost(x),
        },
        ranges={"i": 4, "j": 4},
    )  # fmt: skip


@PROOFS.worth
def means(draw: Draw) -> World:
    """The variance of the mean of three draws from a table, over all 64 outcomes."""
    f, p = draw.normal(4), draw.probabilities(4)
    chance = torch.einsum("i,j,k->ijk", p, p, p)
    mean = (f[:, None, None] + f[:, None] + f) / 3
    variance = (chance * (mean - p @ f) ** 2).sum()
    sigma2 = p @ (f - p @ f) ** 2
    s = draw.positive()  # an estimate of sigma
    return World(
        {"sigma": sigma2.sqrt(), "n": 3, "s": s},
        worth={r"\sigma^2/n": variance, r"s/\sqrt{n}": (variance * s**2 / sigma2).sqrt()},
    )


@PROOFS.worth
def shares(draw: Draw) -> World:
    """The area of the circle by a sum of thin stripes; the integral of e^x by a fine grid."""
    angle = (torch.arange(2000).double() + 0.5) * torch.pi / 2000
    circle = (2 * angle.sin() ** 2).sum() * torch.pi / 2000  # of a square with the area 4
    line = (torch.arange(100_000).double() + 0.5) / 100_000
    return World(
        {},
        worth={
            r"\pi/4": circle / 4,
            r"\pi(4-\pi)": 4 * circle - circle**2,
            "e-1": line.exp().mean(),
        },
    )


@PROOFS.worth
def ratios(draw: Draw) -> World:
    """Values by their logarithms."""
    f, p, q = draw.positive(), draw.positive(), draw.positive()
    return World(
        {"f": f, "p": p, "tilde_p": p, "q": q},
        worth={
            "f/p": (f.log() - p.log()).exp(),
            r"\tildep/q": (p.log() - q.log()).exp(),
        },
    )


@PROOFS.worth
def weighed(draw: Draw) -> World:
    """The length of a vector of weighted errors; the sample size by the mean and the variance."""
    log_w, x, slope = draw.normal(4), draw.normal(4), draw.normal()
    share = log_w.softmax(0)
    cost = slope * x + x**2
    spread = share.var(correction=0) / share.mean() ** 2
    return World(
        {
            "W_": share, "w_": log_w.exp(), "x_": x, "hat_F": share @ cost,
            "f": Function("x", lambda x: slope * x + x**2),
        },
        ranges={"i": 4},
        worth={
            r"\sqrt{\sum_iW_i^2(f(x_i)-\hatF)^2}": torch.linalg.norm(share * (cost - share @ cost)),
            r"(\sum_iw_i)^2/\sum_iw_i^2": 4 / (1 + spread),
        },
    )  # fmt: skip
