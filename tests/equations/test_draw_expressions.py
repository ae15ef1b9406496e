"""The expressions of ``chapters/draw/theory.md`` that stand alone, computed as printed."""

import torch
from torch.distributions import Normal, kl_divergence

from labsupport.equations import Draw, World
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/draw/theory.md")


@PROOFS.worth
def constant(draw: Draw) -> World:
    """What the paper's constant gives too much, by torch's divergences of all steps."""
    steps, d = 3 + draw.seed, 4
    mu, sigma = draw.normal(steps, d), draw.positive(steps, d)
    right = kl_divergence(Normal(mu, sigma), Normal(0.0, 1.0)).sum()
    reported = (mu**2 + sigma**2 - 2 * sigma.log()).sum() / 2 - steps / 2
    return World({"T": steps, "d": d}, worth={"T(d-1)/2": reported - right})


@PROOFS.worth
def grid(draw: Draw) -> World:
    """Filters counted from 1, and from 0 as Python's lists count them."""
    n, k = 5 + draw.seed, 1 + draw.seed
    filters = list(range(1, n + 1))
    middle = sum(filters) / n
    return World(
        {"N": n, "k": k, "g_X": 3},
        worth={
            "(N+1)/2": middle,
            "k+1": filters[k],
            r"k-N/2+\frac12": filters[k] - middle,
            "g_X-1": filters.index(3),
        },
    )


@PROOFS.worth
def reading_and_writing(draw: Draw) -> World:
    """Rows of filters that add up to 1; a constant image and a patch, entry by entry."""
    f_x, f_y, patch = draw.probabilities(2, 5), draw.probabilities(2, 4), draw.normal(2, 2)
    gamma, b = draw.positive(), draw.normal()
    read = gamma * torch.einsum("iy,yx,jx->ij", f_y, b.expand(4, 5), f_x)
    return World(
        {"gamma": gamma, "b": b, "F_X": f_x, "F_Y": f_y, "P": patch},
        worth={
            r"\gammab": read[0, 1],
            r"F_Y^\topPF_X": torch.einsum("iy,ij,jx->yx", f_y, patch, f_x),
        },
    )


@PROOFS.worth
def place(draw: Draw) -> World:
    """A draw by the quantile of its noise."""
    m, s, noise = draw.normal(), draw.positive(), draw.normal()
    moved = Normal(m, s).icdf(Normal(0.0, 1.0).cdf(noise))
    return World({"m": m, "s": s, "epsilon": noise}, worth={r"m+s\varepsilon": moved})
