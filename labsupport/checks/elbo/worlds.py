"""Worlds of topic ``elbo``: for the formulas of its theory page, and for derivations of its lab."""

import torch
from torch import Tensor

from labsupport.equations import Draw, Family, Function, World, finite, pick


def tables(draw: Draw) -> World:
    """p(x, z) = softmax(theta), a row of q for each x; the last world has q = p(z | x)."""
    theta, q, tight = draw.normal(3, 4), draw.probabilities(3, 4), draw.seed == 2
    if tight:
        q = torch.softmax(theta, 1)

    def joint(theta: Tensor) -> Tensor:
        return torch.softmax(theta.flatten(), 0).reshape(3, 4)

    def elbo(q, theta, x):
        each = [q.density(z=torch.tensor(float(z))) for z in range(4)]
        table = torch.stack(each)
        return (table * (pick(joint(theta), x) / table).log()).sum()

    def weight(q, theta, x, z):
        return pick(joint(theta), x, z) / q.density(z=z)

    p = Family(
        {
            "x": lambda x, theta: pick(joint(theta).sum(1), x),
            "z": lambda z, theta: pick(joint(theta).sum(0), z),
            "x,z": lambda x, z, theta: pick(joint(theta), x, z),
            "x|z": lambda x, z, theta: pick(joint(theta) / joint(theta).sum(0), x, z),
            "z|x": lambda z, x, theta: pick(torch.softmax(theta, 1), x, z),
        }
    )
    data, star, phi = draw.probabilities(3), draw.probabilities(4), draw.probabilities(4)
    return World(
        {
            "p": p,
            "p_theta": p,
            "q": Family({"z": lambda z, x: pick(q, x, z)}),
            "q_star": Family({"z": lambda z: pick(star, z)}),
            "q_phi": Family({"z": lambda z: pick(phi, z)}),
            "hat_p": Family({"x": lambda x: pick(data, x)}),
            "w": Function("z", weight),
            "cal_L": Function("q", elbo),
            "theta": theta,
            "x": float(draw.seed % 3),
            "z": float(draw.seed),
        },
        domains={"z": finite(torch.arange(4.0).double()), "x": finite(torch.arange(3.0).double())},
        tight=tight,
    )
