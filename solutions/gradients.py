"""Reference answers to the exercises of ``chapters/gradients/lab.md``, with torch alone."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn.functional import logsigmoid


def score_function_gradient(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Estimate the gradient of E[f(x)], x ~ N(loc, scale^2), by the score function.

    Row i is f(x_i), at an independent draw x_i, times the two derivatives of
    log N(x_i; loc, scale^2).

    Args:
        f: takes points of any shape and gives the value at each, the same shape. It may have steps
            and is never differentiated.
        loc: the mean, shape ().
        scale: the standard deviation, shape ().
        num_samples: number of draws.

    Returns:
        One estimate for each draw, of the derivatives in loc and in scale; (num_samples, 2), in the
        dtype and on the device of ``loc``.
    """
    with torch.no_grad():
        noise = torch.randn_like(loc.expand(num_samples))
        score = torch.stack([noise, noise.square() - 1], -1) / scale
        return f(loc + scale * noise).unsqueeze(-1) * score


def pathwise_gradient(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Estimate the gradient of E[f(x)], x ~ N(loc, scale^2), along the path of each draw.

    Row i is f'(x_i), at an independent draw x_i = loc + scale * noise_i, times the two derivatives
    of x_i.

    Args:
        f: takes points of any shape and gives the value at each, the same shape; differentiable.
        loc: the mean, shape ().
        scale: the standard deviation, shape ().
        num_samples: number of draws.

    Returns:
        One estimate for each draw, of the derivatives in loc and in scale; (num_samples, 2), in the
        dtype and on the device of ``loc``.
    """
    noise = torch.randn_like(loc.expand(num_samples))
    x = (loc + scale * noise).requires_grad_()
    (slope,) = torch.autograd.grad(f(x).sum(), x)
    return torch.stack([slope, slope * noise], -1)


def measure_valued_gradient(
    f: Callable[[Tensor], Tensor], loc: Tensor, scale: Tensor, num_samples: int
) -> Tensor:
    """Estimate the gradient of E[f(x)], x ~ N(loc, scale^2), by differences of two branches.

    Row i is (f(loc + scale r) - f(loc - scale r)) / (scale sqrt(2 pi)) for the derivative in loc,
    with one r for both branches, and (f(loc + scale m) - f(loc + scale m u)) / scale for that in
    scale, with one m for both. Here r > 0 is a Rayleigh variable, with the density r exp(-r^2 / 2);
    m is a double-sided Maxwell variable, with the density m^2 exp(-m^2 / 2) / sqrt(2 pi); and u is
    uniform on (0, 1), so that m u is standard normal. Every row has draws of its own.

    Args:
        f: takes points of any shape and gives the value at each, the same shape. It may have steps
            and is never differentiated.
        loc: the mean, shape ().
        scale: the standard deviation, shape ().
        num_samples: number of draws of r, of m and of u.

    Returns:
        One estimate for each draw, of the derivatives in loc and in scale; (num_samples, 2), in the
        dtype and on the device of ``loc``.
    """
    with torch.no_grad():
        r = torch.randn_like(loc.expand(num_samples, 2)).norm(dim=-1)
        normals = torch.randn_like(loc.expand(num_samples, 3))
        m = normals.norm(dim=-1) * normals[:, 0].sign()
        branches = torch.stack([r, -r, m, m * torch.rand_like(m)])
        right, left, wide, narrow = f(loc + scale * branches) / scale
        return torch.stack([(right - left) / math.sqrt(2 * math.pi), wide - narrow], -1)


def optimal_baseline(values: Tensor, scores: Tensor) -> Tensor:
    """The constant of least variance to subtract from f, for each draw from the other draws.

    The variance of (f - b) s, with s a derivative of log p, is least at b = E[f s^2] / E[s^2].
    Row i takes the sums for both expectations over all draws but draw i: a baseline that knows
    the draw beside which it stands biases the gradient.

    Args:
        values: f at n independent draws, n of at least 2, shape (n,).
        scores: derivatives of log p in each parameter, at the same draws, shape (n, parameters).

    Returns:
        b for each draw and each parameter, shape (n, parameters), in the dtype and on the device of
        ``values``. Gradients flow back through it.
    """
    weights = scores.square()
    weighted = values.unsqueeze(-1) * weights
    return (weighted.sum(0) - weighted) / (weights.sum(0) - weights)


def control_variate(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """Take out of estimates what another quantity, whose expectation is known, says about them.

    The result is g - beta (h - E[h]), where beta = Cov(g, h) / Var(h) makes its variance least.
    Each column has a beta of its own, from its n draws. So beta knows the draws that it is used on,
    which biases the mean of the result by a term of order 1/n; as with the baselines, a beta from
    other draws would have no such bias.

    Args:
        estimates: g at n independent draws, n of at least 2, shape (n, ...).
        control: h at the same draws, the same shape.
        expected: the expectation of h, shape (...).

    Returns:
        The new estimates, shape (n, ...), in the dtype and on the device of ``estimates``.
        Gradients flow back through them.
    """
    deviation = control - control.mean(0)
    beta = (deviation * estimates).sum(0) / deviation.square().sum(0)
    return estimates - beta * (control - expected)


def lifetime_from_uniform(u: Tensor, rate: Tensor, wear: Tensor) -> Tensor:
    """When a part fails whose hazard at the age t is rate + wear t, from a uniform.

    The hazard p(t) / P(T > t) is the share of the parts still running that fail per hour.

    Args:
        u: uniform noise, above 0 and below 1, shape (...).
        rate: the hazard of a new part, positive, per hour; broadcasts against ``u``.
        wear: how fast the hazard grows, positive or 0, per hour and hour; broadcasts against ``u``.

    Returns:
        The t > 0 with P(T <= t) = u, in hours, shape (...), in the dtype and on the device of
        ``u``. Gradients flow back to all inputs, also where wear is tiny or 0.
    """
    used = -torch.log1p(-u)
    return 2 * used / (rate + torch.sqrt(rate**2 + 2 * wear * used))


def mixture_path(z: Tensor, logits: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """Give draws from a mixture of normals the gradients of a path.

    The mixture has the density sum_k w_k N(z; loc_k, scale_k^2) with w = softmax(logits). A draw
    moves with the parameters in such a way that its P(Z <= z) stays what it is.

    Args:
        z: draws from the mixture, however they were made, without gradients; shape (n,).
        logits: the logarithms of the weights, up to a constant, shape (k,).
        loc: the means of the components, shape (k,).
        scale: their standard deviations, shape (k,).

    Returns:
        The same numbers as ``z``, shape (n,), in its dtype and on its device. Gradients flow back
        to logits, loc and scale.
    """
    weights = torch.softmax(logits, -1)
    at = (z.unsqueeze(-1) - loc) / scale
    below = (weights * torch.special.ndtr(at)).sum(-1)
    density = (weights * torch.exp(-at.square() / 2) / scale).sum(-1) / math.sqrt(2 * math.pi)
    return z - (below - below.detach()) / density.detach()


def graph_surrogate(theta: Tensor, loc: Tensor, bits: Tensor, noise: Tensor) -> Tensor:
    """One number whose gradient is an unbiased estimate of that of a mean cost.

    The graph: a bit is 1 with the probability sigmoid(theta); x = loc[bit] + noise; and the cost is
    (x - theta)^2. The gradients in theta and in loc of its mean over all bits and noise are wanted.

    Args:
        theta: the logit of the bits, which stands in the cost as well, shape ().
        loc: where x is on average, for a bit that is 0 and for one that is 1, shape (2,).
        bits: independent draws of the bit, 0 or 1, shape (n,) with n of at least 2.
        noise: independent standard normals, shape (n,).

    Returns:
        A number, shape (), in the dtype and on the device of ``theta``. The mean of its gradients
        over bits and noise is the gradient of the mean cost; its value may be anything.
    """
    log_prob = torch.where(bits > 0.5, logsigmoid(theta), logsigmoid(-theta))
    x = torch.where(bits > 0.5, loc[1], loc[0]) + noise
    cost = (x - theta).square()
    return (cost + cost.detach() * log_prob).mean()


def rsample_full_covariance(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """Turn standard normal noise into draws from N(mean, covariance), with gradients.

    The result is mean + A noise for a matrix A with A A^T = covariance, the same A for all noise.
    Any such A is right; the Cholesky factor is the usual one.

    Args:
        mean: shape (..., d).
        covariance: symmetric and positive definite, shape (..., d, d).
        noise: independent standard normals, shape (..., d); all leading axes broadcast.

    Returns:
        The draws, shape (..., d), in the dtype and on the device of ``mean``. Gradients reach mean
        and covariance.
    """
    factor = torch.linalg.cholesky(covariance)
    return mean + (factor @ noise.unsqueeze(-1)).squeeze(-1)


score_identity = [
    r"\nabla_\theta \mathbb{E}_{p(x; \theta)}[f(x)]",
    r"= \nabla_\theta \int f(x) p(x; \theta) \, dx",
    r"= \int f(x) \nabla_\theta p(x; \theta) \, dx",
    r"= \int f(x) p(x; \theta) \frac{\nabla_\theta p(x; \theta)}{p(x; \theta)} \, dx",
    r"= \int f(x) p(x; \theta) \nabla_\theta \log p(x; \theta) \, dx",
    r"= \mathbb{E}_{p(x; \theta)}[f(x) \nabla_\theta \log p(x; \theta)]",
]


baseline_identity = [
    r"\mathbb{E}_{p(x; \theta)}[(f(x) - b) \nabla_\theta \log p(x; \theta)]",
    r"= \mathbb{E}_{p(x; \theta)}[f(x) \nabla_\theta \log p(x; \theta)] - b \mathbb{E}_{p(x;"
    r" \theta)}[\nabla_\theta \log p(x; \theta)]",
    r"= \mathbb{E}_{p(x; \theta)}[f(x) \nabla_\theta \log p(x; \theta)] - b \int"
    r" \nabla_\theta p(x; \theta) \, dx",
    r"= \mathbb{E}_{p(x; \theta)}[f(x) \nabla_\theta \log p(x; \theta)] - b \nabla_\theta"
    r" \int p(x; \theta) \, dx",
    r"= \mathbb{E}_{p(x; \theta)}[f(x) \nabla_\theta \log p(x; \theta)] - b \nabla_\theta 1",
    r"= \mathbb{E}_{p(x; \theta)}[f(x) \nabla_\theta \log p(x; \theta)]",
]


best_baseline = [
    r"\nabla_b \mathrm{Var}_{p(x; \theta)}[(f(x) - b) s(x)]",
    r"= \nabla_b [\mathbb{E}_{p(x; \theta)}[(f(x) - b)^2 s(x)^2] - (\mathbb{E}_{p(x;"
    r" \theta)}[(f(x) - b) s(x)])^2]",
    r"= \nabla_b \mathbb{E}_{p(x; \theta)}[(f(x) - b)^2 s(x)^2]",
    r"= \mathbb{E}_{p(x; \theta)}[-2 (f(x) - b) s(x)^2]",
    r"= -2 \mathbb{E}_{p(x; \theta)}[f(x) s(x)^2] + 2 \mathbb{E}_{p(x; \theta)}[b s(x)^2]",
    r"= 2 b \, \mathbb{E}_{p(x; \theta)}[s(x)^2] - 2 \mathbb{E}_{p(x; \theta)}[f(x) s(x)^2]",
]
