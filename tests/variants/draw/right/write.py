"""Other right ways of writing ``write``."""

import torch


def einsum(patch, f_y, f_x, gamma):
    return torch.einsum("bij,bir,bjs,b->brs", patch, f_y, f_x, 1 / gamma)


def bmm(patch, f_y, f_x, gamma):
    scaled = patch / gamma.reshape(-1, 1, 1)
    return torch.bmm(f_y.transpose(1, 2), torch.bmm(scaled, f_x))


def loop(patch, f_y, f_x, gamma):
    rows = []
    for w, y, x, g in zip(patch, f_y, f_x, gamma, strict=True):
        rows.append(sum(w[i, j] * torch.outer(y[i], x[j]) for i in range(len(w))
                        for j in range(len(w))) / g)  # fmt: skip
    return torch.stack(rows)
