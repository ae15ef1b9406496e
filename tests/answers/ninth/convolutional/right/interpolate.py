"""Right answers to interpolate."""

import torch
from torch import Tensor


def weights_of_both_ends(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """An outer product of the shares with each end, both added."""
    share = torch.linspace(0, 1, steps, dtype=start.dtype, device=start.device)
    return torch.einsum("s,bl->sbl", 1 - share, start) + torch.einsum("s,bl->sbl", share, end)


def lerp_in_a_loop(start: Tensor, end: Tensor, steps: int) -> Tensor:
    """torch.lerp for one share after the other, stacked."""
    return torch.stack([torch.lerp(start, end, i / (steps - 1)) for i in range(steps)])
