"""Wrong answers to filterbank."""

import torch
from torch import Tensor


def small_number_in_the_denominator(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """Divides by the sum plus 1e-8: no NaN, but all weights are 0 for centres far outside."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    weight = (-(pixel - centres[..., None]).square() / (2 * log_var.exp()[:, None, None])).exp()
    return weight / (weight.sum(-1, keepdim=True) + 1e-8)


def logarithm_of_the_deviation(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """Takes log_var for the logarithm of the standard deviation: the variance is squared."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    distance = (pixel - centres[..., None]) / log_var.exp()[:, None, None]
    return torch.softmax(-0.5 * distance.square(), -1)


def centres_kept_inside(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """Clamps the centres to the image: half a bell where nearly all weight is on the border."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    inside = centres.clamp(0, size - 1)[..., None]
    return torch.softmax(-(pixel - inside).square() / (2 * log_var.exp()[:, None, None]), -1)
