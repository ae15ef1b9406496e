"""Worlds for proposals and smaller variances in ``chapters/monte_carlo/theory.md``: exact sums."""

import torch

from labsupport.equations import Draw, Family, Function, World, finite, pick
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/monte_carlo/theory.md")


@PROOFS.world("eq-monte_carlo-optimal", worlds=4)
def tables(draw: Draw) -> World:
    """Three values; q is proportional to p |f| in world 2, and to p |f|^(2/3) in world 3.

    The second makes the mean of w^3 f^2 smallest, which is below the right side: w^2 is meant.
    """
    p, f, tight = draw.probabilities(3), draw.normal(3), draw.seed == 2
    power = {2: 1.0, 3: 2 / 3}.get(draw.seed)
    q = draw.probabilities(3)
    if power:
        q = p * f.abs() ** power / (p * f.abs() ** power).sum()
    return World(
        {
            "p": Family({"x": lambda x: pick(p, x)}), "q": Family({"x": lambda x: pick(q, x)}),
            "w": lambda x: pick(p / q, x), "f": Function("x", lambda x: pick(f, x)), "x": 1.0,
        },
        domains={"x": finite(torch.arange(3.0).double())}, tight=tight,
    )  # fmt: skip


@PROOFS.world("eq-monte_carlo-defensive")
def mixtures(draw: Draw) -> World:
    """In the last world the proposal misses the value of x."""
    p, q, tight = draw.probabilities(3), draw.probabilities(3), draw.seed == 2
    alpha = draw.uniform(0.1, 0.4)
    if tight:
        q = torch.tensor([0.4, 0.0, 0.6]).double()
    return World(
        {
            "p": Family({"x": lambda x: pick(p, x)}), "q": Family({"x": lambda x: pick(q, x)}),
            "x": 1.0, "alpha": alpha,
            "q_alpha": Family({"x": lambda x: pick(torch.lerp(q, p, alpha), x)}),
        },
        tight=tight,
    )  # fmt: skip


@PROOFS.world("eq-monte_carlo-antithetic")
def pairs(draw: Draw) -> World:
    """u takes five values that lie symmetrically; the correlation by numpy's formula in torch."""
    f = draw.normal(5)
    rho = torch.corrcoef(torch.stack([f, f.flip(0)]))[0, 1]
    return World(
        {
            "f": Function("u", lambda u: pick(f, 4 * u)),
            "rho": rho, "sigma": f.var(correction=0).sqrt(), "u": 0.25,
        },
        domains={"u": finite(torch.linspace(0, 1, 5).double())},
        laws={"": Family({"u": lambda u: 0.2 + 0 * u})},
    )  # fmt: skip


@PROOFS.world("eq-monte_carlo-stratified")
def parts(draw: Draw) -> World:
    """Three parts of four values; in the last world all parts have the same mean."""
    values, tight = draw.normal(3, 4), draw.seed == 2
    if tight:
        values = values - values.mean(1, keepdim=True)
    return World(
        {
            "N": 3, "sigma_": values.var(1, correction=0).sqrt(),
            "sigma": values.flatten().var(correction=0).sqrt(),
        },
        ranges={"j": 3}, tight=tight,
    )  # fmt: skip


@PROOFS.world("eq-monte_carlo-rao-blackwell")
def two_variables(draw: Draw) -> World:
    """A joint table of x and y; h and v by its rows."""
    joint, f = draw.probabilities(12).reshape(3, 4), draw.normal(3, 4)
    given = joint / joint.sum(1, keepdim=True)
    h = (given * f).sum(1)
    v = (given * (f - h[:, None]).square()).sum(1)
    return World(
        {
            "f": Function("x,y", lambda x, y: pick(f, x, y)),
            "h": Function("x", lambda x: pick(h, x)), "v": Function("x", lambda x: pick(v, x)),
            "x": 1.0, "y": 2.0,
        },
        domains={
            "x": finite(torch.arange(3.0).double()), "y": finite(torch.arange(4.0).double())
        },
        laws={"": Family({"x,y": lambda x, y: pick(joint, x, y)})},
    )  # fmt: skip


@PROOFS.world("(e-1)^2", worlds=1)
def numbers(draw: Draw) -> World:
    return World({})
