"""Right answers to planar_forward."""

import torch
from torch import Tensor


def scalar_product(z: Tensor, u: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """One number for each point, and log1p of slope times w^T u."""
    h = torch.tanh(z @ w + b)
    return z + h[:, None] * u, torch.log1p((1 - h**2) * torch.dot(w, u))


def whole_jacobians(z: Tensor, u: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """Writes the matrices I + u psi^T of all points and takes their determinants."""
    t = torch.einsum("ni,i->n", z, w) + b
    slope = 4 * torch.sigmoid(2 * t) * torch.sigmoid(-2 * t)
    psi = torch.einsum("n,i->ni", slope, w)
    eye = torch.eye(z.shape[1], dtype=z.dtype, device=z.device)
    jacobian = eye + torch.einsum("i,nj->nij", u, psi)
    return z + torch.outer(torch.tanh(t), u), torch.linalg.slogdet(jacobian).logabsdet


def point_by_point(z: Tensor, u: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """A function of one point, mapped over all of them."""

    def one(point: Tensor) -> tuple[Tensor, Tensor]:
        h = torch.tanh((w * point).sum() + b)
        psi = (1 - h) * (1 + h) * w
        return point + u * h, torch.log(torch.abs(1 + (psi * u).sum()))

    return torch.func.vmap(one)(z)
