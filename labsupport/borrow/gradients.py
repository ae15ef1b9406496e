"""What ``lab.borrow("gradients", ...)`` lends, with the shapes of the exercises."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.distributions import Bernoulli, Categorical, Gamma, MixtureSameFamily, Normal

from labsupport.checks.derivation import Lines

__all__ = [  # noqa: RUF022 (the lab's order)
    "score_function_gradient",
    "pathwise_gradient",
    "measure_valued_gradient",
    "optimal_baseline",
    "control_variate",
    "lifetime_from_uniform",
    "mixture_path",
    "graph_surrogate",
    "rsample_full_covariance",
    "score_identity",
    "baseline_identity",
    "best_baseline",
]

Function = Callable[[Tensor], Tensor]


def score_function_gradient(f: Function, loc: Tensor, scale: Tensor, num_samples: int) -> Tensor:
    """f(x) times the derivatives of log N(x; loc, scale^2), one row for each draw, (n, 2)."""
    x = Normal(loc.detach(), scale.detach()).sample(torch.Size([num_samples]))
    with torch.no_grad():
        in_loc = (x - loc) / scale**2
        return torch.stack([f(x) * in_loc, f(x) * (scale * in_loc**2 - 1 / scale)], dim=1)


def pathwise_gradient(f: Function, loc: Tensor, scale: Tensor, num_samples: int) -> Tensor:
    """f'(x) times the derivatives of x = loc + scale * noise, one row for each draw, (n, 2)."""
    copies = torch.stack([loc, scale]).detach().repeat(num_samples, 1).requires_grad_()
    x = Normal(copies[:, 0], copies[:, 1]).rsample()
    (grads,) = torch.autograd.grad(f(x).sum(), copies)
    return grads


def measure_valued_gradient(f: Function, loc: Tensor, scale: Tensor, num_samples: int) -> Tensor:
    """Differences of f at coupled branches, with their constants, one row for each draw, (n, 2)."""
    with torch.no_grad():
        shape = torch.Size([num_samples])
        squared = Gamma(torch.tensor([1.0, 1.5]).to(loc), 0.5).sample(shape)
        rayleigh, maxwell = squared.sqrt().unbind(1)
        maxwell = torch.where(torch.rand_like(maxwell) < 0.5, maxwell, -maxwell)
        branches = [rayleigh, -rayleigh, maxwell, maxwell * torch.rand_like(maxwell)]
        a, b, c, d = (f(loc + scale * branch) / scale for branch in branches)
        return torch.stack([(a - b) / math.sqrt(2 * math.pi), c - d], dim=1)


def optimal_baseline(values: Tensor, scores: Tensor) -> Tensor:
    """sum f s^2 / sum s^2 over the other draws, for each draw and parameter, (n, parameters)."""
    others = 1 - torch.eye(len(values)).to(values)
    return (others @ (values.unsqueeze(1) * scores**2)) / (others @ scores**2)


def control_variate(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """g - Cov(g, h) / Var(h) (h - E[h]), column by column, (n, ...)."""
    g, h = estimates - estimates.mean(0), control - control.mean(0)
    return estimates - (g * h).mean(0) / (h * h).mean(0) * (control - expected)


def lifetime_from_uniform(u: Tensor, rate: Tensor, wear: Tensor) -> Tensor:
    """The positive solution t of rate t + wear t^2 / 2 = -log(1 - u), also for wear = 0."""
    fresh = -torch.log(1 - u) / rate  # the time without wear
    return 2 * fresh / (1 + (1 + 2 * wear * fresh / rate).sqrt())


def mixture_path(z: Tensor, logits: Tensor, loc: Tensor, scale: Tensor) -> Tensor:
    """z, with the gradients of a path along which P(Z <= z) stays as it is, (n,)."""
    weights, components = torch.softmax(logits, -1), Normal(loc, scale, validate_args=False)
    p = MixtureSameFamily(Categorical(weights, validate_args=False), components, False)
    below = (components.cdf(z.unsqueeze(1)) * weights).sum(1)
    slope = -p.log_prob(z).neg().exp().detach()
    return z + slope * below - (slope * below).detach()


def graph_surrogate(theta: Tensor, loc: Tensor, bits: Tensor, noise: Tensor) -> Tensor:
    """The mean cost, and beside the score of the bits the cost less that of the other draws, ()."""
    x = loc[0] * (1 - bits) + loc[1] * bits + noise
    cost = (x - theta) ** 2
    fixed = cost.detach()
    others = (fixed.sum() - fixed) / (len(fixed) - 1)
    log_prob = Bernoulli(logits=theta, validate_args=False).log_prob(bits)
    return cost.mean() + ((fixed - others) * log_prob).mean()


def rsample_full_covariance(mean: Tensor, covariance: Tensor, noise: Tensor) -> Tensor:
    """mean + L noise with the Cholesky factor L of the covariance, (..., d)."""
    return mean + torch.einsum("...ij,...j->...i", torch.linalg.cholesky(covariance), noise)


score_identity = Lines(
    [
        r"\nabla_\theta \mathbb{E}_{p(x; \theta)}[f(x)]",
        r"= \int f(x) \nabla_\theta p(x; \theta) \, dx",
        r"= \int p(x; \theta) f(x) \nabla_\theta \log p(x; \theta) \, dx",
        r"= \mathbb{E}_{p(x; \theta)}[f(x) \nabla_\theta \log p(x; \theta)]",
    ]
)


baseline_identity = Lines(
    [
        r"\mathbb{E}_{p(x; \theta)}[(f(x) - b) \nabla_\theta \log p(x; \theta)]",
        r"= \mathbb{E}_{p(x; \theta)}[f(x) \nabla_\theta \log p(x; \theta)] - \mathbb{E}_{p(x;"
        r" \theta)}[b \nabla_\theta \log p(x; \theta)]",
        r"= \mathbb{E}_{p(x; \theta)}[f(x) \nabla_\theta \log p(x; \theta)] - b \int p(x; \theta)"
        r" \nabla_\theta \log p(x; \theta) \, dx",
        r"= \mathbb{E}_{p(x; \theta)}[f(x) \nabla_\theta \log p(x; \theta)] - b \nabla_\theta"
        r" \int p(x; \theta) \, dx",
        r"= \mathbb{E}_{p(x; \theta)}[f(x) \nabla_\theta \log p(x; \theta)]",
    ]
)


best_baseline = Lines(
    [
        r"\nabla_b \mathrm{Var}_{p(x; \theta)}[(f(x) - b) s(x)]",
        r"= \nabla_b \mathbb{E}_{p(x; \theta)}[(f(x) - b)^2 s(x)^2] - \nabla_b [(\mathbb{E}_{p(x;"
        r" \theta)}[f(x) s(x)])^2]",
        r"= \nabla_b \mathbb{E}_{p(x; \theta)}[(f(x) - b)^2 s(x)^2]",
        r"= -2 \mathbb{E}_{p(x; \theta)}[(f(x) - b) s(x)^2]",
        r"= 2 b \, \mathbb{E}_{p(x; \theta)}[s(x)^2] - 2 \mathbb{E}_{p(x; \theta)}[f(x) s(x)^2]",
    ]
)
