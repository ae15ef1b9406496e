"""Reference answers of the lab ``binary_latents``."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn import functional as F


def bernoulli_kl(logits: Tensor) -> Tensor:
    """KL(q(z) || p(z)) of independent bits from fair coins (eq-binary_latents-kl-logits).

    Args:
        logits: log-odds of q(z_j = 1), of any size, shape (batch, latent).

    Returns:
        The divergence in nats, summed over the bits, shape (batch,), in the dtype and on the device
        of ``logits``. Gradients flow back.
    """
    pi = torch.sigmoid(logits)
    return (pi * logits - F.softplus(logits) + math.log(2)).sum(-1)


def exact_gradient(logits: Tensor, codes: Tensor, costs: Tensor) -> Tensor:
    """The gradient of the mean cost, as a sum over all codes (eq-binary_latents-score).

    Args:
        logits: log-odds of q(z_j = 1), of any size, shape (latent,).
        codes: each of the 2^latent codes once, zeros and ones, shape (2^latent, latent).
        costs: the cost f(z) of each code, shape (2^latent,).

    Returns:
        The gradient of sum_z q(z) f(z) in the logits, shape (latent,), in the dtype and on the
        device of ``logits``.
    """
    log_q = (codes * logits - F.softplus(logits)).sum(-1)
    scores = codes - torch.sigmoid(logits)
    return (torch.exp(log_q) * costs) @ scores


def score_surrogate(logits: Tensor, z: Tensor, cost: Tensor, baseline: Tensor) -> Tensor:
    """The mean cost, whose gradient is that of the score function (eq-binary_latents-baseline).

    Args:
        logits: log-odds of q(z_j = 1), shape (batch, latent).
        z: draws from q, zeros and ones, shape (k, batch, latent).
        cost: the cost of each draw, shape (k, batch).
        baseline: what is subtracted from the cost beside the score, shape (k, batch).

    Returns:
        The mean cost over the k draws, shape (batch,), in the dtype and on the device of
        ``logits``. Its gradient in ``logits`` is the mean of (cost - baseline) * score; its
        gradient in ``cost`` is that of the mean; none flows to ``baseline``.
    """
    log_q = (z * logits - F.softplus(logits)).sum(-1)
    signal = (cost - baseline).detach()
    return (cost + signal * (log_q - log_q.detach())).mean(0)


def leave_one_out(cost: Tensor) -> Tensor:
    """For each of k draws the mean cost of the others (eq-binary_latents-leave-one-out).

    Args:
        cost: costs of k draws, k at least 2, shape (k, batch).

    Returns:
        Shape (k, batch), in the dtype and on the device of ``cost``.
    """
    return (cost.sum(0) - cost) / (len(cost) - 1)


def vimco_signal(log_w: Tensor) -> Tensor:
    """What each draw adds to the bound of k draws (eq-binary_latents-vimco-signal).

    Args:
        log_w: logarithms of the weights, of any size, k at least 2, shape (k, batch).

    Returns:
        log(1/k * sum_i w_i), minus the same with w_j replaced by the geometric mean of the other
        weights, for each draw j: shape (k, batch), in the dtype and on the device of ``log_w``.
    """
    k = len(log_w)
    others = (log_w.sum(0) - log_w) / (k - 1)
    own = torch.eye(k, device=log_w.device)[:, :, None]
    replaced = torch.where(own > 0, others, log_w)  # row j: the draw j is replaced
    return torch.logsumexp(log_w, 0) - torch.logsumexp(replaced, 1)


def disarm_gradient(
    logits: Tensor, z: Tensor, other: Tensor, cost: Tensor, other_cost: Tensor
) -> Tensor:
    """The gradient in the logits from an antithetic pair of codes (eq-binary_latents-disarm).

    Args:
        logits: log-odds of q(z_j = 1), of any size, shape (batch, latent).
        z: the first code of each pair, zeros and ones, shape (batch, latent).
        other: the second code of each pair, the same shape.
        cost: the cost of the first code, shape (batch,).
        other_cost: the cost of the second code, shape (batch,).

    Returns:
        The estimate for each logit, shape (batch, latent), in the dtype and on the device of
        ``logits``.
    """
    difference = (cost - other_cost)[:, None]
    return 0.5 * difference * (z - other) * torch.sigmoid(logits.abs())


def relaxed_sample(logits: Tensor, u: Tensor, temperature: float) -> Tensor:
    """Draw bits that are relaxed to numbers between 0 and 1 (eq-binary_latents-relaxed).

    Args:
        logits: log-odds of q(z_j = 1), of any size, shape (batch, latent).
        u: uniform numbers, strictly between 0 and 1, the same shape.
        temperature: positive; near 0 the numbers are nearly bits.

    Returns:
        Shape (batch, latent), in the dtype and on the device of ``logits``. Gradients flow back.
    """
    noise = torch.log(u) - torch.log1p(-u)
    return torch.sigmoid((logits + noise) / temperature)


def straight_through(logits: Tensor, u: Tensor) -> Tensor:
    """Draw bits whose gradient is that of their probabilities (eq-binary_latents-straight).

    Args:
        logits: log-odds of q(z_j = 1), shape (batch, latent).
        u: uniform numbers between 0 and 1, the same shape.

    Returns:
        1 where u is below q(z_j = 1), else 0: shape (batch, latent), in the dtype and on the device
        of ``logits``. The gradient in the logits is that of q(z_j = 1).
    """
    pi = torch.sigmoid(logits)
    bits = (u < pi).to(logits.dtype)
    return bits + (pi - pi.detach())


def log_likelihood(draw_log_w: Callable[[int], Tensor], k: int, most: int) -> Tensor:
    """Estimate log p(x) from k draws, not one more or less (eq-binary_latents-likelihood).

    Args:
        draw_log_w: ``draw_log_w(m)`` makes m new draws for each observation, and returns the
            logarithms of their weights, of any size, shape (m, batch).
        k: how many draws the estimate is made of, in all.
        most: how many fit into memory at once; k need not be a multiple of it.

    Returns:
        log(1/k * sum_i w_i) over all k draws, shape (batch,), in the dtype and on the device of
        the weights.
    """
    parts = []
    for done in range(0, k, most):
        log_w = draw_log_w(min(most, k - done))
        parts.append(torch.logsumexp(log_w, 0))
    return torch.logsumexp(torch.stack(parts), 0) - math.log(k)


kl_derivation = [
    r"\mathrm{KL}(q(z) \,\|\, p(z))",
    r"= \sum_z q(z) \log \frac{q(z)}{p(z)}",
    r"= \pi \log \frac{\pi}{1/2} + (1 - \pi) \log \frac{1 - \pi}{1/2}",
    r"= \pi \log \pi + \pi \log 2 + (1 - \pi) \log(1 - \pi) + (1 - \pi) \log 2",
    r"= \pi \log \pi + (1 - \pi) \log(1 - \pi) + \log 2",
]


baseline_derivation = [
    r"\mathbb{E}_{q(z)}[(f(z) - b)(z - \pi)]",
    r"= \mathbb{E}_{q(z)}[f(z) (z - \pi)] - b \, \mathbb{E}_{q(z)}[z - \pi]",
    r"= \mathbb{E}_{q(z)}[f(z) (z - \pi)]",
    r"= \pi f(1) (1 - \pi) - (1 - \pi) f(0) \pi",
    r"= \pi (1 - \pi) (f(1) - f(0))",
]
