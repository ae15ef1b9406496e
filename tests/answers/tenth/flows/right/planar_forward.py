"""Right answers to planar_forward."""

import torch
from torch import Tensor


def determinant_of_whole_matrices(
    z: Tensor, u: Tensor, w: Tensor, b: Tensor
) -> tuple[Tensor, Tensor]:
    """Builds the matrix I + u psi^T of each point, and takes its slogdet."""
    h = torch.tanh(torch.mv(z, w) + b)
    psi = (1 - h.square())[:, None] * w
    identity = torch.eye(z.shape[1], dtype=z.dtype, device=z.device)
    jacobians = identity + u[:, None] * psi[:, None, :]
    return z + torch.outer(h, u), torch.linalg.slogdet(jacobians)[1]


def point_by_point(z: Tensor, u: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """Moves one point after the other, with the slope as 1 / cosh^2 by way of sigmoids."""

    def move(point: Tensor) -> tuple[Tensor, Tensor]:
        t = torch.dot(w, point) + b
        slope = 4 * torch.sigmoid(2 * t) * torch.sigmoid(-2 * t)
        return point + u * torch.tanh(t), torch.log(torch.abs(1 + slope * torch.dot(w, u)))

    moved, log_dets = zip(*(move(point) for point in z), strict=True)
    return torch.stack(moved), torch.stack(log_dets)
