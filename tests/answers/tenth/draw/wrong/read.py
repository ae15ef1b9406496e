"""Wrong answers to read."""

import torch
from torch import Tensor


def sigmoid_after_the_filters(
    x: Tensor, canvas: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor
) -> Tensor:
    """Reads the logits of the canvas and takes the sigmoid of what was read, not of the canvas."""

    def seen(image: Tensor) -> Tensor:
        return f_y @ image @ f_x.transpose(-1, -2)

    image = seen(x)
    missing = image - torch.sigmoid(seen(canvas))
    return gamma[:, None, None, None] * torch.stack([image, missing], 1)


def error_without_intensity(
    x: Tensor, canvas: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor
) -> Tensor:
    """Multiplies the patch of the image by the intensity, but not that of the error image."""
    error = x - torch.sigmoid(canvas)
    image_patch = gamma[:, None, None] * (f_y @ x @ f_x.mT)
    error_patch = f_y @ error @ f_x.mT
    return torch.stack([image_patch, error_patch], 1)


def canvas_as_a_constant(
    x: Tensor, canvas: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor
) -> Tensor:
    """Detaches the canvas in the error image, so that its gradient is lost."""
    error = x - torch.sigmoid(canvas.detach())
    patches = [f_y @ image @ f_x.mT for image in (x, error)]
    return gamma[:, None, None, None] * torch.stack(patches, 1)
