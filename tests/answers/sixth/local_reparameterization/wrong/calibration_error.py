"""Wrong answers to calibration_error."""

import torch
from torch import Tensor


def border_belongs_below(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """A confidence on a border is counted in the part below it."""
    part = (confidence * bins).ceil().long() - 1
    sums = confidence.new_zeros(bins).index_add(0, part, correct.to(confidence) - confidence)
    return sums.abs().sum() / len(confidence)


def middle_of_the_part(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """Compares the accuracy with the middle of the part and not with the mean confidence."""
    part = (confidence * bins).long()
    middle = ((part + 0.5) / bins).to(confidence.dtype)
    sums = confidence.new_zeros(bins).index_add(0, part, correct.to(confidence) - middle)
    return sums.abs().sum() / len(confidence)


def parts_of_what_occurs(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """The parts divide the range from the least to the greatest confidence, not from 0 to 1."""
    low, high = confidence.min(), confidence.max()
    part = ((confidence - low) / (high - low).clamp(min=1e-6) * bins).long().clamp(max=bins - 1)
    sums = confidence.new_zeros(bins).index_add(0, part, correct.to(confidence) - confidence)
    return sums.abs().sum() / len(confidence)


def all_parts_alike(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """The mean over the parts that are not empty gives each the same weight."""
    part = (confidence * bins).long()
    gaps = []
    for k in part.unique():
        inside = part == k
        gaps.append((correct[inside].to(confidence).mean() - confidence[inside].mean()).abs())
    return torch.stack(gaps).mean()


def parts_of_equal_size(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """The parts have equally many predictions and not the same width."""
    order = confidence.argsort()
    gap = (correct.to(confidence) - confidence)[order]
    return sum(each.sum().abs() for each in gap.tensor_split(bins)) / len(confidence)
