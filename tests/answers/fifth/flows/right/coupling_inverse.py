"""Right answers to coupling_inverse."""

import torch
from torch import Tensor


def halves(y: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """The shift is taken off, then the scale."""
    a, b = y.chunk(2, -1)
    t, s = torch.tanh(a @ to_shift), torch.tanh(a @ to_scale)
    return torch.cat([a, (b - t) * torch.exp(-s)], -1), -s.sum(-1)


def from_the_forward(y: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """The forward map gives the log-determinant, for it depends on the first half alone."""
    half = y.shape[-1] // 2
    a, b = y[:, :half], y[:, half:]
    log_det = coupling_forward(y, to_shift, to_scale)[1]
    before = (b - (a @ to_shift).tanh()) / (a @ to_scale).tanh().exp()
    return torch.hstack((a, before)), log_det.neg()


def probed(y: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """Shift and scale are read off the forward map, at second halves of 0 and of 1."""
    half = y.shape[-1] // 2
    a, b = y.split(half, -1)
    shift = coupling_forward(torch.cat([a, torch.zeros_like(b)], -1), to_shift, to_scale)[0]
    both = coupling_forward(torch.cat([a, torch.ones_like(b)], -1), to_shift, to_scale)[0]
    scale = (both - shift)[:, half:]
    return torch.cat([a, (b - shift[:, half:]) / scale], -1), -scale.log().sum(-1)


def in_place_on_a_copy(y: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """The second half of a copy is changed in two steps."""
    half = y.shape[1] // 2
    before = y.clone()
    s = torch.einsum("ni,ij->nj", y[:, :half], to_scale).tanh()
    before[:, half:] -= torch.einsum("ni,ij->nj", y[:, :half], to_shift).tanh()
    before[:, half:] *= torch.exp(-s)
    return before, torch.log(torch.exp(-s)).sum(1)


def mapped(y: Tensor, to_shift: Tensor, to_scale: Tensor) -> tuple[Tensor, Tensor]:
    """One point by vmap; the log-determinant from the Jacobian of the inverse."""

    def one(point: Tensor) -> Tensor:
        a, b = point.chunk(2)
        return torch.cat([a, (b - torch.tanh(a @ to_shift)) / torch.exp(torch.tanh(a @ to_scale))])

    jacobians = torch.vmap(torch.func.jacfwd(one))(y)
    return torch.vmap(one)(y), torch.linalg.slogdet(jacobians)[1]
