"""Wrong answers to read."""

import torch
from torch import Tensor


def logits_subtracted(x: Tensor, canvas: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """Subtracts the canvas itself, whose numbers are logits, and not the pixels it stands for."""
    patches = [f_y @ image @ f_x.transpose(1, 2) for image in (x, x - canvas)]
    return gamma[:, None, None, None] * torch.stack(patches, 1)


def error_without_intensity(
    x: Tensor, canvas: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor
) -> Tensor:
    """Multiplies only the patch of the image by the intensity, not that of the error image."""
    image = gamma[:, None, None] * (f_y @ x @ f_x.transpose(1, 2))
    error = f_y @ (x - torch.sigmoid(canvas)) @ f_x.transpose(1, 2)
    return torch.stack([image, error], 1)


def canvas_taken_as_data(
    x: Tensor, canvas: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor
) -> Tensor:
    """Detaches the drawn pixels: the right patches, but no gradient flows back to the canvas."""
    drawn = torch.sigmoid(canvas).detach()
    both = torch.stack([x, x - drawn], 1)
    patches = torch.einsum("bir,bprc,bjc->bpij", f_y, both, f_x)
    return patches * gamma.view(-1, 1, 1, 1)
