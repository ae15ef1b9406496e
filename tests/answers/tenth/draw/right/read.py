"""Right answers to read."""

import torch
from torch import Tensor


def two_patches_by_matmul(
    x: Tensor, canvas: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor
) -> Tensor:
    """Reads the image and the error image one after the other with matrix products."""

    def patch(image: Tensor) -> Tensor:
        return gamma.reshape(-1, 1, 1) * torch.bmm(torch.bmm(f_y, image), f_x.mT)

    return torch.stack([patch(x), patch(x - canvas.sigmoid())], dim=1)


def both_patches_by_einsum(
    x: Tensor, canvas: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor
) -> Tensor:
    """Stacks image and error image and reads both with a single einsum."""
    both = torch.stack((x, x - 1 / (1 + torch.exp(-canvas))), 1)
    return torch.einsum("b,bir,bcrs,bjs->bcij", gamma, f_y, both, f_x)
