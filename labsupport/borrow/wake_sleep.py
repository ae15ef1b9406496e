"""What a learner may borrow in the lab of chapter ``wake_sleep``; some of it is in `objectives`."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Bernoulli, Categorical

from labsupport import objectives
from labsupport.checks.derivation import Lines
from labsupport.models.vae import bernoulli_log_likelihood

__all__ = [  # noqa: RUF022 (the lab's order)
    "free_energy",
    "boltzmann",
    "divergences",
    "log_joint",
    "dream",
    "sleep_loss",
    "wake_sleep",
    "reweighted",
    "evaluate",
    "boltzmann_derivation",
    "sleep_derivation",
]


def free_energy(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """Mean energy minus temperature times entropy, shape (batch,)."""
    return torch.einsum("bs,bs->b", q, energy) - temperature * torch.special.entr(q).sum(-1)


def boltzmann(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """Probabilities (batch, states) and the least free energy (batch,)."""
    law = torch.softmax(-energy / temperature, -1)
    return law, -temperature * torch.logsumexp(-energy / temperature, -1)


def divergences(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """KL(q || posterior) and KL(posterior || q), each (batch,)."""
    posterior = Categorical(logits=log_joint, validate_args=False)
    cross = -torch.einsum("bs,bs->b", posterior.probs, q.log())
    backward = torch.einsum("bs,bs->b", q, q.log() - posterior.logits)
    return backward, cross - posterior.entropy()


def log_joint(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> Tensor:
    """log p(x, h1, h2), shape (k, batch)."""
    top = bernoulli_log_likelihood(h2, bias_2)
    middle = bernoulli_log_likelihood(h1, h2 @ to_1.T + bias_1)
    return top + middle + bernoulli_log_likelihood(x, h1 @ to_x.T + bias_x)


def dream(
    u2: Tensor,
    u1: Tensor,
    u_x: Tensor,
    to_x: Tensor,
    bias_x: Tensor,
    to_1: Tensor,
    bias_1: Tensor,
    bias_2: Tensor,
) -> tuple[Tensor, Tensor, Tensor]:
    """x, h1 and h2 of dreams."""
    h2 = (torch.logit(u2) < bias_2).to(to_x)
    h1 = (torch.logit(u1) < h2 @ to_1.T + bias_1).to(to_x)
    return (torch.logit(u_x) < h1 @ to_x.T + bias_x).to(to_x), h1, h2


def sleep_loss(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """The mean of -log q(h1, h2 | x), shape ()."""
    lower = Bernoulli(logits=x @ up_1.T + up_bias_1, validate_args=False).log_prob(h1)
    upper = Bernoulli(logits=h1 @ up_2.T + up_bias_2, validate_args=False).log_prob(h2)
    return -(lower.sum(-1) + upper.sum(-1)).mean()


def wake_sleep(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """The ELBO with the gradients of both phases, shape (batch,)."""
    return objectives.wake_sleep(log_p[None], log_q[None], dream_log_q[None])


def reweighted(log_p: Tensor, log_q: Tensor) -> Tensor:
    """The bound with the gradients of reweighted wake-sleep, shape (batch,)."""
    return objectives.reweighted_wake_sleep(log_p, log_q)


def evaluate(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """The bound of k draws in parts, shape (batch,)."""
    parts = [size] * (k // size) + [k % size] * (k % size > 0)
    return objectives.iwae_bound(torch.cat([draw_log_w(part) for part in parts]))


boltzmann_derivation = Lines(
    [
        r"\mathbb{E}_{q(z)}[C(z)] + T \, \mathbb{E}_{q(z)}[\log q(z)]",
        r"= T \, \mathbb{E}_{q(z)}[\log q(z) + \frac{C(z)}{T}]",
        r"= T \, \mathbb{E}_{q(z)}[\log q(z) - \log p(z) - \log Z]",
        r"= T \, \mathrm{KL}(q(z) \,\|\, p(z)) - T \log Z",
    ]
)


sleep_derivation = Lines(
    [
        r"-\nabla_\phi \mathbb{E}_{p(x)}[\mathrm{KL}(p(z \mid x) \,\|\, q_\phi(z \mid x))]",
        r"= -\nabla_\phi \int \int p(x, z) \log \frac{p(z \mid x)}{q_\phi(z \mid x)} \, dz \, dx",
        r"= \nabla_\phi \int \int p(x, z) \log q_\phi(z \mid x) \, dz \, dx",
        r"= \int \int p(x, z) \nabla_\phi \log q_\phi(z \mid x) \, dz \, dx",
        r"= \mathbb{E}_{p(x, z)}[\nabla_\phi \log q_\phi(z \mid x)]",
    ]
)
