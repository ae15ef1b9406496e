"""Wrong answers to reconstruction_error."""

import torch
from torch import Tensor


def square_of_the_mean_distance(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Averages the distances before it squares, right for one image or equal distances only."""
    return torch.linalg.vector_norm(x - reconstruction, dim=1).mean().square()


def reconstruction_made_grey(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Clamps the reconstruction to [0, 1] first, which is wrong for pixels beyond."""
    return (x - reconstruction.clamp(0, 1)).square().sum(1).mean()


def target_held_fixed(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Detaches the image as a target, so that no gradient reaches x."""
    return (x.detach() - reconstruction).square().sum(1).mean()
