"""Right answers to calibration_error."""

import torch
from torch import Tensor


def differences_added_in_their_part(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """Adds up right minus confidence inside of each part, and then the sizes of these sums."""
    part = (confidence * bins).long().clamp(max=bins - 1)
    gap = correct.to(confidence.dtype) - confidence
    return confidence.new_zeros(bins).index_add(0, part, gap).abs().sum() / len(confidence)


def means_of_each_part(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """Goes over the parts that are not empty, and compares accuracy and mean confidence."""
    part, right = torch.floor(confidence * bins), correct.to(confidence.dtype)
    total = confidence.new_zeros(())
    for number in part.unique():
        inside = part == number
        distance = (right[inside].mean() - confidence[inside].mean()).abs()
        total = total + inside.to(confidence.dtype).mean() * distance
    return total
