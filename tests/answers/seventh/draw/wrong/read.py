"""Wrong answers to read."""

import torch
from torch import Tensor


def only_what_is_missing(
    x: Tensor, canvas: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor
) -> Tensor:
    """Where too much has been drawn the error is cut off at 0."""
    error = torch.relu(x - torch.sigmoid(canvas))
    both = torch.stack([x, error], 1)
    patches = f_y[:, None] @ both @ f_x[:, None].transpose(-1, -2)
    return gamma[:, None, None, None] * patches


def squashed_after_reading(
    x: Tensor, canvas: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor
) -> Tensor:
    """The logits are read and the sigmoid is taken of the patch, not of the pixels."""
    image = f_y @ x @ f_x.transpose(-1, -2)
    drawn = torch.sigmoid(f_y @ canvas @ f_x.transpose(-1, -2))
    return gamma[:, None, None, None] * torch.stack([image, image - drawn], 1)


def columns_first(x: Tensor, canvas: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """The einsum's output has the filters over the columns first, so each patch is transposed."""
    both = torch.stack([x, x - torch.sigmoid(canvas)], 1)
    return torch.einsum("b,bir,bprc,bjc->bpji", gamma, f_y, both, f_x)


def canvas_without_gradient(
    x: Tensor, canvas: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor
) -> Tensor:
    """What has been drawn is treated as data, so no gradient reaches the canvas."""
    error = x - torch.sigmoid(canvas).detach()
    patches = [f_y @ picture @ f_x.transpose(-1, -2) for picture in (x, error)]
    return gamma[:, None, None, None] * torch.stack(patches, 1)


def image_alone_is_brighter(
    x: Tensor, canvas: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor
) -> Tensor:
    """The intensity multiplies the patch of the image only."""
    image = gamma[:, None, None] * (f_y @ x @ f_x.transpose(-1, -2))
    error = f_y @ (x - torch.sigmoid(canvas)) @ f_x.transpose(-1, -2)
    return torch.stack([image, error], 1)
