"""Right answers to coupling_forward."""

import torch
from torch import Tensor


def halves(z: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """chunk, formula, cat."""
    a, b = z.chunk(2, -1)
    t, s = torch.tanh(a @ to_shift), torch.tanh(a @ to_scale)
    return torch.cat([a, b * s.exp() + t], -1), s.sum(-1)


def in_place_on_a_copy(z: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """The second half of a copy is overwritten."""
    half = z.shape[1] // 2
    moved = z.clone()
    s = (z[:, :half] @ to_scale).tanh()
    moved[:, half:] = torch.addcmul((z[:, :half] @ to_shift).tanh(), z[:, half:], s.exp())
    return moved, torch.einsum("nd->n", s)


def one_matrix(z: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """Both products at once, with the weights side by side, and a product of d numbers."""
    half = z.shape[-1] // 2
    a, b = torch.split(z, half, dim=-1)
    t, s = torch.tanh(a @ torch.hstack([to_shift, to_scale])).split(half, dim=-1)
    diagonal = torch.cat([torch.ones_like(a), torch.exp(s)], dim=-1)
    shift = torch.cat([torch.zeros_like(a), t], dim=-1)
    return z * diagonal + shift, diagonal.log().sum(-1)


def coordinates(z: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """A loop over the coordinates of the second half."""
    half = to_shift.shape[0]
    columns = list(z[:, :half].unbind(1))
    log_det = torch.zeros(len(z), dtype=z.dtype, device=z.device)
    for j in range(half):
        s = torch.tanh(torch.mv(z[:, :half], to_scale[:, j]))
        t = torch.tanh(torch.mv(z[:, :half], to_shift[:, j]))
        columns.append(z[:, half + j] * torch.exp(s) + t)
        log_det = log_det + s
    return torch.stack(columns, dim=1), log_det


def matrices(z: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """The log-determinant from the whole Jacobian of each point."""

    def one(point: Tensor) -> Tensor:
        a, b = point.tensor_split(2)
        return torch.cat([a, b * torch.exp(torch.tanh(a @ to_scale)) + torch.tanh(a @ to_shift)])

    jacobians = torch.vmap(torch.func.jacrev(one))(z)
    return torch.vmap(one)(z), torch.linalg.slogdet(jacobians).logabsdet
