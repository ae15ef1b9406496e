"""Other right ways of writing ``coupling_forward``."""

import torch


def slices(z, to_shift, to_scale):
    half = z.shape[-1] // 2
    first = z[:, :half]
    scale = torch.tanh(torch.einsum("ni,ij->nj", first, to_scale))
    y = z.clone()
    y[:, half:] = z[:, half:] * scale.exp() + torch.tanh(first @ to_shift)
    return y, scale.sum(1)


def diagonal(z, to_shift, to_scale):
    a, b = torch.tensor_split(z, 2, dim=1)
    scales = torch.exp(torch.tanh(a.mm(to_scale)))
    moved = torch.addcmul(torch.tanh(a.mm(to_shift)), b, scales)
    return torch.hstack((a, moved)), torch.logdet(torch.diag_embed(scales))


def point_by_point(z, to_shift, to_scale):
    rows, log_dets = [], []
    for row in z:
        a, b = row[: len(row) // 2], row[len(row) // 2 :]
        s = torch.tanh(to_scale.T @ a)
        rows.append(torch.cat([a, torch.exp(s) * b + torch.tanh(to_shift.T @ a)]))
        log_dets.append(s.sum())
    return torch.stack(rows), torch.stack(log_dets)
