"""What a learner may borrow in the lab of chapter ``binary_latents``."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Bernoulli, kl_divergence

from labsupport import estimators, objectives
from labsupport.checks.derivation import Lines

__all__ = [  # noqa: RUF022 (the lab's order)
    "bernoulli_kl",
    "exact_gradient",
    "score_surrogate",
    "leave_one_out",
    "vimco_signal",
    "disarm_gradient",
    "relaxed_sample",
    "straight_through",
    "log_likelihood",
    "kl_derivation",
    "baseline_derivation",
]


def bernoulli_kl(logits: Tensor) -> Tensor:
    """KL from fair coins, shape (batch,)."""
    coin = Bernoulli(logits=torch.zeros_like(logits), validate_args=False)
    return kl_divergence(Bernoulli(logits=logits, validate_args=False), coin).sum(-1)


def exact_gradient(logits: Tensor, codes: Tensor, costs: Tensor) -> Tensor:
    """The gradient of the mean cost by a sum over all codes, shape (latent,)."""
    q = Bernoulli(logits=logits, validate_args=False)
    weighted = q.log_prob(codes).sum(-1).exp() * costs
    return weighted @ codes - weighted.sum() * q.probs


def score_surrogate(logits: Tensor, z: Tensor, cost: Tensor, baseline: Tensor) -> Tensor:
    """The mean cost with the gradient of the score function, shape (batch,)."""
    log_q = Bernoulli(logits=logits, validate_args=False).log_prob(z).sum(-1)
    term = (cost - baseline).detach() * log_q
    return (cost + term - term.detach()).mean(0)


def leave_one_out(cost: Tensor) -> Tensor:
    """For each draw the mean cost of the others, shape (k, batch)."""
    return estimators.leave_one_out(cost)


def vimco_signal(log_w: Tensor) -> Tensor:
    """The bound minus the bound without what is special about a draw, shape (k, batch)."""
    others = estimators.leave_one_out(log_w)
    without = [
        objectives.iwae_bound(torch.cat([log_w[:j], others[j : j + 1], log_w[j + 1 :]]))
        for j in range(len(log_w))
    ]
    return objectives.iwae_bound(log_w) - torch.stack(without)


def disarm_gradient(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """The estimate of an antithetic pair, shape (batch, latent)."""
    half = 0.5 * (cost - other_cost)
    return half.unsqueeze(-1) * (z - other) * logits.abs().sigmoid()


def relaxed_sample(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """Bits relaxed to numbers between 0 and 1, shape (batch, latent)."""
    return ((logits + u.logit()) / temperature).sigmoid()


def straight_through(logits: Tensor, u: Tensor) -> Tensor:
    """Bits with the gradient of their probabilities, shape (batch, latent)."""
    pi = logits.sigmoid()
    return u.lt(pi).to(pi) + pi - pi.detach()


def log_likelihood(draw_log_w: Callable[[int], Tensor], k: int, most: int) -> Tensor:
    """The bound of k draws, in parts, shape (batch,)."""
    sizes = [most] * (k // most) + [k % most] * (k % most > 0)
    return torch.cat([draw_log_w(size) for size in sizes]).logsumexp(0) - math.log(k)


kl_derivation = Lines(
    [
        r"\mathrm{KL}(q(z) \,\|\, p(z))",
        r"= \mathbb{E}_{q(z)}[\log q(z) - \log p(z)]",
        r"= \pi \log(2 \pi) + (1 - \pi) \log(2 (1 - \pi))",
        r"= \pi \log \pi + (1 - \pi) \log(1 - \pi) + \log 2",
    ]
)
baseline_derivation = Lines(
    [
        r"\mathbb{E}_{q(z)}[(f(z) - b)(z - \pi)]",
        r"= \pi (f(1) - b) (1 - \pi) + (1 - \pi) (f(0) - b) (0 - \pi)",
        r"= \pi (1 - \pi) f(1) - \pi (1 - \pi) f(0)",
        r"= \pi (1 - \pi) (f(1) - f(0))",
    ]
)
