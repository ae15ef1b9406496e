"""Right answers to planar_forward."""

import torch
from torch import Tensor


def planar_by_scalar_product(z: Tensor, u: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """Uses one tanh for each point, and log1p of its slope times w^T u."""
    h = torch.tanh(z @ w + b)
    return z + torch.outer(h, u), torch.log1p((1 - h * h) * (w @ u))


def planar_by_full_jacobian(z: Tensor, u: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """Builds the matrix I + u psi^T of each point and asks slogdet."""
    h = torch.tanh((z * w).sum(1, keepdim=True) + b)
    psi = (1 - h.square()) * w
    identity = torch.eye(len(u), dtype=z.dtype, device=z.device)
    jacobians = identity + u[None, :, None] * psi[:, None, :]
    return z + h * u, torch.linalg.slogdet(jacobians).logabsdet
