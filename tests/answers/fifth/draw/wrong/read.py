"""Wrong answers to read."""

import torch
from torch import Tensor


def sigmoid_of_patch(x: Tensor, canvas: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """The sigmoid is taken of the logits' patch, but a mean of pixels is wanted."""
    seen = f_y @ x @ f_x.transpose(-1, -2)
    drawn = torch.sigmoid(f_y @ canvas @ f_x.transpose(-1, -2))
    return gamma[:, None, None, None] * torch.stack([seen, seen - drawn], 1)


def canvas_as_data(x: Tensor, canvas: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """What has been drawn is detached, so no gradient flows back to the canvas."""
    error = x - torch.sigmoid(canvas.detach())
    patches = [f_y @ image @ f_x.transpose(-1, -2) for image in (x, error)]
    return gamma[:, None, None, None] * torch.stack(patches, 1)


def intensity_of_image_alone(
    x: Tensor, canvas: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor
) -> Tensor:
    """The patch of the error image is not multiplied by the intensity."""
    seen = gamma[:, None, None] * f_y @ x @ f_x.transpose(-1, -2)
    missing = f_y @ (x - torch.sigmoid(canvas)) @ f_x.transpose(-1, -2)
    return torch.stack([seen, missing], 1)


def mixed_images(x: Tensor, canvas: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """The patches are put one after the other and reshaped, which mixes different images."""
    error = x - torch.sigmoid(canvas)
    n = f_y.shape[1]
    patches = [gamma[:, None, None] * (f_y @ one @ f_x.transpose(-1, -2)) for one in (x, error)]
    return torch.cat(patches, 0).reshape(-1, 2, n, n)


def transposed_patch(x: Tensor, canvas: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """The columns' filters come first in the result, so that every patch is transposed."""
    images = torch.stack([x, x - torch.sigmoid(canvas)], 1)
    return torch.einsum("b,bir,bkrc,bjc->bkji", gamma, f_y, images, f_x)


def error_with_other_sign(
    x: Tensor, canvas: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor
) -> Tensor:
    """The error image is what has been drawn minus the image."""
    error = torch.sigmoid(canvas) - x
    patches = [f_y @ image @ f_x.transpose(-1, -2) for image in (x, error)]
    return gamma[:, None, None, None] * torch.stack(patches, 1)
