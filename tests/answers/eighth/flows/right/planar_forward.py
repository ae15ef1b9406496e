"""Right answers to planar_forward."""

import torch
from torch import Tensor


def one_number_for_each_point(
    z: Tensor, u: Tensor, w: Tensor, b: Tensor
) -> tuple[Tensor, Tensor]:
    """Uses that the determinant is 1 plus the slope times w^T u."""
    h = torch.tanh(z @ w + b)
    return z + h[:, None] * u, torch.log((1 + (1 - h**2) * (w @ u)).abs())


def determinants_of_whole_matrices(
    z: Tensor, u: Tensor, w: Tensor, b: Tensor
) -> tuple[Tensor, Tensor]:
    """Writes the Jacobian of each point down, and asks torch.linalg for its determinant."""
    t = torch.einsum("ni,i->n", z, w) + b
    psi = (1 - torch.tanh(t).square())[:, None] * w
    identity = torch.eye(len(w), dtype=z.dtype, device=z.device)
    jacobian = identity + u[None, :, None] * psi[:, None, :]
    return z + torch.outer(torch.tanh(t), u), torch.linalg.slogdet(jacobian)[1]
