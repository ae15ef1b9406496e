"""Right answers to read."""

import torch
from torch import Tensor


def two_products(x: Tensor, canvas: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """Matrix products, for the image and for the error image."""
    error = x - torch.sigmoid(canvas)
    patches = [f_y @ image @ f_x.transpose(-1, -2) for image in (x, error)]
    return gamma[:, None, None, None] * torch.stack(patches, dim=1)


def one_einsum(x: Tensor, canvas: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """Both images are stacked, and one einsum does all."""
    images = torch.stack([x, x - canvas.sigmoid()], 1)
    return torch.einsum("b,bir,bkrc,bjc->bkij", gamma, f_y, images, f_x)


def drawn_patch_subtracted(
    x: Tensor, canvas: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor
) -> Tensor:
    """The window is linear: the patch of the image minus that of the drawn pixels."""
    columns = f_x.mT * gamma.view(-1, 1, 1)
    seen = torch.bmm(torch.bmm(f_y, x), columns)
    drawn = torch.bmm(torch.bmm(f_y, (1 + torch.tanh(canvas / 2)) / 2), columns)
    return torch.cat([seen[:, None], (seen - drawn)[:, None]], dim=1)


def image_by_image(x: Tensor, canvas: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """One image, and vmap."""

    def one(image: Tensor, logits: Tensor, rows: Tensor, columns: Tensor, light: Tensor) -> Tensor:
        both = torch.stack((image, image - torch.special.expit(logits)))
        return light * (rows @ both @ columns.T)

    return torch.vmap(one)(x, canvas, f_y, f_x, gamma)
