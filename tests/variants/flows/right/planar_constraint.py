"""Other right ways of writing ``planar_constraint``."""

import torch


def einsum_and_logaddexp(u, w):
    a = torch.einsum("...d,...d->...", u, w)
    m = torch.logaddexp(a, torch.zeros_like(a)) - 1
    return u + ((m - a) / torch.einsum("...d,...d->...", w, w))[..., None] * w


def unit_normal(u, w):
    n = torch.linalg.vector_norm(w, dim=-1, keepdim=True)
    e = w / n
    along = (u * e).sum(-1, keepdim=True)
    m = -1 - torch.nn.functional.logsigmoid(-along * n)
    return u - along * e + m / n * e


def row_by_row(u, w):
    rows = []
    for one, other in zip(u.reshape(-1, u.shape[-1]), w.reshape(-1, w.shape[-1]), strict=True):
        a = torch.dot(one, other)
        m = a.clamp(min=0) + torch.log1p(torch.exp(-a.abs())) - 1
        rows.append(one + (m - a) / torch.dot(other, other) * other)
    return torch.stack(rows).reshape(u.shape)
