"""Reference answers of the lab ``iwae``."""

import math

import torch
from torch import Tensor


def bound_of_groups(log_w: Tensor, m: int) -> Tensor:
    """Estimate the importance-weighted bound of m draws from k of them (eq-iwae-bound).

    Args:
        log_w: logarithms of the weights, shape (k, batch).
        m: draws of one group; k is a multiple of it. The first m rows are the first group, the
            next m the second, and so on.

    Returns:
        The bound log(1/m * sum_i w_i) of each group, averaged over the groups, shape (batch,), in
        the dtype and on the device of ``log_w``. Gradients flow back.
    """
    groups = log_w.reshape(-1, m, log_w.shape[1])
    bounds = torch.logsumexp(groups, 1) - math.log(m)
    return bounds.mean(0)


def shares(log_w: Tensor) -> Tensor:
    """The normalized weights w_i / sum_j w_j of the draws (eq-iwae-weights).

    Args:
        log_w: logarithms of the weights, of any size, shape (k, batch).

    Returns:
        The share of each draw in the sum of its column, shape (k, batch), in the dtype and on the
        device of ``log_w``. Gradients flow back.
    """
    weights = torch.exp(log_w - log_w.amax(0))
    return weights / weights.sum(0)


def bound_gradient(log_w: Tensor, gradients: Tensor) -> Tensor:
    """The gradient of the importance-weighted bound from those of the draws (eq-iwae-gradient).

    Args:
        log_w: logarithms of the weights, shape (k, batch).
        gradients: of each log w_i in d parameters, shape (k, batch, d).

    Returns:
        The gradient of log(1/k * sum_i w_i) in the d parameters, shape (batch, d), in the dtype and
        on the device of ``log_w``.
    """
    share = torch.softmax(log_w, 0)
    return (share[..., None] * gradients).sum(0)


def path_log_w(
    x: Tensor,
    noise: Tensor,
    mean: Tensor,
    log_var: Tensor,
    weight: Tensor,
    bias: Tensor,
    noise_var: Tensor,
) -> Tensor:
    """Log-weights of a linear-Gaussian model; q's gradient comes through the draws alone.

    The draws are z = mean + exp(log_var / 2) * noise. The weights are log N(z; 0, I) +
    log N(x; W z + b, s^2 I) - log N(z; mean, exp(log_var)), and in the last term ``mean`` and
    ``log_var`` are constants, while z is not.

    Args:
        x: observations, shape (batch, pixels).
        noise: standard normal numbers, shape (k, batch, latent).
        mean: means of q, shape (batch, latent).
        log_var: logarithms of the variances of q, shape (batch, latent).
        weight: the matrix W of the model, shape (pixels, latent).
        bias: the vector b, shape (pixels,).
        noise_var: the noise variance s^2, shape ().

    Returns:
        Shape (k, batch), in the dtype and on the device of ``x``. Gradients flow back, those of
        the model's parameters too.
    """
    z = mean + torch.exp(0.5 * log_var) * noise
    fixed_mean, fixed_log_var = mean.detach(), log_var.detach()
    error = x - z @ weight.T - bias
    log_prior = -0.5 * (z**2 + math.log(2 * math.pi)).sum(-1)
    log_likelihood = -0.5 * (error**2 / noise_var + torch.log(2 * math.pi * noise_var)).sum(-1)
    square = (z - fixed_mean) ** 2 / torch.exp(fixed_log_var)
    log_q = -0.5 * (square + fixed_log_var + math.log(2 * math.pi)).sum(-1)
    return log_prior + log_likelihood - log_q


def doubly_reparameterized(log_w: Tensor) -> Tensor:
    """The importance-weighted bound, with the squared shares in its gradient (eq-iwae-dreg).

    Args:
        log_w: logarithms of the weights, shape (k, batch).

    Returns:
        log(1/k * sum_i w_i), shape (batch,), in the dtype and on the device of ``log_w``. Its
        derivative by log w_i is not the share of draw i but the share's square.
    """
    bound = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    squares = torch.softmax(log_w, 0).detach() ** 2
    surrogate = (squares * log_w).sum(0)
    return bound.detach() + surrogate - surrogate.detach()


