"""Wrong answers to calibration_error."""

import torch
from torch import Tensor


def distance_of_each(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """Absolute values are taken of each prediction, before the sum over a part."""
    part = (confidence * bins).long()
    sums = confidence.new_zeros(bins).index_add(0, part, (correct - confidence).abs())
    return sums.sum() / len(confidence)


def middle_of_the_part(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """The share of right predictions is compared with the middle of a part, not its mean."""
    part = (confidence * bins).long()
    middle = (part.to(confidence.dtype) + 0.5) / bins
    sums = confidence.new_zeros(bins).index_add(0, part, correct - middle)
    return sums.abs().sum() / len(confidence)


def parts_of_the_range(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """The parts divide the range from the least to the largest confidence, not [0, 1]."""
    low, high = confidence.min(), confidence.max()
    part = ((confidence - low) / (high - low) * bins).long().clamp(max=bins - 1)
    sums = confidence.new_zeros(bins).index_add(0, part, correct - confidence)
    return sums.abs().sum() / len(confidence)


def parts_count_alike(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """The mean over the parts that are not empty is not weighted by their sizes."""
    part = (confidence * bins).long()
    distances = [
        (correct[part == each].mean() - confidence[part == each].mean()).abs()
        for each in part.unique()
    ]
    return torch.stack(distances).mean()


def empty_parts_are_nan(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """The mean of an empty part is NaN, and so is the error."""
    part = (confidence * bins).long()
    error = confidence.new_zeros(())
    for each in range(bins):
        inside = part == each
        distance = (correct[inside].mean() - confidence[inside].mean()).abs()
        error = error + inside.to(confidence.dtype).mean() * distance
    return error


def rounded_to_parts(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """Rounds to the nearest of bins + 1 parts, of which the first and last have half the width."""
    part = torch.round(confidence * bins).long()
    sums = confidence.new_zeros(bins + 1).index_add(0, part, correct - confidence)
    return sums.abs().sum() / len(confidence)
