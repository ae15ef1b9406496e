"""Right answers to divergences."""

import torch
from torch import Tensor
from torch.nn import functional as F


def two_weighted_sums(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """One difference of logarithms, weighted by q and by the posterior."""
    log_posterior = torch.log_softmax(log_joint, dim=-1)
    difference = q.log() - log_posterior
    return (q * difference).sum(-1), -(log_posterior.exp() * difference).sum(-1)


def by_kl_div(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """F.kl_div, whose first argument is the logarithm of the second law."""
    log_posterior = F.log_softmax(log_joint, 1)
    wake = F.kl_div(log_posterior, q, reduction="none")
    sleep = F.kl_div(q.log(), log_posterior, reduction="none", log_target=True)
    return wake.sum(1), sleep.sum(1)


def cross_entropies_and_entropies(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """Cross-entropy minus entropy, of each law under the other; einsum for the sums."""
    log_posterior = log_joint - torch.logsumexp(log_joint, 1, keepdim=True)
    posterior, log_q = log_posterior.exp(), torch.log(q)

    def cross(law: Tensor, log_other: Tensor) -> Tensor:
        return -torch.einsum("bs,bs->b", law, log_other)

    wake = cross(q, log_posterior) - cross(q, log_q)
    sleep = cross(posterior, log_q) - cross(posterior, log_posterior)
    return wake, sleep


def mapped_over_the_batch(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """vmap of a function of one row."""

    def kl(a: Tensor, log_a: Tensor, log_b: Tensor) -> Tensor:
        return torch.dot(a, log_a - log_b)

    def both(row: Tensor, law: Tensor) -> tuple[Tensor, Tensor]:
        log_posterior = row - torch.logsumexp(row, 0)
        log_q = torch.log(law)
        return kl(law, log_q, log_posterior), kl(log_posterior.exp(), log_posterior, log_q)

    return torch.vmap(both)(log_joint, q)
