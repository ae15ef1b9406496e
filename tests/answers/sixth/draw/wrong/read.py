"""Wrong answers to read."""

import torch
from torch import Tensor


def sigmoid_of_what_is_seen(
    x: Tensor, canvas: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor
) -> Tensor:
    """Looks at the logits first and makes pixels of what is seen, instead of the other order."""
    columns = f_x.transpose(-1, -2)
    image = f_y @ x @ columns
    drawn = torch.sigmoid(f_y @ canvas @ columns)
    return gamma[:, None, None, None] * torch.stack([image, image - drawn], 1)


def error_without_intensity(
    x: Tensor, canvas: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor
) -> Tensor:
    """Multiplies the patch of the image by the intensity, but not that of the error."""
    columns = f_x.transpose(-1, -2)
    image = gamma[:, None, None] * (f_y @ x @ columns)
    error = f_y @ (x - torch.sigmoid(canvas)) @ columns
    return torch.stack([image, error], 1)


def canvas_without_gradient(
    x: Tensor, canvas: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor
) -> Tensor:
    """Takes the canvas for data, so that no gradient reaches what was drawn before."""
    both = torch.stack([x, x - torch.sigmoid(canvas.detach())], 1)
    seen = f_y[:, None] @ both @ f_x[:, None].transpose(-1, -2)
    return gamma[:, None, None, None] * seen


def missing_is_positive(
    x: Tensor, canvas: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor
) -> Tensor:
    """Cuts the error image at 0, so that what was drawn too bright is not seen."""
    error = (x - torch.sigmoid(canvas)).clamp(min=0)
    both = torch.stack([x, error], 1)
    seen = f_y[:, None] @ both @ f_x[:, None].transpose(-1, -2)
    return gamma[:, None, None, None] * seen


def columns_before_rows(
    x: Tensor, canvas: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor
) -> Tensor:
    """Gives each patch transposed, with its columns first."""
    both = torch.stack([x, x - torch.sigmoid(canvas)], 1)
    seen = torch.einsum("bir,bkrc,bjc->bkji", f_y, both, f_x)
    return gamma[:, None, None, None] * seen
