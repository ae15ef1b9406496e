"""Other right ways of writing ``read``."""

import torch


def einsum(x, canvas, f_y, f_x, gamma):
    both = torch.stack((x, x - canvas.sigmoid()), dim=1)
    return torch.einsum("bnr,bcrs,bms,b->bcnm", f_y, both, f_x, gamma)


def one_by_one(x, canvas, f_y, f_x, gamma):
    error = x - 1 / (1 + torch.exp(-canvas))
    patches = [torch.bmm(torch.bmm(f_y, i), f_x.transpose(1, 2)) for i in (x, error)]
    return torch.stack([gamma.reshape(-1, 1, 1) * p for p in patches], 1)


def loop(x, canvas, f_y, f_x, gamma):
    rows = []
    for image, c, y, across, g in zip(x, canvas, f_y, f_x, gamma, strict=True):
        error = image - torch.sigmoid(c)
        rows.append(g * torch.stack([y @ image @ across.T, y @ error @ across.T]))
    return torch.stack(rows)
