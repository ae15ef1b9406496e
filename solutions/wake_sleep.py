"""Reference answers of the lab ``wake_sleep``."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn import functional as F


def free_energy(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """Mean energy minus temperature times entropy (eq-wake_sleep-temperature).

    Args:
        energy: of each state, in nats, shape (batch, states).
        q: probability of each state, 0 allowed; each row has the sum 1, shape (batch, states).
        temperature: positive, shape ().

    Returns:
        sum_z q(z) E(z) - T H(q) with the entropy H(q) = -sum_z q(z) log q(z), in nats, shape
        (batch,), in the dtype and on the device of ``energy``. Gradients flow back.
    """
    entropy = torch.special.entr(q).sum(-1)
    return (q * energy).sum(-1) - temperature * entropy


def boltzmann(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """The distribution with the least free energy, and that least (eq-wake_sleep-boltzmann).

    Args:
        energy: of each state, of any size, in nats, shape (batch, states).
        temperature: positive, shape ().

    Returns:
        exp(-E / T) / Z, shape (batch, states), and its free energy -T log Z, shape (batch,), in the
        dtype and on the device of ``energy``. Gradients flow back.
    """
    scaled = -energy / temperature
    log_z = torch.logsumexp(scaled, -1)
    return torch.exp(scaled - log_z[:, None]), -temperature * log_z


def divergences(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """KL(q || posterior) and KL(posterior || q), by a sum over all states.

    Args:
        log_joint: log p(x, z) of each state z, in nats, of any size, shape (batch, states).
        q: q(z | x), positive; each row has the sum 1, shape (batch, states).

    Returns:
        The divergence that wakes ask for, KL(q || p(z | x)), and the one that sleep asks for,
        KL(p(z | x) || q), in nats, each (batch,), in the dtype and on the device of ``log_joint``.
        Gradients flow back.
    """
    log_posterior = torch.log_softmax(log_joint, -1)
    log_ratio = log_posterior - torch.log(q)
    return -(q * log_ratio).sum(-1), (log_posterior.exp() * log_ratio).sum(-1)


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
    """log p(x, h1, h2) of a Helmholtz machine with two layers (eq-wake_sleep-model).

    Every unit is a Bernoulli variable. The log-odds of h2 are ``bias_2``, those of h1 come from h2,
    and those of x from h1.

    Args:
        x: pixels, 0 or 1, shape (batch, pixels).
        h1: states of the lower layer, shape (k, batch, n1).
        h2: states of the upper layer, shape (k, batch, n2).
        to_x: matrix from h1 to the log-odds of x, shape (pixels, n1).
        bias_x: shape (pixels,).
        to_1: matrix from h2 to the log-odds of h1, shape (n1, n2).
        bias_1: shape (n1,).
        bias_2: log-odds of h2, shape (n2,).

    Returns:
        In nats, shape (k, batch), in the dtype and on the device of ``x``. Gradients flow back.
    """
    log_odds_1 = h2 @ to_1.T + bias_1
    log_odds_x = h1 @ to_x.T + bias_x
    log_p = (h2 * bias_2 - F.softplus(bias_2)).sum(-1)
    log_p = log_p + (h1 * log_odds_1 - F.softplus(log_odds_1)).sum(-1)
    return log_p + (x * log_odds_x - F.softplus(log_odds_x)).sum(-1)


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
    """Draw from the generative model, from the top layer down (eq-wake_sleep-model).

    A unit is 1 where its uniform number is below its probability to be 1, else 0.

    Args:
        u2: uniform numbers for the upper layer, shape (n, n2).
        u1: uniform numbers for the lower layer, shape (n, n1).
        u_x: uniform numbers for the pixels, shape (n, pixels).
        to_x: matrix from h1 to the log-odds of x, shape (pixels, n1).
        bias_x: shape (pixels,).
        to_1: matrix from h2 to the log-odds of h1, shape (n1, n2).
        bias_1: shape (n1,).
        bias_2: log-odds of h2, shape (n2,).

    Returns:
        x, h1 and h2 of each dream, zeros and ones, of the shapes of their uniform numbers, in the
        dtype and on the device of ``to_x``.
    """
    h2 = (u2 < torch.sigmoid(bias_2)).to(to_x.dtype)
    h1 = (u1 < torch.sigmoid(h2 @ to_1.T + bias_1)).to(to_x.dtype)
    x = (u_x < torch.sigmoid(h1 @ to_x.T + bias_x)).to(to_x.dtype)
    return x, h1, h2


def sleep_loss(
    x: Tensor,
    h1: Tensor,
    h2: Tensor,
    up_1: Tensor,
    up_bias_1: Tensor,
    up_2: Tensor,
    up_bias_2: Tensor,
) -> Tensor:
    """How badly the recognition model explains dreams, in the mean (eq-wake_sleep-sleep).

    The recognition model runs upwards: the log-odds of h1 come from x, those of h2 from h1.

    Args:
        x: dreamt pixels, 0 or 1, shape (n, pixels).
        h1: lower layer that the dreams were made of, shape (n, n1).
        h2: upper layer that the dreams were made of, shape (n, n2).
        up_1: matrix from x to the log-odds of h1, shape (n1, pixels).
        up_bias_1: shape (n1,).
        up_2: matrix from h1 to the log-odds of h2, shape (n2, n1).
        up_bias_2: shape (n2,).

    Returns:
        The mean over the dreams of -log q(h1, h2 | x), in nats, shape (), in the dtype and on the
        device of ``x``. Gradients flow back.
    """
    log_odds_1 = x @ up_1.T + up_bias_1
    log_odds_2 = h1 @ up_2.T + up_bias_2
    log_q = (h1 * log_odds_1 - F.softplus(log_odds_1)).sum(-1)
    log_q = log_q + (h2 * log_odds_2 - F.softplus(log_odds_2)).sum(-1)
    return -log_q.mean()


def wake_sleep(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """The ELBO, with the gradients of the wake phase and of the sleep phase.

    Args:
        log_p: log p(x, z) of data x and one draw z of q(z | x), shape (batch,).
        log_q: log q(z | x) of the same, shape (batch,).
        dream_log_q: log q(z | x) of dreams, shape (batch,).

    Returns:
        log p(x, z) - log q(z | x), shape (batch,), in the dtype and on the device of ``log_p``. Its
        derivative by ``log_p`` is 1 (wake), by ``dream_log_q`` 1 (sleep), and by ``log_q`` 0.
    """
    bound = (log_p - log_q).detach()
    phases = log_p + dream_log_q
    return bound + phases - phases.detach()


def reweighted(log_p: Tensor, log_q: Tensor) -> Tensor:
    """The bound of k draws, with the gradients of reweighted wake-sleep (eq-wake_sleep-rws).

    Args:
        log_p: log p(x, z_i) of k draws from q(z | x), shape (k, batch).
        log_q: log q(z_i | x) of the same, shape (k, batch).

    Returns:
        log(1/k * sum_i w_i) of the weights w_i = p(x, z_i) / q(z_i | x), of any size, shape
        (batch,), in the dtype and on the device of ``log_p``. Its derivatives by log p(x, z_i) and
        by log q(z_i | x) are both the share w_i / sum_j w_j, a constant.
    """
    log_w = (log_p - log_q).detach()
    share = torch.softmax(log_w, 0)
    surrogate = (share * (log_p + log_q)).sum(0)
    bound = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    return bound + surrogate - surrogate.detach()


def evaluate(draw_log_w: Callable[[int], Tensor], k: int, size: int) -> Tensor:
    """Estimate log p(x) by k draws in all, in parts.

    Args:
        draw_log_w: gives logarithms of the weights of m new draws, shape (m, batch), for a whole
            number m from 1 up.
        k: how many draws to make of each observation.
        size: how many at most in one call of ``draw_log_w``.

    Returns:
        log(1/k * sum_i w_i) over all k draws, for weights of any size, shape (batch,), in the dtype
        and on the device of what ``draw_log_w`` gives.
    """
    sums = []
    for done in range(0, k, size):
        log_w = draw_log_w(min(size, k - done))
        sums.append(torch.logsumexp(log_w, 0))
    return torch.logsumexp(torch.stack(sums), 0) - math.log(k)


boltzmann_derivation = [
    r"\mathbb{E}_{q(z)}[C(z)] + T \, \mathbb{E}_{q(z)}[\log q(z)]",
    r"= \mathbb{E}_{q(z)}[-T \log p(z) - T \log Z] + T \, \mathbb{E}_{q(z)}[\log q(z)]",
    r"= -T \log Z + T \, \mathbb{E}_{q(z)}[\log q(z) - \log p(z)]",
    r"= -T \log Z + T \, \mathbb{E}_{q(z)}\left[\log \frac{q(z)}{p(z)}\right]",
    r"= T \, \mathrm{KL}(q(z) \,\|\, p(z)) - T \log Z",
]


sleep_derivation = [
    r"-\nabla_\phi \mathbb{E}_{p(x)}[\mathrm{KL}(p(z \mid x) \,\|\, q_\phi(z \mid x))]",
    r"= -\nabla_\phi \mathbb{E}_{p(x, z)}[\log p(z \mid x) - \log q_\phi(z \mid x)]",
    r"= \nabla_\phi \mathbb{E}_{p(x, z)}[\log q_\phi(z \mid x) - \log p(z \mid x)]",
    r"= \nabla_\phi \mathbb{E}_{p(x, z)}[\log q_\phi(z \mid x)]",
    r"= \mathbb{E}_{p(x, z)}[\nabla_\phi \log q_\phi(z \mid x)]",
]
