"""Wrong answers to calibration_error."""

import torch
from torch import Tensor


def all_parts_weigh_the_same(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """Takes the plain mean over the parts that are not empty, however few predictions they hold."""
    part = (confidence * bins).long()
    gaps = correct.to(confidence.dtype) - confidence
    distances = [gaps[part == i].mean().abs() for i in part.unique()]
    return torch.stack(distances).mean()


def borders_belong_below(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """Puts a confidence on a border in the part below it: other sums where such ones occur."""
    part = (confidence * bins).ceil().long() - 1
    gaps = correct.to(confidence.dtype) - confidence
    sums = torch.zeros(bins, dtype=gaps.dtype, device=gaps.device).index_add(0, part, gaps)
    return sums.abs().sum() / len(gaps)


def parts_of_the_range_that_occurs(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """Divides the range from the least to the largest confidence in parts, and not [0, 1]."""
    low, high = confidence.min(), confidence.max()
    place = (confidence - low) / (high - low).clamp(min=1e-6)
    part = (place * bins).long().clamp(max=bins - 1)
    gaps = correct.to(confidence.dtype) - confidence
    sums = torch.zeros(bins, dtype=gaps.dtype, device=gaps.device).index_add(0, part, gaps)
    return sums.abs().sum() / len(gaps)
