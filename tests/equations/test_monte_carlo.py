"""The worlds in which the formulas of ``chapters/monte_carlo/theory.md`` are computed as printed.

Tables: x takes three values, and N draws are one of 3^N outcomes, so that means, variances and
probabilities over the draws are exact sums. Lines: Gaussian targets and proposals on a fine grid.
"""

import torch
from torch import Tensor
from torch.distributions import Binomial, Normal

from labsupport.equations import Domain, Draw, Family, Function, World, finite, grid, pick
from labsupport.equations.laws import hermite
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/monte_carlo/theory.md")


def outcomes(values: int, draws: int) -> Tensor:
    """All results of so many draws, (values ** draws, draws)."""
    axis = torch.arange(float(values), dtype=torch.float64)
    return torch.cartesian_prod(*[axis] * draws).reshape(-1, draws)


def each(table: Tensor, codes: Tensor) -> Tensor:
    """The entries of a table for a column of codes."""
    return torch.stack([pick(table, code) for code in codes])


@PROOFS.world(
    "eq-monte_carlo-expectation", "eq-monte_carlo-estimator", "eq-monte_carlo-unbiased",
    "eq-monte_carlo-variance", r"\sigma^2",
    r"f_i-\hat{F}_N", r"\sum_i(f_i-F)", r"\sum_i(f_i-\hat{F}_N)^2", r"\mathbb{E}_p[1]",
)  # fmt: skip
@PROOFS.world("eq-monte_carlo-chebyshev", r"\mathbb{E}[(\hat{F}_N-F)^2]", worlds=4)
def tables(draw: Draw) -> World:
    """Three draws from a table. World 2: two draws of 0.75 or -0.25, epsilon 0.5. 3: one draw."""
    tight = draw.seed == 2
    number = {2: 2, 3: 1}.get(draw.seed, 3)
    p, f = draw.probabilities(3), draw.normal(3)
    if draw.seed >= 2:
        p, f = torch.tensor([0.5, 0.5, 0.0]).double(), torch.tensor([0.75, -0.25, 0.0]).double()
    mean = p @ f
    spread = (p @ (f - mean) ** 2).sqrt()
    codes = torch.tensor([0.0, 1.0, 2.0]).double()[:number]
    return World(
        {
            "p": Family({"x": lambda x: pick(p, x)}), "f": Function("x", lambda x: pick(f, x)),
            "F": mean, "N": number, "x_": codes, "x": 1.0, "sigma": spread,
            "hat_F_N": lambda x_: each(f, x_).mean(), "f_": lambda x_: each(f, x_),
            "epsilon": {2: 0.5, 3: 0.7}.get(draw.seed, 0.6 * spread),
        },
        domains={"x": finite(torch.arange(3.0).double()), "x_": finite(outcomes(3, number))},
        laws={"": Family({"x_": lambda x_: each(p, x_).prod()})},
        ranges={"i": number}, tight=tight,
    )  # fmt: skip


@PROOFS.world("eq-monte_carlo-sample-variance", "eq-monte_carlo-standard-error")
def error_bar(draw: Draw) -> World:
    """The sample variance by the differences of all pairs."""
    world = tables(Draw(draw.seed % 2))
    sample = world.values["f_"](world.values["x_"])
    variance = (sample[:, None] - sample).square().sum() / (2 * 3 * 2)
    return world.with_values(s=variance.sqrt(), se=(variance / 3).sqrt())


