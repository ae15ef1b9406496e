"""What a learner may borrow in the lab of chapter ``flows``."""

import math

import torch
from torch import Tensor
from torch.distributions import Normal
from torch.nn import functional as F

from labsupport.checks.derivation import Lines

__all__ = [  # noqa: RUF022 (the lab's order)
    "planar_constraint",
    "planar_forward",
    "radial_forward",
    "flow_free_energy",
    "coupling_forward",
    "coupling_inverse",
    "autoregressive_forward",
    "leapfrog",
    "change_of_variables",
    "planar_determinant",
    "flow_elbo",
]


def planar_constraint(u: Tensor, w: Tensor) -> Tensor:
    """u moved along w until w^T u is above -1, shape (..., d)."""
    a = torch.linalg.vecdot(w, u)
    step = (F.softplus(a) - 1 - a) / torch.linalg.vecdot(w, w)
    return u + step[..., None] * w


def planar_forward(z: Tensor, u: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """The points after a planar map (n, d), and its log-determinants (n,)."""
    t = torch.mv(z, w) + b
    return z + torch.outer(torch.tanh(t), u), torch.log((1 + torch.dot(u, w) / t.cosh() ** 2).abs())


def radial_forward(z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor) -> tuple[Tensor, Tensor]:
    """The points after a radial map (n, d), and its log-determinants (n,)."""
    beta = F.softplus(raw) - alpha
    r = torch.linalg.vector_norm(z - centre, dim=-1, keepdim=True)
    share = beta / (alpha + r)
    along = 1 + share * alpha / (alpha + r)
    log_det = (z.shape[1] - 1) * torch.log1p(share) + along.log()
    return torch.lerp(z, 2 * z - centre, share), log_det[:, 0]


def flow_free_energy(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """log q_K - beta log p(x, z_K), shape (batch,)."""
    beta = min(1, 0.01 + step / 10_000)
    q_0 = Normal(mean, torch.exp(log_var / 2), validate_args=False)
    log_prior = -(z_last.square().sum(-1) + z_last.shape[-1] * math.log(2 * math.pi)) / 2
    log_joint = log_likelihood + log_prior
    return q_0.log_prob(z_first).sum(-1) - log_dets.sum(0) - beta * log_joint


def coupling_forward(z: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """The points after an affine coupling (n, d), and its log-determinants (n,)."""
    a, b = z.tensor_split(2, -1)
    s = torch.tanh(a @ to_scale)
    return torch.hstack([a, torch.tanh(a @ to_shift) + b * s.exp()]), s.sum(1)


def coupling_inverse(y: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """The points before an affine coupling (n, d), and the inverse's log-determinants (n,)."""
    a, b = y.tensor_split(2, -1)
    s = torch.tanh(a @ to_scale)
    return torch.hstack([a, (b - torch.tanh(a @ to_shift)) / s.exp()]), -s.sum(1)


def autoregressive_forward(z: Tensor, to_gate: Tensor, to_mean: Tensor) -> tuple[Tensor, Tensor]:
    """The points after a masked map (n, d), and its log-determinants (n,)."""
    before = torch.ones_like(to_gate).tril(-1)
    logits = F.linear(z, before * to_gate)
    mean = F.linear(z, before * to_mean)
    return torch.lerp(mean, z, torch.sigmoid(logits)), -F.softplus(-logits).sum(1)


def leapfrog(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """Points and velocities after the steps, each (n, d)."""
    for _ in range(steps):
        v = v + 0.5 * step_size * (centre - z) @ precision
        z = z + step_size * v
        v = v + 0.5 * step_size * (centre - z) @ precision
    return z, v


change_of_variables = Lines(
    [
        r"\log \frac{\partial F(g(y))}{\partial y}",
        r"= \log (q(g(y)) \frac{\partial g(y)}{\partial y})",
        r"= \log q(g(y)) + \log \frac{\partial g(y)}{\partial y}",
        r"= \log q(z) + \log \frac{\partial g(y)}{\partial y}",
        r"= \log q(z) - \log \frac{\partial f(z)}{\partial z}",
    ]
)

planar_determinant = Lines(
    [
        r"\det \frac{\partial}{\partial z} \bigl(z + u \tanh(w^\top z + b)\bigr)",
        r"= \det(I + u \psi^\top)",
        r"= 1 + u^\top \psi",
        r"= 1 + (1 - \tanh^2(w^\top z + b)) w^\top u",
    ]
)

flow_elbo = Lines(
    [
        r"\mathbb{E}_{q_K(y)}[\log p(x, y) - \log q_K(y)]",
        r"= \mathbb{E}_{q_0(z)}[\log p(x, f(z)) - \log q_K(f(z))]",
        r"= \mathbb{E}_{q_0(z)}[\log p(x, f(z))]"
        r" - \mathbb{E}_{q_0(z)}[\log (q_0(z) / \frac{\partial f(z)}{\partial z})]",
        r"= \mathbb{E}_{q_0(z)}[\log p(x, f(z)) - \log q_0(z)"
        r" + \log \frac{\partial f(z)}{\partial z}]",
    ]
)
