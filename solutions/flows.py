"""Reference answers of the lab ``flows``."""

import math

import torch
from torch import Tensor
from torch.nn import functional as F


def planar_constraint(u: Tensor, w: Tensor) -> Tensor:
    """Move u along w until w^T u is above -1, so that a planar map has an inverse (eq-flows-safe).

    Args:
        u: the direction of the map, shape (..., d).
        w: the normal of its plane, not 0, shape (..., d).

    Returns:
        u + (m(w^T u) - w^T u) w / ||w||^2 with m(a) = -1 + log(1 + e^a), for a of any size, shape
        (..., d), in the dtype and on the device of ``u``. Gradients flow back to both.
    """
    a = (w * u).sum(-1)
    step = (F.softplus(a) - 1 - a) / (w**2).sum(-1)
    return u + step[..., None] * w


def planar_forward(z: Tensor, u: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """One planar map, f(z) = z + u tanh(w^T z + b), and its log-determinant (eq-flows-planar-det).

    Args:
        z: points, shape (n, d).
        u: the direction, which already obeys w^T u > -1, shape (d,).
        w: the normal of the plane, shape (d,).
        b: a number, shape ().

    Returns:
        f(z), shape (n, d), and log |det| of its Jacobian at each point, shape (n,), in the dtype
        and on the device of ``z``. Gradients flow back.
    """
    h = torch.tanh(z @ w + b)
    slope = 1 - h**2
    return z + u * h[:, None], torch.log(torch.abs(1 + slope * (w @ u)))


def radial_forward(z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor) -> tuple[Tensor, Tensor]:
    """One radial map, f(z) = z + beta (z - centre) / (alpha + r), and its log-determinant.

    r = ||z - centre||, and beta = -alpha + log(1 + e^raw) keeps the map invertible
    (eq-flows-radial, eq-flows-radial-det).

    Args:
        z: points, shape (n, d).
        centre: the point around which they move, shape (d,).
        alpha: a positive number, shape ().
        raw: any number, shape ().

    Returns:
        f(z), shape (n, d), and log |det| of its Jacobian at each point, shape (n,), in the dtype
        and on the device of ``z``. Gradients flow back.
    """
    beta = -alpha + F.softplus(raw)
    away = z - centre
    r = torch.sqrt((away**2).sum(-1))
    across = 1 + beta / (alpha + r)
    along = 1 + beta * alpha / (alpha + r) ** 2
    log_det = (z.shape[-1] - 1) * torch.log(across) + torch.log(along)
    return z + beta * away / (alpha + r)[:, None], log_det


def flow_free_energy(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """The annealed free energy of a posterior that is a chain of maps (eq-flows-annealed).

    Args:
        z_first: draws from q_0 = N(mean, exp(log_var)), shape (batch, d).
        z_last: where the chain takes them, shape (batch, d).
        mean: means of q_0, shape (batch, d).
        log_var: logarithms of the variances of q_0, shape (batch, d).
        log_dets: log |det| of each map at each draw, shape (K, batch).
        log_likelihood: log p(x | z_last), shape (batch,).
        step: steps of training taken so far.

    Returns:
        log q_K(z_last) - beta log p(x, z_last) of each datum, shape (batch,), where the prior is
        N(0, I) and beta = min(1, 0.01 + step / 10000); in nats, in the dtype and on the device of
        ``z_first``. Gradients flow back.
    """
    beta = min(1.0, 0.01 + step / 10000)
    square = (z_first - mean) ** 2 / torch.exp(log_var)
    log_start = -0.5 * (square + log_var + math.log(2 * math.pi)).sum(-1)
    log_prior = -0.5 * (z_last**2 + math.log(2 * math.pi)).sum(-1)
    return log_start - log_dets.sum(0) - beta * (log_likelihood + log_prior)


def coupling_forward(z: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """An affine coupling: the first half stays, the second is scaled and moved (eq-flows-affine).

    With a the first half and b the second, b becomes b * exp(s) + t, where t = tanh(a to_shift) and
    s = tanh(a to_scale).

    Args:
        z: points, d even, shape (n, d).
        to_shift: weights, shape (d/2, d/2).
        to_scale: weights, shape (d/2, d/2).

    Returns:
        The points after the map, shape (n, d), and log |det| of its Jacobian at each of them, shape
        (n,), in the dtype and on the device of ``z``. Gradients flow back.
    """
    a, b = z.chunk(2, -1)
    t, s = torch.tanh(a @ to_shift), torch.tanh(a @ to_scale)
    return torch.cat([a, b * torch.exp(s) + t], -1), s.sum(-1)


def coupling_inverse(y: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """The inverse of ``coupling_forward``, and the log-determinant of the inverse.

    Args:
        y: points after the coupling, shape (n, d).
        to_shift: its weights, shape (d/2, d/2).
        to_scale: its weights, shape (d/2, d/2).

    Returns:
        The points before it, shape (n, d), and log |det| of the Jacobian of the inverse at each y,
        shape (n,), in the dtype and on the device of ``y``. Gradients flow back.
    """
    a, b = y.chunk(2, -1)
    t, s = torch.tanh(a @ to_shift), torch.tanh(a @ to_scale)
    return torch.cat([a, (b - t) * torch.exp(-s)], -1), -s.sum(-1)


def autoregressive_forward(z: Tensor, to_gate: Tensor, to_mean: Tensor) -> tuple[Tensor, Tensor]:
    """One inverse autoregressive map with masked weights (eq-flows-iaf).

    y_i = g_i z_i + (1 - g_i) m_i, where the gate g_i = sigmoid(sum_j G_ij z_j) and the mean
    m_i = sum_j M_ij z_j see the coordinates j < i alone.

    Args:
        z: points, shape (n, d).
        to_gate: the weights G, of which the mask leaves those with j < i, shape (d, d).
        to_mean: the weights M, with the same mask, shape (d, d).

    Returns:
        y, shape (n, d), and log |det| of the Jacobian at each point, shape (n,), for gates of any
        size; in the dtype and on the device of ``z``. Gradients flow back.
    """
    logits = z @ torch.tril(to_gate, -1).T
    mean = z @ torch.tril(to_mean, -1).T
    gate = torch.sigmoid(logits)
    return gate * z + (1 - gate) * mean, F.logsigmoid(logits).sum(-1)


def leapfrog(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """Leapfrog steps in the potential of a normal density (eq-flows-leapfrog).

    The log-density is -(z - centre)^T precision (z - centre) / 2 and a constant. Each step is half
    a kick of the velocity along its gradient, a move of z along the velocity, and half a kick.

    Args:
        z: points, shape (n, d).
        v: their velocities, shape (n, d).
        centre: the mean of the density, shape (d,).
        precision: its precision matrix, symmetric, shape (d, d).
        step_size: how long one step lasts.
        steps: how many.

    Returns:
        Points and velocities after the last step, each (n, d), in the dtype and on the device of
        ``z``. Gradients flow back.
    """
    for _ in range(steps):
        v = v - 0.5 * (step_size * (z - centre) @ precision)
        z = z + step_size * v
        v = v - 0.5 * (step_size * (z - centre) @ precision)
    return z, v


change_of_variables = [
    r"\log \frac{\partial F(g(y))}{\partial y}",
    r"= \log \Bigl(q(g(y)) \frac{\partial g(y)}{\partial y}\Bigr)",
    r"= \log q(g(y)) + \log \frac{\partial g(y)}{\partial y}",
    r"= \log q(g(y)) - \log \frac{\partial f(z)}{\partial z}",
    r"= \log q(z) - \log \frac{\partial f(z)}{\partial z}",
]


planar_determinant = [
    r"\det \frac{\partial}{\partial z} \bigl(z + u \tanh(w^\top z + b)\bigr)",
    r"= \det\bigl(I + u \psi^\top\bigr)",
    r"= 1 + \psi^\top u",
    r"= 1 + (1 - \tanh^2(w^\top z + b)) w^\top u",
]


flow_elbo = [
    r"\mathbb{E}_{q_K(y)}[\log p(x, y) - \log q_K(y)]",
    r"= \mathbb{E}_{q_0(z)}[\log p(x, f(z)) - \log q_K(f(z))]",
    r"= \mathbb{E}_{q_0(z)}[\log p(x, f(z))] - \mathbb{E}_{q_0(z)}[\log q_K(f(z))]",
    r"= \mathbb{E}_{q_0(z)}[\log p(x, f(z))]"
    r" - \mathbb{E}_{q_0(z)}[\log q_0(z) - \log \frac{\partial f(z)}{\partial z}]",
    r"= \mathbb{E}_{q_0(z)}[\log p(x, f(z)) - \log q_0(z) + \log \frac{\partial f(z)}{\partial z}]",
]