@PROOFS.world(
    "eq-monte_carlo-integral", "eq-monte_carlo-integral-variance", "eq-monte_carlo-importance",
    "eq-monte_carlo-importance-variance", "eq-monte_carlo-self-normalized",
    "eq-monte_carlo-self-normalized-error", "eq-monte_carlo-ess", "eq-monte_carlo-acceptance",
    "eq-monte_carlo-accepted", r"\mathbb{E}_q[w]", r"\mathbb{E}_q[wf]", "p",
    r"\mathbb{E}[A]", r"-\mathbb{E}[A(B-1)]", r"\frac{1}{N}\mathbb{E}_q[w^2(f-F)^2]",
    r"\mathbb{E}_p[w]",
)  # fmt: skip
def proposals(draw: Draw) -> World:
    """Target, proposal and three weighted draws; the target is also known up to a factor Z."""
    p, q, f, codes = draw.probabilities(3), draw.probabilities(3), draw.normal(3), [0, 2, 1]
    mean, scale = p @ f, draw.positive()
    ratio, number = p / q, 3
    at = torch.tensor(codes).double()
    w, sample = ratio[codes], f[codes]
    estimate = (w * sample).sum() / w.sum()
    envelope = 1.3 * (scale * ratio).max()
    kept = q * (scale * ratio / envelope)
    squares = (w**2 * (sample - estimate) ** 2).sum().sqrt()
    tilde = Family({"x": lambda x: scale * pick(p, x)})
    return World(
        {
            "p": Family(
                {"x": lambda x: pick(p, x), "x|accept": lambda x: pick(kept / kept.sum(), x)}
            ),
            "tilde_p": tilde, "q": Family({"x": lambda x: pick(q, x)}), "Z": scale, "c": envelope,
            "f": Function("x", lambda x: pick(f, x)), "F": mean, "N": number, "x": float(draw.seed),
            "w": Function("x", lambda x: pick(ratio, x)), "x_": at,
            "w_": lambda x_: each(ratio, x_), "W_": w / w.sum(), "hat_F_sn": estimate,
            "se_sn": squares / w.sum(), "ESS": number / (1 + w.var(correction=0) / w.mean() ** 2),
            "Pr_accept": kept.sum(),
            "A": lambda x_: (each(ratio, x_) * (each(f, x_) - mean)).mean(),
            "B": lambda x_: each(ratio, x_).mean(),
        },
        domains={"x": finite(torch.arange(3.0).double()), "x_": finite(outcomes(3, number))},
        laws={"": Family({"x_": lambda x_: each(q, x_).prod()})},
        ranges={"i": number, "j": number},
    )  # fmt: skip


@PROOFS.world("w")
def unknown_factor(draw: Draw) -> World:
    """Weights of a target that is known up to its factor."""
    world = proposals(draw)
    tilde, q = world.values["tilde_p"], world.values["q"]
    ratio = [
        tilde.members["x"](torch.tensor(x)) / q.members["x"](torch.tensor(x)) for x in (0, 1, 2)
    ]
    return world.with_values(w=Function("x", lambda x: pick(torch.stack(ratio), x)))


@PROOFS.world("eq-monte_carlo-gaussian-weights")
def widths(draw: Draw) -> World:
    s = draw.uniform(0.85, 1.3)
    p, q = Normal(0.0, 1.0, False), Normal(torch.zeros(()).double(), s, False)
    return World(
        {
            "q": Family({"x": lambda x: q.log_prob(x).exp()}), "s": s,
            "w": Function("x", lambda x: (p.log_prob(x) - q.log_prob(x)).exp()),
        },
        domains={"x": grid(-16, 16, 400)},
    )  # fmt: skip


@PROOFS.world("eq-monte_carlo-self-normalized-bias")
def two_valued(draw: Draw) -> World:
    """x is 0 or 1; N draws are their count of ones, so that N can be large."""
    a, b, f = draw.uniform(0.3, 0.4), draw.uniform(0.55, 0.7), draw.normal(2)
    p, q = torch.stack([1 - a, a]), torch.stack([1 - b, b])
    ratio = p / q

    def chance(c: Tensor, N: Tensor) -> Tensor:
        count = torch.minimum(c, N)
        log = Binomial(N, b, validate_args=False).log_prob(count)
        return torch.where(c <= N, log.exp(), 0.0)

    def estimate(c: Tensor, N: Tensor) -> Tensor:
        ones, zeros = c * ratio[1], (N - c).clamp(min=0) * ratio[0]
        return (ones * f[1] + zeros * f[0]) / (ones + zeros)

    return World(
        {
            "hat_F_sn": estimate, "F": p @ f, "N": 8.0, "f": Function("x", lambda x: pick(f, x)),
            "q": Family({"x": lambda x: pick(q, x)}), "w": Function("x", lambda x: pick(ratio, x)),
        },
        domains={"x": finite(torch.arange(2.0).double()),
                 "c": finite(torch.arange(129.0).double())},
        laws={"": Family({"c": chance})}, order=("N", (16, 32, 64, 128), 2),
    )  # fmt: skip


