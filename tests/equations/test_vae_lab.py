"""The worlds in which the formulas of ``chapters/vae/lab.md`` are computed as printed."""

from collections.abc import Callable

import torch
from torch.distributions import Bernoulli, Normal, kl_divergence
from torch.nn.functional import linear

from labsupport.equations import Draw, Family, World, finite, pick
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/vae/lab.md")


@PROOFS.world(r"q_\phi(z\midx)")
def encoded(draw: Draw) -> World:
    mu, sigma = draw.normal(3), draw.positive(3)
    law = Normal(mu, sigma, validate_args=False)
    q = Family({"z|x": lambda z, x: law.log_prob(z).sum(-1).exp()})
    return World({"mu": mu, "sigma": sigma, "q_phi": q, "z": draw.normal(3), "x": draw.normal(2)})


@PROOFS.world("z", r"\mathrm{KL}")
def one_coordinate(draw: Draw) -> World:
    """The draw is the quantile of N(mu, sigma^2) at the probability that epsilon has in N(0, 1)."""
    mu, sigma, epsilon = draw.normal(), draw.positive(), draw.normal()
    normal, standard = Normal(mu, sigma), Normal(torch.zeros_like(mu), torch.ones_like(mu))
    return World(
        {
            "mu": mu, "sigma": sigma, "epsilon": epsilon,
            "z": normal.icdf(standard.cdf(epsilon)), "KL": kl_divergence(normal, standard),
        },
    )  # fmt: skip


@PROOFS.world(r"\logp(x\midz)")
def coins(draw: Draw) -> World:
    pi = draw.uniform(0.1, 0.9, 4)
    x = (draw.uniform(0, 1, 4) < 0.5).double()
    x[:2] = torch.tensor([0.0, 1.0])
    law = Bernoulli(pi, validate_args=False)
    p = Family({"x|z": lambda x, z: law.log_prob(x).sum().exp()})
    return World({"pi_": pi, "x": x, "z": 0.0, "p": p}, ranges={"i": 4})


@PROOFS.world("a", r"\pi")
def logits(draw: Draw) -> World:
    a = draw.normal()
    return World({"a": a, "pi": torch.sigmoid(a)})


@PROOFS.world(r"\logp(x\midz)#2")
def grey(draw: Draw) -> World:
    mean, sigma, x = draw.normal(4), draw.positive(4), draw.normal(4)
    law = Normal(mean, sigma, validate_args=False)
    p = Family({"x|z": lambda x, z: law.log_prob(x).sum().exp()})
    return World({"m_": mean, "sigma_": sigma, "x": x, "z": 0.0, "p": p}, ranges={"i": 4})


def layer(draw: Draw, inputs: int, outputs: int) -> tuple[torch.Tensor, torch.Tensor]:
    return draw.normal(outputs, inputs), draw.normal(outputs)


@PROOFS.world("h", r"\mu", r"\log\sigma^2")
def encoder(draw: Draw) -> World:
    """The layers are those of torch."""
    x, hidden = draw.normal(4), layer(draw, 4, 3)
    mean, log_var = layer(draw, 3, 2), layer(draw, 3, 2)
    h = linear(x, *hidden).tanh()
    return World(
        {
            "x": x, "W": hidden[0], "b": hidden[1], "h": h, "mu": linear(h, *mean),
            "W_mu": mean[0], "b_mu": mean[1], "W_sigma": log_var[0], "b_sigma": log_var[1],
            "sigma": (0.5 * linear(h, *log_var)).exp(),
        },
    )  # fmt: skip


@PROOFS.world("h#2", "a#2")
def decoder(draw: Draw) -> World:
    z, hidden, out = draw.normal(2), layer(draw, 2, 3), layer(draw, 3, 4)
    h = linear(z, *hidden).tanh()
    return World(
        {
            "z": z, "V": hidden[0], "c": hidden[1], "h": h, "V_a": out[0], "c_a": out[1],
            "a": linear(h, *out),
        },
    )  # fmt: skip


@PROOFS.world(r"\log2", r"64\log2", r"\log10", r"784\log2")
def numbers(draw: Draw) -> World:
    """Nothing but numbers."""
    return World({})


@PROOFS.worth
def bound(draw: Draw) -> World:
    """The ELBO as one mean of log p(x, z) - log q(z | x), of three codes."""
    joint, prior, q = draw.normal(3), draw.probabilities(3), draw.probabilities(3)
    likelihood = joint.exp()
    codes = torch.arange(3.0).double()

    def law(table: torch.Tensor) -> Callable[..., torch.Tensor]:
        return lambda z: pick(table, z)

    posterior = Family({"z|x": lambda z, x: pick(q, z), "z": law(q)})
    elbo = ((likelihood * prior).log() - q.log()) @ q
    named = r"E_{q}[\logp_\theta(x\midz)]-\mathrm{KL}(q_\phi(z\midx)\,\|\,p(z))"
    return World(
        {
            "p_theta": Family({"x|z": lambda x, z: pick(likelihood, z)}), "q_phi": posterior,
            "p": Family({"z": law(prior)}), "q": Family({"z": law(q)}), "x": 1.0,
        },
        domains={"z": finite(codes)}, worth={named: elbo},
    )  # fmt: skip


@PROOFS.worth
def other_pixel(draw: Draw) -> World:
    a = draw.normal()
    return World({"pi": torch.sigmoid(a)}, worth={r"1-\pi": torch.sigmoid(-a)})
