"""The worlds in which the formulas of ``chapters/flows/lab.md`` are computed as printed.

Most are those of the page.
"""

from dataclasses import replace

import torch

from labsupport.equations import Draw, Family, Function, World
from labsupport.equations.proofs import Proofs
from tests.equations import test_flows as page

PROOFS = Proofs("chapters/flows/lab.md")
PROOFS.world("f(z)")(page.one_plane)
PROOFS.world("m(a)")(page.corrected)
PROOFS.world("f(z)#2", "r")(page.one_centre)
PROOFS.world(r"\logq_K(z_K)")(page.three_maps)


@PROOFS.world(r"\beta")
def annealing(draw: Draw) -> World:
    world = page.annealing(draw)
    return world.with_values(beta=world.values["beta_t"])


@PROOFS.worth
def planar(draw: Draw) -> World:
    """The Jacobian of the planar map, its determinant, and a corrected product."""
    world = page.one_plane(draw)
    z, u, w, b = (world.values[name] for name in "zuwb")
    soft = torch.nn.functional.softplus

    def moved(z: torch.Tensor) -> torch.Tensor:
        return z + u * torch.tanh(w @ z + b)

    jacobian = torch.func.jacrev(moved)(z)
    slope = torch.func.grad(lambda z: torch.tanh(w @ z + b))(z)
    worth = {
        r"I+u\psi^T": jacobian,
        r"1+\psi^Tu": jacobian.det(),
        r"(1-\tanh^2(w^Tz+b))\,w": slope,
        "w^Tu": (w * u).sum(),
        "m(w^Tu)": soft((w * u).sum()) - 1,
    }
    m = Function("a", lambda a: soft(a) - 1)
    return replace(world.with_values(m=m), worth=worth)


@PROOFS.worth
def stretched(draw: Draw) -> World:
    """How the Jacobian stretches along the radius and across, and how many directions these are."""
    world = page.one_centre(draw)
    z, c = world.values["z"], world.values["c"]
    jacobian = torch.func.jacrev(world.values["f"].rule)(z)
    along = (z - c) / torch.linalg.norm(z - c)
    radial = along @ jacobian @ along
    across = (jacobian.trace() - radial) / 2
    return replace(
        world,
        worth={
            r"1+\beta/(\alpha+r)": across,
            r"1+\beta\alpha/(\alpha+r)^2": radial,
            "d-1": torch.linalg.matrix_rank(torch.eye(3) - torch.outer(along, along).float()),
        },
    )


@PROOFS.worth
def gated(draw: Draw) -> World:
    """Part of the way from m to z."""
    g, z, m = draw.uniform(0.2, 0.8), draw.normal(), draw.normal()
    values = {"g": g, "z": z, "m": m}
    return World(values, worth={"gz+(1-g)m": torch.lerp(m, z, g)})


@PROOFS.worth
def free_energy(draw: Draw) -> World:
    """Minus the weight, by the Jacobian of the whole chain and a normal model."""
    world = page.three_maps(draw)
    joint = Family({"x,z": lambda x, z: (-(z @ z)).exp()})
    return replace(
        world.with_values(p=joint, x=0.0),
        worth={r"\logq_K(z_K)-\logp(x,z_K)": lambda q_K, z_K: q_K.density().log() + z_K @ z_K},
    )
