"""The expressions of ``chapters/flows/theory.md`` that stand alone, computed as printed.

Jacobians are those of autograd.
"""

from dataclasses import replace

import torch
from torch import Tensor
from torch.distributions import Categorical, kl_divergence
from torch.distributions.transforms import SigmoidTransform
from torch.func import jacrev

from labsupport.equations import Draw, Family, Function, World, finite, pick
from labsupport.equations.proofs import Proofs
from labsupport.flows import maps
from tests.equations.test_flows import one_centre

PROOFS = Proofs("chapters/flows/theory.md")


@PROOFS.worth
def lemma(draw: Draw) -> World:
    """The Jacobian of z + u v^T z, what it does to u, and its eigenvalues 1."""
    u, v, d = draw.normal(3), draw.normal(3), 3
    jacobian = jacrev(lambda z: z + u * (v @ z))(draw.normal(3))
    ones = (torch.linalg.eigvals(jacobian) - 1).abs() < 1e-9
    return World(
        {"u": u, "v": v, "d": d},
        worth={
            "I+uv^\\top": jacobian,
            r"(1+v^\topu)u": jacobian @ u,
            "d-1": float(ones.sum()),
            "2d+1": float(sum(each.numel() for each in maps.Planar(d).parameters())),
        },
    )


@PROOFS.worth
def across(draw: Draw) -> World:
    """The image of z along w, and the product that is safe, by the code of the package."""
    z, u, w, b = draw.normal(3), draw.normal(3), draw.normal(3), draw.normal()
    soft = torch.nn.functional.softplus
    moved = z + u * torch.tanh(w @ z + b)
    return World(
        {
            "a": w @ z, "u": u, "w": w, "b": b,
            "m": Function("a", lambda a: torch.log1p(a.exp()) - 1),
        },
        worth={
            r"a+w^\topu\tanh(a+b)": w @ moved,
            r"m(w^\topu)": soft((w * u).sum()) - 1,
            r"\log(1+e^a)": soft(w @ z),
        },
    )  # fmt: skip


@PROOFS.worth
def from_the_centre(draw: Draw) -> World:
    """The new distance along a ray, and its slope there and at the centre."""
    world = one_centre(draw)
    z, c, f = world.values["z"], world.values["c"], world.values["f"].rule
    r = torch.linalg.norm(z - c)
    along = (z - c) / r

    def slope(at: Tensor) -> Tensor:
        return along @ jacrev(f)(at) @ along

    return replace(
        world,
        worth={
            "z-c": r * along,
            r"r+\betar/(\alpha+r)": torch.linalg.norm(f(z) - c),
            r"1+\alpha\beta/(\alpha+r)^2": slope(z),
            r"1+\beta/\alpha": slope(c + 1e-12 * along),
        },
    )


@PROOFS.worth
def energy(draw: Draw) -> World:
    """Tables: the divergence from the normalized density, less the constant."""
    u, q = draw.normal(4), draw.probabilities(4)
    target = Categorical(logits=-u)
    law = Family({"z": lambda z: pick(q, z)})
    return World(
        {"q_K": law, "U": lambda z: pick(u, z)},
        domains={"z": finite(torch.arange(4.0).double())},
        laws={"": law},
        worth={r"\mathbb{E}[\logq_K+U]": kl_divergence(Categorical(q), target) - (-u).logsumexp(0)},
    )


@PROOFS.worth
def log_odds(draw: Draw) -> World:
    """The log-determinant of the map from pixels to their log-odds."""
    x = draw.uniform(0.1, 0.9, 3)
    inverse = SigmoidTransform().inv
    return World(
        {"x_": x},
        ranges={"i": 3},
        worth={
            r"\sum_i\log\frac{1}{x_i(1-x_i)}": inverse.log_abs_det_jacobian(x, inverse(x)).sum()
        },
    )