def signal_to_noise(gradients: Tensor) -> Tensor:
    """How many standard deviations of one estimate the mean is away from 0 (eq-iwae-snr).

    Args:
        gradients: independent estimates of a gradient in d parameters, shape (n, d).

    Returns:
        The absolute mean over the standard deviation (of n - 1 degrees of freedom) of each
        parameter, shape (d,), in the dtype and on the device of ``gradients``.
    """
    return gradients.mean(0).abs() / gradients.std(0)


def add_draws(bound: Tensor, k: int, log_w: Tensor) -> Tensor:
    """The bound of k draws and some more, without the k draws (eq-iwae-stream).

    Args:
        bound: log(1/k * sum_i w_i) of the draws until now, shape (batch,).
        k: how many these were; 0 for none, and then ``bound`` does not count.
        log_w: logarithms of the new weights, shape (m, batch).

    Returns:
        The bound of all k + m draws, shape (batch,), in the dtype and on the device of ``log_w``.
        Gradients flow back.
    """
    total = torch.logsumexp(log_w, 0)
    if k > 0:
        total = torch.logaddexp(total, bound + math.log(k))
    return total - math.log(k + len(log_w))


def sandwich(log_w: Tensor, log_w_exact: Tensor) -> tuple[Tensor, Tensor]:
    """An estimate below and one above the evidence, in the mean (eq-iwae-upper).

    Args:
        log_w: logarithms of the weights of draws from q, shape (k, batch).
        log_w_exact: logarithm of the weight of one draw from the true posterior, shape (batch,).

    Returns:
        The bound log(1/k * sum_i w_i) of the draws, and the same with the posterior's draw in the
        place of the first one, each (batch,), in the dtype and on the device of ``log_w``.
        Gradients flow back.
    """
    replaced = torch.cat([log_w_exact[None], log_w[1:]])
    log_k = math.log(len(log_w))
    return torch.logsumexp(log_w, 0) - log_k, torch.logsumexp(replaced, 0) - log_k


bound_derivation = [
    r"\mathbb{E}\left[\log \left(\frac{1}{k} \sum_{i=1}^k w_i\right)\right]",
    r"\le \log \mathbb{E}\left[\frac{1}{k} \sum_{i=1}^k w_i\right]",
    r"= \log \left(\frac{1}{k} \sum_{i=1}^k \mathbb{E}[w_i]\right)",
    r"= \log \mathbb{E}_{q(z)}\left[\frac{p(x, z)}{q(z)}\right]",
    r"= \log \int p(x, z) \, dz",
    r"= \log p(x)",
]


rising_derivation = [
    r"\mathbb{E}\left[\log \left(\frac{1}{k} \sum_{i=1}^k w_i\right)\right]",
    r"= \mathbb{E}\left[\log \left(\frac{1}{k} \sum_{j=1}^k \frac{1}{k - 1}"
    r" \sum_{i \ne j} w_i\right)\right]",
    r"\ge \mathbb{E}\left[\frac{1}{k} \sum_{j=1}^k \log \left(\frac{1}{k - 1}"
    r" \sum_{i \ne j} w_i\right)\right]",
    r"= \frac{1}{k} \sum_{j=1}^k \mathbb{E}\left[\log \left(\frac{1}{k - 1}"
    r" \sum_{i \ne j} w_i\right)\right]",
    r"= \mathbb{E}\left[\log \left(\frac{1}{k - 1} \sum_{i=1}^{k - 1} w_i\right)\right]",
]


gradient_derivation = [
    r"\nabla_\psi \log \left(\frac{1}{k} \sum_{i=1}^k w_i\right)",
    r"= \frac{\nabla_\psi \sum_{i=1}^k w_i}{\sum_{j=1}^k w_j}",
    r"= \sum_{i=1}^k \frac{\nabla_\psi w_i}{\sum_{j=1}^k w_j}",
    r"= \sum_{i=1}^k \frac{w_i}{\sum_{j=1}^k w_j} \nabla_\psi \log w_i",
    r"= \sum_{i=1}^k \tilde w_i \, \nabla_\psi \log w_i",
]
