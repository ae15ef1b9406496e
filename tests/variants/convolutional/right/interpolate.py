"""Other right ways of writing ``interpolate``."""

import torch


def lerp(start, end, steps):
    share = torch.linspace(0, 1, steps, dtype=start.dtype, device=start.device)
    return torch.lerp(start[None], end[None], share.reshape(-1, 1, 1))


def loop(start, end, steps):
    return torch.stack([start + i / (steps - 1) * (end - start) for i in range(steps)])


def weighted(start, end, steps):
    share = torch.arange(steps, dtype=start.dtype, device=start.device) / (steps - 1)
    return torch.einsum("s,bl->sbl", 1 - share, start) + torch.einsum("s,bl->sbl", share, end)