@PROOFS.world("eq-monte_carlo-dimension")
def many_draws(draw: Draw) -> World:
    """N draws at equal steps of the proposal's distribution function, in each of d coordinates."""
    s, d = draw.uniform(1.15, 1.3), 2
    q = Normal(torch.zeros(()).double(), s, False)

    def log_w(x: Tensor) -> Tensor:
        return (Normal(0.0, 1.0, False).log_prob(x) - q.log_prob(x)).sum(-1)

    def count(N: Tensor) -> Tensor:
        side = round(float(N) ** (1 / d))
        at = q.icdf((torch.arange(side).double() + 0.5) / side)
        w = log_w(torch.cartesian_prod(*[at] * d)).exp()
        return w.sum() ** 2 / (w**2).sum()

    line = grid(-14, 14, 80)
    square = Domain(
        torch.cartesian_prod(line.nodes, line.nodes),
        torch.outer(line.weights, line.weights).flatten(),
    )
    return World(
        {
            "s": s, "d": d, "N": 4.0, "ESS": count,
            "q": Family({"x": lambda x: q.log_prob(x).sum().exp()}),
            "w": Function("x", lambda x: log_w(x).exp()),
        },
        domains={"x": square}, limits={"N": [4, 100, 160000]},
    )  # fmt: skip


@PROOFS.world(r"\operatorname{ESS}/N")
def unscaled(draw: Draw) -> World:
    """The same with weights that do not have the mean 1."""
    world, factor = many_draws(draw), draw.positive()
    w = world.values["w"].rule
    return world.with_values(w=Function("x", lambda x: factor * w(x)))


@PROOFS.world("eq-monte_carlo-doubly-stochastic")
def noisy_losses(draw: Draw) -> World:
    """Two data with two noises each; every outcome of the six draws is summed over."""
    data, noise, loss = draw.probabilities(2), draw.probabilities(2), draw.normal(2, 2)

    def average(u: Tensor) -> Tensor:
        pairs = [loss_at(u[n], u[2 + 2 * n + k]) for n in range(2) for k in range(2)]
        return torch.stack(pairs).mean()

    def loss_at(x_code: Tensor, noise_code: Tensor) -> Tensor:
        return pick(loss, x_code, noise_code)

    return World(
        {
            "hat_L": average, "M": 2, "K": 2,
            "ell": lambda x, epsilon: loss_at(x, epsilon),
        },
        domains={
            "x": finite(torch.arange(2.0).double()), "epsilon": finite(torch.arange(2.0).double()),
            "u": finite(outcomes(2, 6)),
        },
        laws={
            "": Family({"u": lambda u: each(data, u[:2]).prod() * each(noise, u[2:]).prod()}),
            "x": Family({"x": lambda x: pick(data, x)}),
            r"\epsilon": Family({"epsilon": lambda epsilon: pick(noise, epsilon)}),
        },
    )  # fmt: skip


@PROOFS.world("w#2", "w^2q", r"x-\frac{1}{2}(x+\frac{1}{2})^2")
def shifted_proposal(draw: Draw) -> World:
    """The target N(0, 1), the proposal N(-0.5, 1)."""
    p, q = (
        Normal(torch.tensor(mean).double(), torch.ones(()).double(), False) for mean in (0.0, -0.5)
    )
    return World(
        {
            "x": draw.normal(), "q": Family({"x": lambda x: q.log_prob(x).exp()}),
            "w": lambda x: (p.log_prob(x) - q.log_prob(x)).exp(),
        }
    )  # fmt: skip


@PROOFS.world(r"\operatorname{Var}[x^2]", r"\ell-x^2", r"\mathbb{E}[\epsilon^3]", "16+32")
def normal_losses(draw: Draw) -> World:
    """x of variance 1, noise of variance 4, with Gauss-Hermite nodes for both."""
    nodes, weights = hermite(8, 1)
    x, epsilon = draw.normal(), draw.normal()
    return World(
        {"x": x, "epsilon": epsilon, "ell": (x + epsilon) ** 2},
        domains={"x": Domain(nodes[:, 0], weights), "epsilon": Domain(2 * nodes[:, 0], weights)},
        laws={"": Family({"x,epsilon": lambda x: torch.ones_like(x)})},
    )


@PROOFS.world(r"\log\sigmaN^{-1/2}", r"\int_{-1}^{1}1dx", r"s^4-(2s^2-1)")
def lines(draw: Draw) -> World:
    return World(
        {"sigma": draw.positive(), "N": 7, "s": draw.positive()}, domains={"x": grid(-1, 1)}
    )
