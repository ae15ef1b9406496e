"""The expressions of ``chapters/binary_latents/theory.md`` that stand alone, computed."""

import torch
from torch.distributions import Bernoulli
from torch.func import grad

from labsupport.equations import Draw, Function, World
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/binary_latents/theory.md")


@PROOFS.worth
def one_bit(draw: Draw) -> World:
    """Probabilities by torch, slopes by autograd."""
    a, lam = draw.normal() + 0.3, draw.positive()
    return World(
        {"pi": torch.sigmoid(a), "lam": lam},
        worth={
            r"1-\pi": torch.sigmoid(-a),
            r"1/(4\lambda)": grad(lambda u: torch.sigmoid(u / lam))(torch.zeros(()).double()),
        },
    )


@PROOFS.worth
def several_bits(draw: Draw) -> World:
    """Two codes drawn independently differ in a bit as their table of four outcomes says."""
    a, z = draw.normal(3) + 0.3, draw.uniform(0, 1, 3).round()
    law = Bernoulli(logits=a)
    one, zero = law.probs, law.log_prob(torch.zeros(3).double()).exp()
    slopes = torch.diag(torch.func.jacrev(torch.sigmoid)(a))
    scores = grad(lambda a: Bernoulli(logits=a, validate_args=False).log_prob(z).sum())(a)
    return World(
        {"pi_": one, "z_": z, "d": 3},
        ranges={"j": 3},
        worth={
            r"1-\pi_j": lambda j: zero[int(j) - 1],
            r"\pi_j(1-\pi_j)": lambda j: slopes[int(j) - 1],
            r"2\pi_j(1-\pi_j)": lambda j: 1 - (one**2 + zero**2)[int(j) - 1],
            r"z_j-\pi_j": lambda j: scores[int(j) - 1],
            r"d\log2": Bernoulli(logits=torch.zeros(3).double()).entropy().sum(),
        },
    )


@PROOFS.worth
def a_pair(draw: Draw) -> World:
    """What leaving one out subtracts of two; a difference of bits, times the larger chance."""
    a, costs = draw.positive(2) * torch.tensor([-1.0, 1.0]).double(), draw.normal(2)
    z, other = torch.tensor([1.0, 0.0]).double(), torch.tensor([0.0, 1.0]).double()
    larger = torch.maximum(torch.sigmoid(a), torch.sigmoid(-a))
    signs = torch.tensor([1.0, -1.0]).double()
    return World(
        {
            "a_": a, "f": costs[0], "f_prime": costs[1], "z_": z, "z_prime_": other,
            "sigma": Function("a", lambda a: 1 / (1 + torch.exp(-a))),
        },
        ranges={"j": 2},
        worth={
            "f-f'": 2 * (costs[0] - costs.mean()),
            r"f\,(z_j-z'_j)\,\sigma(\lverta_j\rvert)": lambda j: (
                (costs[0] * signs * larger)[int(j) - 1]
            ),
        },
    )  # fmt: skip


@PROOFS.worth
def parabola(draw: Draw) -> World:
    """A bit that is compared with t."""
    t, a = draw.uniform(0.1, 0.9), draw.normal()
    bits = torch.tensor([0.0, 1.0]).double()
    costs = torch.nn.functional.mse_loss(bits, t.expand(2), reduction="none")
    slopes = torch.stack([grad(lambda z: (z - t) ** 2)(each) for each in bits])
    chances = torch.stack([torch.sigmoid(-a), torch.sigmoid(a)])
    return World(
        {"t": t, "pi": chances[1], "f": Function("z", lambda z: (z - t) ** 2)},
        worth={
            "f(1)-f(0)": costs[1] - costs[0],
            "1-2t": costs[1] - costs[0],
            r"2(\pi-t)": chances @ slopes,
        },
    )
