"""The worlds in which expressions in the text of ``chapters/gradients/lab.md`` are computed.

They have no relation: what they are worth is computed here another way.
"""

import torch
from torch import Tensor
from torch.distributions import Categorical, MixtureSameFamily, Normal

from labsupport.equations import Draw, Family, Function, World, finite, grid, pick
from labsupport.equations.proofs import Proofs
from tests.equations.test_gradients_lab import CODES, normal

PROOFS = Proofs("chapters/gradients/lab.md")


@PROOFS.worth
def scores(draw: Draw) -> World:
    """Derivatives of the log density of a normal, at the variable of a standard one."""
    mu, sigma, x = draw.normal(), draw.positive(), draw.normal()
    slopes = torch.func.grad(lambda theta: normal(x, theta[0], theta[1]).log())
    in_mu, in_sigma = slopes(torch.stack([mu, sigma]))
    values = {"z": (x - mu) / sigma, "sigma": sigma}
    return World(values, worth={r"z/\sigma": in_mu, r"(z^2-1)/\sigma": in_sigma})


@PROOFS.worth
def parabola(draw: Draw) -> World:
    """One draw's gradients of the mean of (x - k)^2 in mu, and the variances of two estimators.

    The variances are integrals over the noise, for a standard normal.
    """
    k, sigma, epsilon, c = draw.normal(), draw.positive(), draw.normal(), draw.normal()
    line = grid(-14, 14, 400)
    weight = line.weights * normal(line.nodes)

    def variance(values: Tensor) -> Tensor:
        return weight @ values**2 - (weight @ values) ** 2

    path = torch.func.grad(lambda mu: (mu + sigma * epsilon - k) ** 2)(torch.zeros(()).double())
    return World(
        {"x": sigma * epsilon, "k": k, "sigma": sigma, "c": c},
        worth={
            "2(x-k)": path,
            r"4\sigma^2": variance(2 * (sigma * line.nodes - k)),
            "k^4+14k^2+15": variance((line.nodes - k) ** 2 * line.nodes),
            "2+c": weight @ ((line.nodes - 1) ** 2 + c),
        },
    )


@PROOFS.worth
def shifted(draw: Draw) -> World:
    """A cost with a constant: the parabola through its values at three points."""
    c, x = draw.normal(), draw.normal()
    cost = torch.stack([c + 1, c, c + 1])  # at 0, 1 and 2
    powers = torch.linalg.vander(torch.arange(3.0).double(), N=3)
    curve = torch.linalg.solve(powers, cost)
    return World({"x": x, "c": c}, worth={"(x-1)^2+c": curve @ x ** torch.arange(3)})


@PROOFS.worth
def two_estimates(draw: Draw) -> World:
    """What one draw gives: the score times the cost, and that without b times the score."""
    f, s, b = draw.normal(4), draw.normal(4), draw.normal()
    return World(
        {"f": Function("x", lambda x: pick(f, x)), "s": s[draw.seed], "b": b,
         "x": float(draw.seed)},
        worth={"(f(x)-b)\\,s": s[draw.seed] * f[draw.seed] - b * s[draw.seed],
               "f(x)\\,s": (s * f)[draw.seed]},
    )  # fmt: skip


@PROOFS.worth
def controlled(draw: Draw) -> World:
    """What a regression on the control leaves, moved back to the mean of the estimate."""
    g, h, p = draw.normal(4), draw.normal(4), draw.probabilities(4)
    weights = p.sqrt()[:, None]
    design = torch.stack([torch.ones(4).double(), h], 1)
    fit = torch.linalg.lstsq(weights * design, weights * g[:, None]).solution[:, 0]
    left = g - design @ fit  # without its mean
    rho = p @ ((g - p @ g) * (h - p @ h))
    rho = rho / ((p @ (g - p @ g) ** 2) * (p @ (h - p @ h) ** 2)).sqrt()
    return World(
        {
            "g": g[draw.seed], "h": Function("x", lambda x: pick(h, x)), "beta": fit[1],
            "x": float(draw.seed), "rho": rho,
        },
        domains={"x": finite(CODES)}, laws={"": Family({"x": lambda x: pick(p, x)})},
        worth={
            r"g-\beta(h-E[h])": left[draw.seed] + p @ g,
            r"1-\rho^2": p @ left**2 / (p @ (g - p @ g) ** 2),
        },
    )  # fmt: skip


@PROOFS.worth
def two_components(draw: Draw) -> World:
    """The mean of a mixture by torch, and its slope in the second of two equal logits."""
    d = draw.positive()

    def mean(logit: Tensor) -> Tensor:
        weights = Categorical(logits=torch.stack([0 * logit, logit]), validate_args=False)
        parts = Normal(torch.stack([-d, d]), torch.ones(2).double(), validate_args=False)
        return MixtureSameFamily(weights, parts, validate_args=False).mean

    return World({"d": d}, worth={"d/2": torch.func.grad(mean)(torch.zeros(()).double())})


@PROOFS.worth
def two_orders(draw: Draw) -> World:
    """The covariance of A times standard noise: mean squares over all corners of a cube."""
    low = torch.linalg.cholesky(draw.covariance(3))
    corners = torch.cartesian_prod(*[torch.tensor([-1.0, 1.0]).double()] * 3)
    rows, columns = corners @ low, corners @ low.T
    return World(
        {"A": low, "L": low},
        worth={
            "AA^T": columns.T @ columns / 8,
            "LL^T": columns.T @ columns / 8,
            "L^TL": rows.T @ rows / 8,
        },
    )


@PROOFS.worth
def branches(draw: Draw) -> World:
    """Two evaluations for each coordinate."""
    d = 2 + draw.seed
    return World({"d": d}, worth={"2d": len([(j, way) for j in range(d) for way in "+-"])})
