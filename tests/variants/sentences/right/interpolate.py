"""Other right ways of writing ``interpolate``."""

import torch


def lerp(z_1, z_2, n):
    t = torch.linspace(0, 1, n).to(z_1)
    return torch.lerp(z_1, z_2, t.unsqueeze(1))


def loop(z_1, z_2, n):
    return torch.stack([z_1 + (z_2 - z_1) * (i / (n - 1)) for i in range(n)])


def outer(z_1, z_2, n):
    t = torch.arange(n, device=z_1.device).to(z_1.dtype) / (n - 1)
    return torch.outer(1 - t, z_1) + torch.outer(t, z_2)


def matmul(z_1, z_2, n):
    t = torch.linspace(0, 1, n, dtype=z_1.dtype, device=z_1.device)
    return torch.stack([1 - t, t], 1) @ torch.stack([z_1, z_2])
